import sql from 'sql-template-tag';
import type { Database } from '../../platform/database/database';
import { backlogSql } from './engine-room.reads';

/** How much is under way, in numbers. */
export interface Backlog {
  readonly pendingCommands: number;
  /** Seconds that the oldest has waited. */
  readonly oldestPendingSeconds: number;
  readonly deadCommands: number;
  readonly queuedMessages: number;
  readonly uncertainMessages: number;
}

/** What those who run the deployment want to know of the machinery. */
export class EngineRoomService {
  constructor(private readonly database: Database) {}

  /** For the gauges, which tell numbers and nothing about anybody. */
  async measure(): Promise<Backlog> {
    const { text } = sql`SELECT ${backlogSql.pendingCommands} AS "pendingCommands",
      coalesce(extract(epoch FROM now() - ${backlogSql.oldestPendingSince}), 0)::float8 AS "oldestPendingSeconds",
      ${backlogSql.deadCommands} AS "deadCommands", ${backlogSql.queuedMessages} AS "queuedMessages",
      ${backlogSql.uncertainMessages} AS "uncertainMessages"`;
    const [row] = (await this.database.pool.query<Backlog>(text)).rows;
    if (row === undefined) throw new Error('A statement without FROM gave no row.');
    return row;
  }
}
