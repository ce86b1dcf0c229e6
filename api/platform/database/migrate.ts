import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { ConfigError } from '../../config';

/** Any constant will do, so long as every process of Mainstay uses the same. */
const migrationLock = 7_263_541;

/**
 * Asked again and again instead of waited for: who waits in the database has a snapshot open, and an index that is
 * built concurrently waits for all of those.
 */
async function isLocked(holder: QueryRunner): Promise<boolean> {
  const statement = 'SELECT pg_try_advisory_lock($1) AS locked';
  const [row] = (await holder.query(statement, [migrationLock])) as { locked: boolean }[];
  return row?.locked === true;
}

/**
 * A proxy gives its clients other process ids than PostgreSQL's own. Where it pools transactions, one connection would
 * get the lock, another the work, and the lock would stay for good.
 */
async function requireDirect(holder: QueryRunner): Promise<void> {
  const { processID } = (await holder.connect()) as { processID: number };
  const [row] = (await holder.query('SELECT pg_backend_pid() AS pid')) as { pid: number }[];
  if (row?.pid === processID) return;
  throw new ConfigError([
    'DATABASE_DIRECT_URL must be the address of PostgreSQL itself: migrations don’t go through a proxy.',
  ]);
}

/** Applies what is missing. One process at a time: the others wait for it, and then find nothing to do. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const holder = dataSource.createQueryRunner();
  try {
    await requireDirect(holder);
    await holder.query('SET lock_timeout = 0; SET statement_timeout = 0');
    while (!(await isLocked(holder))) await pause(100);
    const applied = await dataSource.runMigrations();
    return applied.map((migration) => migration.name);
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
    await holder.query('RESET lock_timeout; RESET statement_timeout').catch(() => undefined);
    await holder.release();
  }
}
