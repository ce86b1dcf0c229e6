import { Pool } from 'pg';
import { raw } from 'sql-template-tag';
import { StatementRunner } from '../../api/platform/reads/statement-runner';
import { createTestDatabase, type TestDatabase } from '../support/engines';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  // One connection, which then has prepared whatever was.
  pool = new Pool({ connectionString: database.url, max: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function prepared(): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    'SELECT count(*)::integer AS n FROM pg_prepared_statements',
  );
  return rows[0]?.n ?? 0;
}

test('a statement is prepared from its second time on, and no connection keeps more than a bound', async () => {
  const runner = new StatementRunner(pool);
  const run = async (number: number): Promise<void> => {
    expect(await runner.run(raw(`SELECT ${number} AS number`))).toEqual([{ number }]);
  };
  for (let number = 0; number < 600; number += 1) await run(number);
  expect(await prepared()).toBe(0);
  await run(7);
  await run(7);
  expect(await prepared()).toBe(1);
  for (let number = 0; number < 600; number += 1) await run(number);
  const kept = await prepared();
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThanOrEqual(301);
});
