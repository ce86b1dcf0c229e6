import { compose } from '../../api/composition';
import { ConfigError, loadConfig } from '../../api/config';
import { openDataSource } from '../../api/platform/database/data-source';
import { migrate } from '../../api/platform/database/migrate';
import { withClient } from '../../local/postgres';
import { startApi, type TestApi } from '../support/api';
import { createTestDatabase, type TestDatabase } from '../support/engines';
import { ForgetfulProxy } from '../support/forgetful-proxy';
import { until } from '../support/until';

let database: TestDatabase;
let proxy: ForgetfulProxy;
beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await ForgetfulProxy.before(database.url);
});
afterAll(async () => {
  await proxy.close();
  await database.drop();
});

const enough = { TimeZone: 'UTC', lock_timeout: '10s', statement_timeout: '60s' };

/** Settings of new connections that ask for none, and the end of all connections there are. */
async function settings(values: Record<string, string>): Promise<void> {
  const name = new URL(database.url).pathname.slice(1);
  await withClient(database.url, async (client) => {
    for (const [setting, value] of Object.entries(values))
      await client.query(`ALTER DATABASE ${name} SET ${setting} = '${value}'`);
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()',
      [name],
    );
  });
}

test('settings that a proxy dropped are missed at the start, each by its name', async () => {
  await settings({ TimeZone: 'Europe/Berlin', lock_timeout: '0', statement_timeout: '0' });
  const refused = await compose(loadConfig({ NODE_ENV: 'test', DATABASE_URL: proxy.url })).catch(
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(ConfigError);
  expect((refused as ConfigError).problems).toEqual([
    'TimeZone has to be UTC and is Europe/Berlin.',
    expect.stringMatching(/^lock_timeout has to be set/),
    expect.stringMatching(/^statement_timeout has to be set/),
  ]);
});

test('the same settings of the database or role do as well, and an API that loses them is not ready', async () => {
  await settings(enough);
  const api = await startApi({ DATABASE_URL: proxy.url });
  expect((await fetch(`${api.url}/readyz`)).status).toBe(200);
  await settings({ TimeZone: 'Europe/Berlin' });
  const answer = await until(
    () => readiness(api),
    ({ reason }) => reason?.includes('TimeZone') === true,
  );
  expect(answer).toMatchObject({ status: 503, reason: expect.stringContaining('Europe/Berlin') as string });
  await api.close();
  await settings(enough);
});

async function readiness({ url }: TestApi): Promise<{ status: number; reason?: string }> {
  const answer = await fetch(`${url}/readyz`);
  const { reason } = (await answer.json()) as { reason?: string };
  return reason === undefined ? { status: answer.status } : { status: answer.status, reason };
}

test('migrations refuse to go through a proxy, and say what to set', async () => {
  await settings(enough);
  const dataSource = await openDataSource(loadConfig({ NODE_ENV: 'test', DATABASE_URL: proxy.url }));
  await expect(migrate(dataSource)).rejects.toThrow('DATABASE_DIRECT_URL');
  await dataSource.destroy();
});

test.each([
  ['true', true],
  ['false', false],
])('with MAINSTAY_PREPARED_STATEMENTS=%s connections keep statements: %s', async (value, keep) => {
  const api = await startApi({ MAINSTAY_PREPARED_STATEMENTS: value, MAINSTAY_DATABASE_POOL: '1' });
  const key = await api.apiKey('ACCOUNTS_READ');
  for (let time = 0; time < 3; time += 1)
    await api.raw(key, 'query Kept { accounts(first: 3) { totalCount nodes { name } } }');
  const { rows } = await api.composition.database.pool.query('SELECT name FROM pg_prepared_statements');
  expect(rows.length > 0).toBe(keep);
  await api.close();
});
