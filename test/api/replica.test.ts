import { PassThrough } from 'node:stream';
import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';
import { anAccount } from '../support/book';
import { ReplicatedPostgres } from '../support/standby';
import { until } from '../support/until';

let postgres: ReplicatedPostgres;
let api: TestApi;
let writer: TestMember;
let reader: TestMember;

beforeAll(async () => {
  postgres = await ReplicatedPostgres.start();
  // The replica is used however late it is, unless a test says otherwise.
  api = await startOn({ MAINSTAY_REPLICA_LAG_SECONDS: '3600' });
  writer = await api.member('LEADER');
  reader = await api.member('LEADER');
  for (const caller of [writer, reader]) await untilOnReplica(api, caller);
}, 60_000);
afterAll(async () => {
  await api.close();
  await postgres.close();
});

function startOn(environment: NodeJS.ProcessEnv, log?: NodeJS.WritableStream): Promise<TestApi> {
  const urls = { DATABASE_URL: postgres.url, DATABASE_REPLICA_URL: postgres.standbyUrl };
  return startApi({ ...urls, LOG_LEVEL: 'info', ...environment }, log ?? new PassThrough().resume());
}

/** The names of all accounts, and which way they came. */
async function book(
  of: TestApi,
  as: Caller,
): Promise<{ status: number; way: string | null; names: string[] }> {
  const answer = await fetch(`${of.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${as.token}` },
    body: JSON.stringify({ query: '{ accounts(first: 100) { nodes { name } } }' }),
  });
  const { data } = (await answer.json()) as { data?: { accounts: { nodes: { name: string }[] } } };
  const names = data?.accounts.nodes.map(({ name }) => name) ?? [];
  return { status: answer.status, way: answer.headers.get('x-mainstay-reads'), names };
}

function untilOnReplica(of: TestApi, as: Caller): Promise<unknown> {
  return until(
    () => book(of, as),
    ({ way }) => way === 'compiled; replica',
  );
}

test('a session reads what it wrote, whatever the replica has seen of it; others may read the past', async () => {
  await postgres.pause();
  await anAccount(api, writer, 'Written while nothing is replayed');
  const own = await book(api, writer);
  expect([own.way, own.names]).toEqual(['compiled', ['Written while nothing is replayed']]);
  expect(await book(api, reader)).toEqual({ status: 200, way: 'compiled; replica', names: [] });
  await postgres.resume();
  await untilOnReplica(api, writer);
  for (const caller of [writer, reader]) expect((await book(api, caller)).names).toEqual(own.names);
});

test('so does an API key', async () => {
  const key = await api.apiKey('ACCOUNTS_READ', 'ACCOUNTS_WRITE');
  await untilOnReplica(api, key);
  await postgres.pause();
  await api.raw(
    key,
    'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { __typename } }',
    {
      input: {
        name: 'Written with a key',
        segment: 'MID_MARKET',
        tier: 'GROWTH',
        annualRecurringRevenue: { minorUnits: '1200000', currency: 'EUR' },
        timeZone: 'Europe/Berlin',
        language: 'de',
        ownerId: writer.id,
      },
    },
  );
  const { way, names } = await book(api, key);
  expect([way, names.includes('Written with a key')]).toEqual(['compiled', true]);
  await postgres.resume();
  await untilOnReplica(api, key);
});

test('what was refused counts as no change, and what counts is no entry of the audit', async () => {
  const caller = await api.member('LEADER');
  await untilOnReplica(api, caller);
  const create = 'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { __typename } }';
  const input = { name: '', segment: 'MID_MARKET', tier: 'GROWTH', timeZone: 'Nowhere', language: 'de' };
  const money = { minorUnits: '1', currency: 'EUR' };
  const before = await writesOf(caller);
  await expect(
    api.raw(caller, create, { input: { ...input, annualRecurringRevenue: money } }),
  ).rejects.toThrow();
  expect(await writesOf(caller)).toBe(before);
  await anAccount(api, caller);
  expect(await writesOf(caller)).toBe(before + 1);
  const { rows } = await api.composition.database.pool.query(
    `SELECT change FROM audit_entry WHERE subject_type = 'Session' AND change <> 'CREATED'`,
  );
  expect(rows).toEqual([]);
});

async function writesOf({ rowId }: TestMember): Promise<number> {
  const { rows } = await api.composition.database.pool.query<{ writes: number }>(
    'SELECT writes::integer FROM member_session WHERE member_id = $1',
    [rowId],
  );
  return rows[0]?.writes ?? NaN;
}

test('whose session has ended is refused at once, though the replica knows nothing of it', async () => {
  const leaving = await api.member('LEADER');
  await untilOnReplica(api, leaving);
  await postgres.pause();
  await api.raw(leaving, 'mutation { signOut { __typename } }');
  expect(await book(api, leaving)).toMatchObject({ status: 401, names: [] });
  await postgres.resume();
});

test('a replica that is too far behind is left alone until it has caught up', async () => {
  const strict = await startOn({ MAINSTAY_REPLICA_LAG_SECONDS: '1' });
  await untilOnReplica(strict, reader);
  await postgres.pause();
  await anAccount(strict, writer, 'Too new for the replica');
  const late = await until(
    () => book(strict, reader),
    ({ way }) => way === 'compiled',
  );
  expect(late.names).toContain('Too new for the replica');
  expect(await metric(strict, 'mainstay_replica_used')).toBe(0);
  await postgres.resume();
  await untilOnReplica(strict, reader);
  expect(await metric(strict, 'mainstay_replica_used')).toBe(1);
  await strict.close();
});

async function metric(of: TestApi, name: string): Promise<number> {
  const page = await (await fetch(`${of.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(page)?.[1]);
}

test('nobody notices that the replica is gone, and it is used again when it is back', async () => {
  await untilOnReplica(api, reader);
  const answers: Promise<{ status: number }>[] = [];
  const asking = setInterval(() => answers.push(book(api, reader)), 5);
  await postgres.killStandby();
  await until(
    () => book(api, reader),
    ({ way }) => way === 'compiled',
  );
  clearInterval(asking);
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect([...new Set(statuses)]).toEqual([200]);
  await postgres.startStandby();
  await untilOnReplica(api, reader);
});

test('a database that is no replica is not used as one, and the log says why', async () => {
  const log = new PassThrough();
  let logged = '';
  log.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  const wrong = await startOn({ DATABASE_REPLICA_URL: postgres.url }, log);
  await until(
    async () => logged,
    (text) => text.includes('names no replica'),
  );
  expect((await book(wrong, reader)).way).toBe('compiled');
  await wrong.close();
});
