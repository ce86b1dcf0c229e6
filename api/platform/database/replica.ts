import driver, { type Pool, type PoolClient } from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../../config';
import { isAway, tookTooLong } from './failures';
import { ReplicationLag } from './replication-lag';
import { settingsProblems, settingsStatement, startUpOptions, type Settings } from './session-settings';

/** How often it is looked at, and how long connecting and answering may take then, in milliseconds. */
const lookEvery = 1_000;
const patience = 2_000;

const whereThePrimaryIs = `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS position`;
const whereItIs = `SELECT pg_is_in_recovery() AS "isReplica",
  pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::float8 AS position, settings.* FROM (${settingsStatement}) AS settings`;

interface State extends Settings {
  readonly isReplica: boolean;
  readonly position: number | null;
}

/** A streaming replica, for reads that may be late. It is asked only while it is there and not too far behind. */
export class Replica {
  private readonly pool: Pool;
  /** A connection of its own, so that a busy pool doesn't look like a replica that is away. */
  private readonly lookout: Pool;
  private readonly working = new Set<PoolClient>();
  private readonly lag = new ReplicationLag();
  private readonly longestLag: number;
  private trouble: string | null = 'Nobody has looked at it yet.';
  private secondsBehind = Infinity;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    url: string,
    { poolSize, replicaLagSeconds }: Config['database'],
    private readonly primary: Pool,
  ) {
    const options = {
      connectionString: url,
      options: startUpOptions,
      application_name: 'mainstay',
      keepAlive: true,
    };
    this.pool = new driver.Pool({ ...options, max: poolSize, connectionTimeoutMillis: patience });
    this.lookout = new driver.Pool({
      ...options,
      max: 1,
      connectionTimeoutMillis: patience,
      query_timeout: patience,
    });
    // An idle connection that breaks is none of anybody's business: the next look finds out why.
    for (const pool of [this.pool, this.lookout]) pool.on('error', () => undefined);
    this.pool.on('acquire', (client) => this.working.add(client));
    this.pool.on('release', (_error, client) => this.working.delete(client));
    this.longestLag = replicaLagSeconds;
  }

  /** Whether reads go to it at this moment. */
  get isUsed(): boolean {
    return this.trouble === null;
  }

  /** Seconds by which it was behind when it was last looked at; infinitely many before. */
  get lagSeconds(): number {
    return this.secondsBehind;
  }

  /** What the work gives on the replica; null where it isn't used, or fails there: the primary is to be asked. */
  async tryOn<Result>(work: (pool: Pool) => Promise<Result>): Promise<Result | null> {
    if (!this.isUsed) return null;
    try {
      return await work(this.pool);
    } catch (error) {
      if (tookTooLong(error)) throw error;
      if (isAway(error)) this.trouble = 'It can’t be reached.';
      return null;
    }
  }

  /** Looks at it from now on, every second. Until then it isn't used. */
  watch(logger: Logger): void {
    const look = async (): Promise<void> => {
      const before = this.trouble;
      this.trouble = await this.lookAt();
      if (this.trouble === null && before !== null) logger.info('reads go to the replica');
      if (this.trouble !== null && this.trouble !== before)
        logger.warn({ reason: this.trouble }, 'reads go to the primary, not to the replica');
      if (!this.closed) this.timer = setTimeout(() => void look(), lookEvery).unref();
    };
    void look();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.trouble = 'It is not used any more.';
    clearTimeout(this.timer);
    await Promise.all([this.pool.end(), this.lookout.end()]);
  }

  /** Why it can't be used, or null. */
  private async lookAt(): Promise<string | null> {
    const primary = await this.primary
      .query<{ position: number }>(whereThePrimaryIs)
      .then(({ rows }) => rows[0])
      .catch(() => undefined);
    // Without the primary nobody is answered anyway.
    if (primary === undefined) return this.trouble;
    try {
      const { rows } = await this.lookout.query<State>(whereItIs);
      return rows.map((state) => this.troubleOf(state, primary.position))[0] ?? null;
    } catch (error) {
      // Whoever waits for an answer from it gets it from the primary.
      for (const client of this.working) void client.end();
      return `It can’t be reached: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  private troubleOf(state: State, primary: number): string | null {
    if (!state.isReplica) return 'DATABASE_REPLICA_URL names no replica: it is not in recovery.';
    const problems = settingsProblems(state);
    if (problems.length > 0) return problems.join(' ');
    this.secondsBehind = this.lag.seconds(performance.now(), primary, state.position ?? 0);
    if (this.secondsBehind <= this.longestLag) return null;
    return `It is more than ${this.longestLag} s behind (MAINSTAY_REPLICA_LAG_SECONDS).`;
  }
}
