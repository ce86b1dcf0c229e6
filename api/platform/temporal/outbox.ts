import type { TransactionContext } from '../../context';

/** A command for a workflow, written in the transaction that causes it and delivered by the relay. */
export interface WorkflowCommand {
  /** Commands of one entity are delivered in the order in which they were written: `account:<uuid>`. */
  readonly entity: string;
  readonly kind: 'START' | 'SIGNAL';
  /** The workflow's type. */
  readonly workflow: string;
  /** Derived from the business key, so that saying a thing twice does it once. */
  readonly workflowId: string;
  /** The signal's name; only for signals. */
  readonly name?: string;
  /** JSON without personal data: ids, dates, decisions. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** The account that it is about (a UUID), for people who look. */
  readonly accountId: string | null;
}

/**
 * Writes commands into the outbox. The entity's row is locked from here to the commit, so that numbers become
 * visible in order; entities are locked in the order of their names, so that two writers can't block each other.
 */
export async function sendCommands(
  tx: TransactionContext,
  commands: readonly WorkflowCommand[],
): Promise<void> {
  if (commands.length === 0) return;
  const rows = commands.map((command, ordinal) => ({ ...command, name: command.name ?? null, ordinal }));
  await tx.transaction.manager.query(
    `WITH given AS (
       SELECT *, row_number() OVER (PARTITION BY entity ORDER BY ordinal) AS nth, count(*) OVER (PARTITION BY entity) AS amount
       FROM jsonb_to_recordset($1) AS c (entity text, kind text, workflow text, "workflowId" text, name text,
         payload jsonb, "accountId" uuid, ordinal integer)),
     numbered AS (
       INSERT INTO outbox_entity (entity, last_number)
       SELECT entity, count(*) FROM given GROUP BY entity ORDER BY entity
       ON CONFLICT (entity) DO UPDATE SET last_number = outbox_entity.last_number + excluded.last_number
       RETURNING entity, last_number)
     INSERT INTO outbox_command (entity, number, kind, workflow, workflow_id, name, payload, account_id)
     SELECT entity, last_number - amount + nth, kind, workflow, "workflowId", name, payload, "accountId"
     FROM given JOIN numbered USING (entity) ORDER BY ordinal`,
    [JSON.stringify(rows)],
  );
  tx.transaction.wakeAfterCommit('mainstay_outbox');
}
