import type { DataSource } from 'typeorm';

/** Any constant will do, so long as every process of Mainstay uses the same. */
const migrationLock = 7_263_541;

/** Applies what is missing. One process at a time: the others wait for it, and then find nothing to do. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const holder = dataSource.createQueryRunner();
  try {
    await holder.query('SET lock_timeout = 0; SET statement_timeout = 0');
    await holder.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const applied = await dataSource.runMigrations();
    return applied.map((migration) => migration.name);
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
    await holder.query('RESET lock_timeout; RESET statement_timeout').catch(() => undefined);
    await holder.release();
  }
}
