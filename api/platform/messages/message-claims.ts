import type { EntityManager } from 'typeorm';
import type { MessageStatus } from './message.rules';

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

/** Who is told once a message is settled; nulls where nobody waits. */
export interface Notify {
  readonly workflow: string | null;
  readonly workflowId: string | null;
}

/** In which state a message has to be found, for a word about it to count. */
const stands = {
  /** Claimed by its sender, and be its lease over: as long as nobody has said otherwise, its sender knows best. */
  CLAIMED: `status = 'CLAIMED'`,
  /** Claimed by a sender that has not been heard of; checked again here, since it may have come back meanwhile. */
  RUN_OUT: `status = 'CLAIMED' AND claimed_until < now()`,
  /** Given up for uncertain because its claim had run out. */
  IN_DOUBT: `status = 'UNCERTAIN'`,
} as const;

/**
 * Settles a message of one claimant, if it stands as it should; null otherwise. The claimant's name stays where its
 * claim has run out: it alone may come back and say what it knows.
 */
export async function settleClaim(
  manager: EntityManager,
  message: ClaimedMessage,
  found: keyof typeof stands,
  settlement: { readonly status: MessageStatus; readonly response: string },
): Promise<Notify | null> {
  const [rows]: [Notify[], number] = await manager.query(
    `UPDATE message SET status = $3, response = $4, settled_at = now(), claimed_until = NULL,
       claimed_by = ${found === 'RUN_OUT' ? 'claimed_by' : 'NULL'}
     WHERE id = $1 AND claimed_by = $2 AND ${stands[found]}
     RETURNING notify_workflow AS workflow, notify_workflow_id AS "workflowId"`,
    [message.id, message.claimedBy, settlement.status, settlement.response],
  );
  return rows[0] ?? null;
}

/** Puts a message back into the queue; false where its claim is over. `minutes` to wait; null where that was no attempt. */
export async function requeueClaim(
  manager: EntityManager,
  message: ClaimedMessage,
  minutes: number | null,
  response: string,
): Promise<boolean> {
  const [, changed]: [unknown, number] = await manager.query(
    // Minutes are null where no server was reached: that was no attempt, and the next one is not held up.
    `UPDATE message SET status = 'QUEUED', response = $4, claimed_by = NULL, claimed_until = NULL,
       attempts = attempts - CASE WHEN $3::integer IS NULL THEN 1 ELSE 0 END,
       next_attempt_at = now() + coalesce($3::integer, 0) * interval '1 minute'
     WHERE id = $1 AND claimed_by = $2 AND ${stands.CLAIMED}`,
    [message.id, message.claimedBy, minutes, response],
  );
  return changed === 1;
}
