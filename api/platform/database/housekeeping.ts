import type { RequestContext } from '../../context';
import { requireSystem } from '../auth/actor';
import type { Database } from './database';

/** How many rows one statement removes; more are left for the next round. */
const batch = 1_000;

/** What nobody asks for any more, and how it is found. Rows that somebody else removes at this moment are left to them. */
const leftovers = {
  // Who repeats a request after a month means another one.
  idempotencyKeys: `DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY (
    SELECT ctid FROM idempotency_key WHERE created_at < now() - interval '30 days'
    ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED))`,
  // What is pending or dead stays until somebody has seen to it.
  publishedCommands: `DELETE FROM outbox_command WHERE id = ANY (ARRAY (
    SELECT id FROM outbox_command WHERE status = 'PUBLISHED' AND settled_at < now() - interval '90 days'
    ORDER BY settled_at LIMIT $1 FOR UPDATE SKIP LOCKED))`,
  endedSessions: `DELETE FROM member_session WHERE id = ANY (ARRAY (
    SELECT id FROM member_session WHERE least(revoked_at, expires_at) < now() - interval '90 days'
    ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED))`,
} as const;

/** How many rows of each kind were removed. */
export type Removed = Record<keyof typeof leftovers, number>;

/** Removes a batch of each kind of leftovers. `more` where there may be others. */
export async function removeLeftovers(
  database: Database,
  ctx: RequestContext,
  limit = batch,
): Promise<{ removed: Removed; more: boolean }> {
  requireSystem(ctx.actor);
  const removed: Removed = { idempotencyKeys: 0, publishedCommands: 0, endedSessions: 0 };
  for (const [name, statement] of Object.entries(leftovers)) {
    const [, count]: [unknown, number] = await database.transaction(ctx, 'housekeeping', (tx) =>
      tx.transaction.manager.query(statement, [limit]),
    );
    removed[name as keyof Removed] = count;
  }
  return { removed, more: Object.values(removed).some((count) => count === limit) };
}
