import type { EntityManager } from 'typeorm';

/** A command that a relay has taken, to deliver it. */
export interface ClaimedCommand {
  readonly id: string;
  readonly kind: 'START' | 'SIGNAL';
  readonly workflow: string;
  readonly workflowId: string;
  /** The signal's name; null for a start. */
  readonly name: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly accountId: string | null;
  /** This attempt included. */
  readonly attempts: number;
}

/** What became of a claimed command. `message` is for people, and names no customer. */
export type CommandOutcome =
  | { readonly kind: 'PUBLISHED' }
  /** Its workflow is over or was never there: it can't be delivered, and later ones need not wait for it. */
  | { readonly kind: 'DEAD'; readonly message: string }
  /** Refused this time; tried again after a delay that grows, and the entity's later ones wait. */
  | { readonly kind: 'LATER'; readonly message: string }
  /** Temporal is not there, which says nothing about the command. */
  | { readonly kind: 'AWAY'; readonly message: string };

/** After so many refusals, an hour or two, people have to look. */
const mostAttempts = 15;
const longestDelaySeconds = 600;

/**
 * Claims the first pending command of each of up to `limit` entities. One whose first command is claimed, or waits
 * for its next attempt, is left alone, so that no command overtakes another.
 */
export async function claimCommands(
  manager: EntityManager,
  limit: number,
  leaseSeconds: number,
): Promise<ClaimedCommand[]> {
  const [rows]: [ClaimedCommand[], number] = await manager.query(
    `UPDATE outbox_command SET claimed_until = now() + $2 * interval '1 second', attempts = attempts + 1
     WHERE id = ANY (ARRAY (
       SELECT head.id FROM outbox_command head
       WHERE head.status = 'PENDING' AND head.next_attempt_at <= now()
         AND (head.claimed_until IS NULL OR head.claimed_until < now())
         AND NOT EXISTS (SELECT FROM outbox_command earlier
           WHERE earlier.entity = head.entity AND earlier.status = 'PENDING' AND earlier.number < head.number)
       ORDER BY head.next_attempt_at, head.id LIMIT $1
       FOR UPDATE OF head SKIP LOCKED))
     RETURNING id, kind, workflow, workflow_id AS "workflowId", name, payload, account_id AS "accountId", attempts`,
    [limit, leaseSeconds],
  );
  return rows;
}

/** Writes down what became of a command. Of a claim that ran out in the meantime nothing is changed but the good news. */
export async function settleCommand(
  manager: EntityManager,
  command: ClaimedCommand,
  outcome: CommandOutcome,
): Promise<void> {
  switch (outcome.kind) {
    case 'PUBLISHED':
      await manager.query(
        `UPDATE outbox_command SET status = 'PUBLISHED', settled_at = now(), claimed_until = NULL, last_error = NULL
         WHERE id = $1 AND status = 'PENDING'`,
        [command.id],
      );
      return;
    case 'AWAY':
      await manager.query(
        `UPDATE outbox_command SET claimed_until = NULL, attempts = attempts - 1, last_error = $3
         WHERE id = $1 AND status = 'PENDING' AND attempts = $2`,
        [command.id, command.attempts, outcome.message],
      );
      return;
    case 'DEAD':
    case 'LATER':
      await manager.query(
        `UPDATE outbox_command SET claimed_until = NULL, last_error = $3,
           status = CASE WHEN $4 THEN 'DEAD' ELSE 'PENDING' END,
           settled_at = CASE WHEN $4 THEN now() END,
           next_attempt_at = now() + $5 * interval '1 second'
         WHERE id = $1 AND status = 'PENDING' AND attempts = $2`,
        [
          command.id,
          command.attempts,
          outcome.message,
          outcome.kind === 'DEAD' || command.attempts >= mostAttempts,
          Math.min(2 ** command.attempts, longestDelaySeconds),
        ],
      );
  }
}
