import { Printer } from '../../api/platform/reads/compiled/printer';
import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';
import { anAccount, intoTeam } from '../support/book';
import { People } from '../support/people';

let api: TestApi;
let leader: TestMember;
beforeAll(async () => {
  api = await startApi();
  leader = await api.member('LEADER');
  for (const name of ['Alder', 'Birch', 'Cedar']) await anAccount(api, leader, name);
});
afterAll(() => api.close());

interface Told {
  readonly status: number;
  readonly way: string | null;
  readonly data: { accounts?: { totalCount?: number; nodes?: { name: string }[] } } | undefined;
}

/** What comes back, and which way it says that it came. */
async function ask(as: Caller, query: string, variables: object = {}, of = api): Promise<Told> {
  const response = await fetch(`${of.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${as.token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data } = (await response.json()) as Pick<Told, 'data'>;
  return { status: response.status, way: response.headers.get('x-mainstay-reads'), data };
}

const names = ({ data }: Told): string[] | undefined => data?.accounts?.nodes?.map(({ name }) => name);
const book = '{ accounts { nodes { name } } }';

describe('which way an operation went', () => {
  test('is told where developers look, with the reason why it was not compiled', async () => {
    expect((await ask(leader, book)).way).toBe('compiled');
    const introspection = await ask(leader, '{ accounts { totalCount } __schema { queryType { name } } }');
    expect(introspection).toMatchObject({ way: 'resolvers; __schema is introspection', status: 200 });
    expect(introspection.data?.accounts?.totalCount).toBe(3);
  });

  test('is not told in production', async () => {
    const production = await startApi({ NODE_ENV: 'production', DATABASE_URL: api.databaseUrl });
    try {
      const told = await ask(leader, book, {}, production);
      expect([told.way, names(told)]).toEqual([null, ['Alder', 'Birch', 'Cedar']]);
    } finally {
      await production.close();
    }
  });

  test('is counted for Prometheus', async () => {
    const before = await counts();
    await ask(leader, book);
    await ask(leader, book);
    await ask(leader, '{ __schema { queryType { name } } }');
    const after = await counts();
    expect([after.compiled - before.compiled, after.resolvers - before.resolvers]).toEqual([2, 1]);
  });
});

async function counts(): Promise<{ compiled: number; resolvers: number }> {
  const text = await (await fetch(`${api.url}/metrics`)).text();
  const of = (way: string): number =>
    Number(new RegExp(`^mainstay_graphql_operations_total{way="${way}"} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return { compiled: of('compiled'), resolvers: of('resolvers') };
}

describe('what was compiled', () => {
  test('serves the same document with a filter and without one, each with a statement of its own', async () => {
    const document =
      'query ($filter: AccountFilter) { accounts(filter: $filter, first: 2) { totalCount nodes { name } } }';
    const compiled = jest.spyOn(Printer.prototype, 'operation');
    const answers: [unknown, number | undefined][] = [];
    const filters = [null, { search: 'birch' }, undefined, { search: 'cedar' }, {}, { domain: 'a.example' }];
    for (const filter of [...filters, ...filters]) {
      const told = await ask(leader, document, { filter });
      answers.push([told.way, told.data?.accounts?.totalCount]);
    }
    const counted = [3, 1, 3, 1, 3, 0].map((count) => ['compiled', count]);
    expect(answers).toEqual([...counted, ...counted]);
    // One for each filter by name, one where the variable isn't given, and one for no filter, however it is said.
    expect(compiled.mock.calls.length).toBe(4);
    compiled.mockRestore();
  });

  test('is forgotten before pages of every size fill the memory', async () => {
    const document = `query ($first: Int, $last: Int, $order: AccountOrder!) {
      accounts(first: $first, last: $last, orderBy: $order) { nodes { name } } }`;
    const compiled = jest.spyOn(Printer.prototype, 'operation');
    const firstPage = async (): Promise<number> => {
      compiled.mockClear();
      expect(names(await ask(leader, document, { first: 1, order: 'NAME' }))).toEqual(['Alder']);
      return compiled.mock.calls.length;
    };
    const pages = async (direction: string, order: string): Promise<void> => {
      const sizes = Array.from({ length: 201 }, (_, size) => size);
      await Promise.all(sizes.map((size) => ask(leader, document, { [direction]: size, order })));
    };
    expect([await firstPage(), await firstPage()]).toEqual([1, 0]);
    for (const order of ['NAME', 'TIER', 'REVENUE_DESC']) await pages('first', order);
    expect(await firstPage()).toBe(0);
    for (const order of ['NAME', 'TIER', 'REVENUE_DESC']) await pages('last', order);
    expect([await firstPage(), await firstPage()]).toEqual([1, 0]);
    compiled.mockRestore();
  }, 60_000);
});

describe('who asks', () => {
  test('sees less with the next request where their role changed, and that is compiled again', async () => {
    const admin = await api.member('ADMIN');
    const member = await api.member('LEADER');
    expect(await ask(member, book)).toMatchObject({ way: 'compiled' });
    await intoTeam(api, leader, await anAccount(api, leader, 'Dogwood'), member.id);
    expect(names(await ask(member, book))).toEqual(['Alder', 'Birch', 'Cedar', 'Dogwood']);
    await new People(api).update(admin, { memberId: member.id, version: 1, role: 'CSM' });
    expect(names(await ask(member, book))).toEqual(['Dogwood']);
    const again = await ask(member, book);
    expect([again.way, names(again)]).toEqual(['compiled', ['Dogwood']]);
  });

  test('gets nothing any more at once where their session or key has ended', async () => {
    const { pool } = api.composition.database;
    const member = await api.member('VIEWER');
    const leaver = await api.member('VIEWER');
    const key = await api.apiKey('ACCOUNTS_READ');
    for (const caller of [member, leaver, key]) {
      expect(await ask(caller, book)).toMatchObject({ way: 'compiled', status: 200 });
      expect(await ask(caller, book)).toMatchObject({ way: 'compiled', status: 200 });
    }
    // As another process would: nothing tells this one.
    await pool.query('UPDATE member_session SET revoked_at = now() WHERE member_id = $1', [member.rowId]);
    await pool.query('UPDATE member SET active = false WHERE id = $1', [leaver.rowId]);
    await pool.query(`UPDATE api_key SET revoked_at = now() WHERE scopes = '{ACCOUNTS_READ}'`);
    for (const caller of [member, leaver, key]) {
      expect(await ask(caller, book)).toMatchObject({ status: 401, data: undefined });
    }
  });
});

test('a text that looks like a broken promise is answered as it is', async () => {
  await anAccount(api, leader, 'Elder "\\u0001"');
  const told = await ask(leader, '{ accounts(filter: { search: "elder" }) { nodes { name } } }');
  expect([told.way, names(told)]).toEqual(['compiled', ['Elder "\\u0001"']]);
});
