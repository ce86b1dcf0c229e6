import { OperationTypeNode } from 'graphql';
import { withClient } from '../../local/postgres';
import { createMainstayClient } from '../../web-schema/client/client';
import { savedOperations } from '../../web-schema/saved-operations';
import { startApi, untyped, type TestApi } from '../support/api';
import { fillBook, type ScaleTokens } from '../support/scale';
import { listCases, type Known, type ListCase } from '../support/scale-lists';
import { growingSteps, readsOf } from '../support/scale-plans';

/** What may take longer the larger the book is, by the beginning of a case's name, and why. */
const meant: Readonly<Record<string, string>> = {};

/** One API that compiles what it can, and one that resolves everything, on one large book. */
let compiling: TestApi;
let resolving: TestApi;
let tokens: ScaleTokens;
let known: Known;
beforeAll(async () => {
  compiling = await startApi();
  const { databaseUrl } = compiling;
  tokens = await fillBook(databaseUrl, 100_000);
  resolving = await startApi({ MAINSTAY_READS: 'rows', DATABASE_URL: databaseUrl });
  known = await knownThings(databaseUrl);
}, 120_000);
afterAll(async () => {
  await resolving.close();
  await compiling.close();
});

test('every list has an index for each of its orders and filters, at 100,000 accounts', async () => {
  expect(await growing(listCases(compiling.composition.schema, known))).toEqual([]);
}, 120_000);

test('no saved query reads or sorts a whole table, at 100,000 accounts', async () => {
  const operations = await savedOperations();
  const queries = operations.filter(({ operation }) => operation.operation === OperationTypeNode.QUERY);
  const cases = queries.map(({ name, text, variables }) => {
    const ids = Object.fromEntries(
      Object.entries(variables).map(([key, value]) => [key, known[`${name}.${key}`] ?? value]),
    );
    return { name, document: text, variables: ids };
  });
  expect(await growing(cases)).toEqual([]);
}, 120_000);

const rank = `CASE tier WHEN 'KEY' THEN 0 WHEN 'GROWTH' THEN 1 ELSE 2 END`;
const ofTeam = `account_id IN (SELECT account_id FROM team_assignment t JOIN member m ON m.id = t.member_id WHERE m.name = 'many')`;
const silent = (since: string) => `NOT EXISTS (SELECT FROM timeline_entry e WHERE e.account_id = account.id
  AND e.occurred_at >= '${since}' AND e.kind IN ('CALL', 'MEETING', 'EMAIL'))`;

test.each([
  ['accounts', 'TIER', { silentSince: '2026-03-01T00:00:00Z' }, silent('2026-03-01'), `${rank}, name, id`],
  ['accounts', 'TIER', { silentSince: '2025-06-04T00:00:00Z' }, silent('2025-06-04'), `${rank}, name, id`],
  ['accounts', 'NAME', { search: 'brightmere' }, `name ILIKE '%brightmere%'`, 'name, id'],
  ['accounts', 'NAME', { search: 'foods' }, `name ILIKE '%foods%'`, 'name, id'],
  ['accounts', 'NAME', { domain: 'customer-77.example' }, `domains @> '{customer-77.example}'`, 'name, id'],
  [
    'accounts',
    'NAME',
    { attributes: [{ key: 'seats', numberFrom: 998 }] },
    `(SELECT number_value FROM account_attribute v WHERE v.account_id = account.id AND v.key = 'seats') >= 998`,
    'name, id',
  ],
  [
    'contacts',
    'NAME',
    { consentsTo: 'GIFTS' },
    `id IN (SELECT contact_id FROM consent WHERE purpose = 'GIFTS' AND granted)`,
    'name, id',
  ],
  [
    'contacts',
    'NAME',
    { consentsTo: 'SURVEYS' },
    `id IN (SELECT contact_id FROM consent WHERE purpose = 'SURVEYS')`,
    'name, id',
  ],
  ['contacts', 'NAME', { search: 'gold' }, `name ILIKE '%gold%'`, 'name, id'],
] as const)(
  'a page of %s by %s is the same wherever it starts: %j',
  async (list, orderBy, filter, where, order) => {
    expect(await twoPages(tokens.leader, list, { orderBy, filter })).toEqual(
      await rowsOf(list.slice(0, -1), where, order),
    );
  },
);

test.each([
  ['tasks', 'task', { orderBy: 'DUE' }, `${ofTeam} AND status = 'OPEN'`, `coalesce(due_on, 'infinity'), id`],
  ['timeline', 'timeline_entry', {}, ofTeam, 'occurred_at DESC, id DESC'],
] as const)(
  'a page of %s of a thousand accounts is the same as that of their table',
  async (list, table, args, where, order) => {
    expect(await twoPages(tokens.manager, list, args)).toEqual(await rowsOf(table, where, order));
  },
);

test('a missing index is told with the list that misses it', async () => {
  const lists = listCases(compiling.composition.schema, known);
  const onboardings = lists.filter(({ name }) => name.startsWith('onboardings SINCE first'));
  await withClient(compiling.databaseUrl, (client) => client.query('DROP INDEX onboarding_since'));
  expect(await growing(onboardings)).toEqual([
    'onboardings SINCE first (leader, compiled): sorts 20000 rows, reads all of onboarding',
    'onboardings SINCE first (leader, resolved): sorts 20000 rows, reads all of onboarding',
  ]);
});

/** The rows' ids on the first two pages of a list, of twenty each. */
async function twoPages(token: string, list: string, args: object): Promise<string[]> {
  const client = createMainstayClient({ url: `${compiling.url}/graphql`, token });
  const filterType = { accounts: 'AccountFilter', contacts: 'ContactFilter' }[list];
  const order = { accounts: 'AccountOrder', contacts: 'ContactOrder', tasks: 'TaskOrder' }[list];
  const document = `query ($after: String ${order ? `, $orderBy: ${order}` : ''} ${filterType ? `, $filter: ${filterType}` : ''}) {
    list: ${list}(first: 20, after: $after ${order ? ', orderBy: $orderBy' : ''} ${filterType ? ', filter: $filter' : ''}) {
      nodes { id } pageInfo { endCursor } } }`;
  const page = async (after: string | null) => {
    const { list: found } = await client.request(
      untyped<{ list: { nodes: { id: string }[]; pageInfo: { endCursor: string | null } } }>(document),
      { ...args, after },
    );
    return { ids: found.nodes.map(({ id }) => id.slice(id.indexOf('_') + 1)), end: found.pageInfo.endCursor };
  };
  const first = await page(null);
  return first.end === null ? first.ids : [...first.ids, ...(await page(first.end)).ids];
}

async function rowsOf(table: string, where: string, order: string): Promise<string[]> {
  return withClient(compiling.databaseUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM ${table} WHERE ${where} ORDER BY ${order} LIMIT 40`,
    );
    expect(rows.length).toBeGreaterThan(0);
    return rows.map(({ id }) => id);
  });
}

/** What grows with the book, told with the case, who asks and which way it goes. */
async function growing(cases: readonly ListCase[]): Promise<string[]> {
  const namesOf = new Map<string, string>();
  for (const { name, document, variables } of cases) {
    for (const [asker, token] of Object.entries(tokens)) {
      for (const [way, api] of Object.entries({ compiled: compiling, resolved: resolving })) {
        const client = createMainstayClient({ url: `${api.url}/graphql`, token: String(token) });
        const reads = await readsOf(async () => {
          const { errors } = await client.answer(untyped(document), variables);
          const wrong = errors?.filter(({ extensions }) => extensions?.code !== 'FORBIDDEN') ?? [];
          if (wrong.length > 0) throw new Error(`${name}: ${JSON.stringify(wrong)}`);
        });
        for (const read of reads) namesOf.set(read, `${name} (${asker}, ${way})`);
      }
    }
  }
  const steps = await growingSteps(compiling.databaseUrl, namesOf.keys());
  const told = [...steps].map(([read, found]) => `${namesOf.get(read)}: ${found.join(', ')}`);
  return told.filter((line) => !Object.keys(meant).some((start) => line.startsWith(start)));
}

/** Something of everything that a filter or a saved query names. */
async function knownThings(databaseUrl: string): Promise<Known> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<
      Record<'account' | 'contact' | 'member' | 'task' | 'entry' | 'onboarding', string>
    >(
      `SELECT a.id AS account, ac.contact_id AS contact, a.owner_id AS member, t.id AS task, e.id AS entry, o.id AS onboarding
       FROM onboarding o JOIN account a ON a.id = o.account_id JOIN account_contact ac ON ac.account_id = a.id
       JOIN task t ON t.account_id = a.id JOIN timeline_entry e ON e.account_id = a.id LIMIT 1`,
    );
    const [row] = rows;
    const [account, contact, member] = [`acc_${row?.account}`, `con_${row?.contact}`, `mem_${row?.member}`];
    return {
      ...{ accountId: account, subjectId: account, contactId: contact },
      ...{ ownerId: member, teamMemberId: member, memberId: member, actorId: member, createdById: member },
      ...{ search: 'brightmere', domain: 'customer-77.example', email: 'person.7.1@customer.example' },
      ...{ source: 'crm', externalId: { source: 'crm', externalId: 'A-77' } },
      ...{
        silentSince: '2026-03-01T00:00:00Z',
        since: '2026-05-01T00:00:00Z',
        until: '2026-05-01T00:00:00Z',
      },
      ...{ dueBefore: '2026-07-01', dueWithinDays: 30, silentForDays: 90, withinDays: 30 },
      attributes: [{ key: 'plan', text: 'Huge' }],
      key: 'plan',
      'OneAccount.id': account,
      'OneContact.id': contact,
      'OneMember.id': member,
      // The book has none: what is not there is looked for in the same way.
      'OneAttribute.id': `att_${row?.account}`,
      'OneSavedView.id': `svw_${row?.account}`,
      'OneTask.id': `tsk_${row?.task}`,
      'OneOnboarding.id': `onb_${row?.onboarding}`,
      'AnythingByItsId.id': `tle_${row?.entry}`,
    };
  });
}
