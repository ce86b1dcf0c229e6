import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { RequestContext, TransactionContext, WakeChannel } from '../../context';
import type { Actor } from '../auth/actor';
import { poolOf } from './data-source';
import { gaveWay } from './failures';

/** How often a transaction is begun before a deadlock with others is its caller's affair. */
const mostAttempts = 3;

/** The one way to PostgreSQL: a pool shared by TypeORM (writes) and the reads, and transactions that name who acts. */
export class Database {
  constructor(
    readonly dataSource: DataSource,
    /** Whether the changes of each session and key are counted, so that replicas can be told what they have to know. */
    private readonly countsWrites: boolean,
  ) {}

  /** TypeORM's own pool; reads use it directly for named prepared statements. */
  get pool(): Pool {
    return poolOf(this.dataSource);
  }

  /**
   * Runs `work` in one transaction, or joins the one that the context is already in. The audit triggers learn the
   * actor and the operation's name from the setting made here. What was asked to be woken is woken after the commit.
   *
   * A transaction that had to give way to others is begun again, so `work` must do nothing outside of it that can't
   * be done twice.
   */
  async transaction<T>(
    ctx: RequestContext,
    operation: string,
    work: (tx: TransactionContext) => Promise<T>,
  ): Promise<T> {
    if (ctx.transaction !== undefined) return work(ctx as TransactionContext);
    const { result, channels } = await this.committed(ctx, operation, work);
    // The request's own loaders may hold rows from before the change.
    ctx.reads.forget();
    for (const channel of channels)
      await this.pool.query('SELECT pg_notify($1, $2)', [channel, '']).catch(ignoreLostWake);
    return result;
  }

  private async committed<T>(
    ctx: RequestContext,
    operation: string,
    work: (tx: TransactionContext) => Promise<T>,
    attempt = 1,
  ): Promise<{ result: T; channels: ReadonlySet<WakeChannel> }> {
    const channels = new Set<WakeChannel>();
    try {
      const result = await this.dataSource.transaction(async (manager: EntityManager) => {
        await manager.query(`SELECT set_config('mainstay.actor', $1, true)`, [auditActor(ctx, operation)]);
        const wakeAfterCommit = (channel: WakeChannel) => void channels.add(channel);
        const done = await work({ ...ctx, transaction: { manager, wakeAfterCommit } });
        if (this.countsWrites) await countWrite(manager, ctx.actor);
        return done;
      });
      return { result, channels };
    } catch (error) {
      if (!gaveWay(error) || attempt >= mostAttempts) throw error;
      ctx.reads.forget();
      // Those whom it gave way to are let through first, else they meet again at once.
      await pause(attempt * (10 + Math.random() * 40));
      return this.committed(ctx, operation, work, attempt + 1);
    }
  }
}

/**
 * From here on the transaction's work is done in the name of a member, and its audit says so. For the system alone,
 * which learns only inside a transaction who that is: whoever else acts, acts in a name of their own.
 */
export async function inTheNameOf(tx: TransactionContext, memberId: string): Promise<TransactionContext> {
  const { actor } = tx;
  if (actor.kind !== 'SYSTEM') throw new Error(`Only the system acts in another's name, not ${actor.kind}.`);
  await tx.transaction.manager.query(
    `SELECT set_config('mainstay.actor',
       (current_setting('mainstay.actor')::jsonb || jsonb_build_object('onBehalfOf', $1::text))::text, true)`,
    [memberId],
  );
  return { ...tx, actor: { ...actor, onBehalfOfId: memberId } };
}

/** Last before the commit, so that nobody who waits for the row holds what we still need. */
async function countWrite(manager: EntityManager, actor: Actor): Promise<void> {
  const [table, id] =
    actor.kind === 'MEMBER'
      ? ['member_session', actor.sessionId]
      : actor.kind === 'INTEGRATION'
        ? ['api_key', actor.id]
        : [];
  if (id === undefined) return;
  await manager.query(
    `UPDATE ${table} SET writes = writes + 1 WHERE id = $1 AND pg_current_xact_id_if_assigned() IS NOT NULL`,
    [id],
  );
}

/** Listeners poll too, so a wake that is lost costs a second and nothing else. */
function ignoreLostWake(): void {}

function auditActor(ctx: RequestContext, operation: string): string {
  const { actor } = ctx;
  return JSON.stringify({
    ...describe(actor),
    operation,
    requestId: ctx.requestId,
    at: ctx.now.toISOString(),
  });
}

function describe(actor: Actor): Record<string, string | undefined> {
  switch (actor.kind) {
    case 'MEMBER':
    case 'INTEGRATION':
      return { kind: actor.kind, id: actor.id, name: actor.name };
    case 'SYSTEM':
      return { kind: 'SYSTEM', name: actor.name, onBehalfOf: actor.onBehalfOfId };
    case 'ANONYMOUS':
      return { kind: 'SYSTEM', name: 'sign-in' };
  }
}
