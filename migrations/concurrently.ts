import type { QueryRunner } from 'typeorm';

/** However long it takes: an index is built while others go on writing, and nobody waits for it. */
export async function patiently(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
  await runner.query('SET statement_timeout = 0; SET lock_timeout = 0');
  try {
    await work();
  } finally {
    await runner.query('RESET statement_timeout; RESET lock_timeout');
  }
}

/** Builds an index outside of any transaction. One that was begun and broken off is of no use, and in the way. */
export async function createIndex(runner: QueryRunner, name: string, definition: string): Promise<void> {
  await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
  await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${definition}`);
}
