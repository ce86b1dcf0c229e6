import { createHash } from 'node:crypto';
import type { TransactionContext } from '../../context';
import { BadInput } from '../../shared/errors';
import type { Actor } from '../auth/actor';

/**
 * Does the work once for each key of an actor: a repeated request gets the first one's result. Two at once: the
 * second waits for the first's commit at the unique row. The same key with another input is refused.
 */
export async function once<Result>(
  tx: TransactionContext,
  operation: string,
  input: { readonly idempotencyKey?: string | null },
  work: () => Promise<Result>,
): Promise<Result> {
  const key = input.idempotencyKey ?? null;
  if (key === null) return work();
  if (key.length < 8 || key.length > 200 || key.includes('\0')) {
    throw refuse('It has to have 8 to 200 characters.', 'Use a random UUID, for instance.');
  }
  const { manager } = tx.transaction;
  const actor = actorKey(tx.actor);
  const hash = createHash('sha256')
    .update(JSON.stringify([operation, input]))
    .digest();
  const mine: unknown[] = await manager.query(
    `INSERT INTO idempotency_key (actor, key, operation, input_hash) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [actor, key, operation, hash],
  );
  if (mine.length === 0) return earlierResult<Result>(tx, actor, key, hash);
  const result = await work();
  await manager.query('UPDATE idempotency_key SET result = $3 WHERE actor = $1 AND key = $2', [
    actor,
    key,
    JSON.stringify(result),
  ]);
  return result;
}

async function earlierResult<Result>(
  tx: TransactionContext,
  actor: string,
  key: string,
  hash: Buffer,
): Promise<Result> {
  const [earlier] = (await tx.transaction.manager.query(
    'SELECT input_hash = $3 AS same, result FROM idempotency_key WHERE actor = $1 AND key = $2',
    [actor, key, hash],
  )) as [{ same: boolean; result: Result }];
  if (!earlier.same) throw refuse('It was used for another request.', 'Use a new key for each new request.');
  return earlier.result;
}

function refuse(message: string, remedy: string): BadInput {
  return new BadInput([{ field: 'idempotencyKey', message, remedy }]);
}

function actorKey(actor: Actor): string {
  return 'id' in actor ? `${actor.kind}:${actor.id}` : actor.kind;
}
