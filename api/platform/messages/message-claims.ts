import type { EntityManager } from 'typeorm';

/** A message that one sender has taken, with all that is needed to send it. */
export interface ClaimedMessage {
  readonly id: string;
  readonly purpose: string;
  readonly accountId: string | null;
  readonly contactId: string | null;
  readonly memberId: string | null;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly replyTo: string | null;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly html: string;
  readonly plainText: string;
  readonly messageId: string;
  readonly causedAt: Date;
  readonly claimedBy: string;
  /** This attempt included. */
  readonly attempts: number;
  /** Business time of this moment: what caused the message, and the time that has passed since. */
  readonly businessNow: Date;
}

const columns = `id, purpose, account_id AS "accountId", contact_id AS "contactId", member_id AS "memberId",
  from_name AS "fromName", from_address AS "fromAddress", reply_to AS "replyTo", to_name AS "toName",
  to_address AS "toAddress", subject, html, plain_text AS "plainText", message_id AS "messageId",
  caused_at AS "causedAt", claimed_by AS "claimedBy", attempts, caused_at + (now() - created_at) AS "businessNow"`;

/** Claims the message that has been due for longest, unless another sender is at it. One at a time: a crash leaves one in doubt. */
export async function claimMessage(
  manager: EntityManager,
  claimant: string,
  leaseSeconds: number,
): Promise<ClaimedMessage | null> {
  const [rows]: [ClaimedMessage[], number] = await manager.query(
    `UPDATE message SET status = 'CLAIMED', claimed_by = $1, claimed_until = now() + $2 * interval '1 second',
       attempts = attempts + 1
     WHERE id = (SELECT id FROM message WHERE status = 'QUEUED' AND next_attempt_at <= now()
       ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING ${columns}`,
    [claimant, leaseSeconds],
  );
  return rows[0] ?? null;
}

export async function renewClaims(
  manager: EntityManager,
  claimant: string,
  leaseSeconds: number,
): Promise<void> {
  await manager.query(
    `UPDATE message SET claimed_until = now() + $2 * interval '1 second' WHERE status = 'CLAIMED' AND claimed_by = $1`,
    [claimant, leaseSeconds],
  );
}

export function expiredClaims(manager: EntityManager): Promise<ClaimedMessage[]> {
  return manager.query(
    `SELECT ${columns} FROM message WHERE status = 'CLAIMED' AND claimed_until < now() LIMIT 100`,
  );
}
