import type { RequestContext } from '../../context';
import { requireAbility } from '../../platform/auth/actor';
import type { Database } from '../../platform/database/database';

/** How much is under way, in numbers. */
export interface Backlog {
  readonly pendingCommands: number;
  /** RFC 3339; null where none waits. */
  readonly oldestPendingSince: string | null;
  /** Seconds that the oldest has waited. */
  readonly oldestPendingSeconds: number;
  readonly deadCommands: number;
  readonly queuedMessages: number;
  readonly uncertainMessages: number;
}

/** What those who run the deployment want to know of the machinery. */
export class EngineRoomService {
  constructor(private readonly database: Database) {}

  async backlog(ctx: RequestContext): Promise<Backlog> {
    requireAbility(ctx.actor, 'engine.read');
    return this.measure();
  }

  /** The same for the gauges, which tell numbers and nothing about anybody. Each part is served by a partial index. */
  async measure(): Promise<Backlog> {
    const [row] = (
      await this.database.pool.query<Backlog>(`
        SELECT count(*)::integer AS "pendingCommands",
          to_char(min(created_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "oldestPendingSince",
          coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS "oldestPendingSeconds",
          (SELECT count(*)::integer FROM outbox_command WHERE status = 'DEAD') AS "deadCommands",
          (SELECT count(*)::integer FROM message WHERE status = 'QUEUED')
            + (SELECT count(*)::integer FROM message WHERE status = 'CLAIMED') AS "queuedMessages",
          (SELECT count(*)::integer FROM message WHERE status = 'UNCERTAIN') AS "uncertainMessages"
        FROM outbox_command WHERE status = 'PENDING'`)
    ).rows;
    if (row === undefined) throw new Error('An aggregate gave no row.');
    return row;
  }
}
