import { DateTimeScalar } from '../../api/platform/graphql/scalars';
import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';
import { anAccount, refusal } from '../support/book';
import { timelineMutations } from '../support/timeline-calls';

let api: TestApi;
let leader: TestMember;
let accountId: string;
beforeAll(async () => {
  api = await startApi();
  leader = await api.member('LEADER');
  accountId = await anAccount(api, leader);
});
afterAll(() => api.close());

const uuid = '01994c1e-0000-7000-8000-000000000000';
const timeline = `query ($after: String) { account(id: "ACCOUNT") { timeline(first: 1, after: $after) { nodes { id } } } }`;
const accounts = (order: string): string =>
  `query ($after: String) { accounts(first: 1, after: $after, orderBy: ${order}) { nodes { id } } }`;
const tasks = 'query ($after: String) { tasks(first: 1, after: $after) { nodes { id } } }';

test.each([
  ['a day that is none', tasks, ['DUE', '2026-99-99', uuid]],
  ['a moment that is none', timeline, ['NEWEST', '2026-99-99 99:99:99+00', uuid]],
  ['more than 64 bits', accounts('REVENUE_DESC'), ['REVENUE_DESC', '9999999999999999999', uuid]],
  ['more than 32 bits', accounts('TIER'), ['TIER', '9999999999', 'A', uuid]],
  ['the year 0', accounts('WON_DESC'), ['WON_DESC', '0000-01-01', uuid]],
  ['a year of five digits', accounts('WON_DESC'), ['WON_DESC', '99999-01-01', uuid]],
])('a forged cursor with %s is refused', async (_what, document, cursor) => {
  const after = Buffer.from(JSON.stringify(cursor)).toString('base64url');
  const error = await refusal(api, leader, document.replace('ACCOUNT', accountId), { after });
  expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', problems: [{ field: 'after' }] } });
});

test.each([
  ['WON_DESC', 'infinity'],
  ['WON_DESC', '2024-02-29'],
  ['REVENUE_DESC', '-9223372036854775808'],
  ['REVENUE_DESC', '9223372036854775807'],
])('the order %s goes on from %s', async (order, key) => {
  const after = Buffer.from(JSON.stringify([order, key, uuid])).toString('base64url');
  await expect(api.raw(leader, accounts(order), { after })).resolves.toMatchObject({ accounts: {} });
});

const newAccount = {
  name: 'Acme GmbH',
  segment: 'MID_MARKET',
  tier: 'GROWTH',
  timeZone: 'Europe/Berlin',
  language: 'de',
  annualRecurringRevenue: { minorUnits: '1200000', currency: 'EUR' },
};
const createAccount =
  'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { __typename } }';

async function fieldsRefused(as: Caller, document: string, input: object): Promise<unknown> {
  const { extensions } = await refusal(api, as, document, { input });
  return extensions?.problems?.map((problem) => problem.field) ?? extensions;
}

test.each(['EU\0', 'eur', '', '\ud800'])('%j is no currency', async (currency) => {
  const annualRecurringRevenue = { minorUnits: '1', currency };
  expect(await fieldsRefused(leader, createAccount, { ...newAccount, annualRecurringRevenue })).toEqual([
    'annualRecurringRevenue.currency',
  ]);
});

test('half a character is refused in every text', async () => {
  const half = 'A\ud800';
  const externalIds = [{ source: half, externalId: half }];
  expect(await fieldsRefused(leader, createAccount, { ...newAccount, name: half, externalIds })).toEqual([
    'name',
    'externalIds.0.source',
    'externalIds.0.externalId',
  ]);
});

test('a moment that UTC has in another millennium than its own zone is refused', async () => {
  const note = { accountId, kind: 'MEETING', subject: 'Far away' };
  for (const occurredAt of [
    '9999-12-31T23:59:59-15:00',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T24:00:00Z',
  ]) {
    const { extensions } = await refusal(api, leader, timelineMutations.add, {
      input: { ...note, occurredAt },
    });
    expect(extensions?.code).toBe('BAD_USER_INPUT');
  }
  for (const edge of ['9999-12-31T23:59:59.999999Z', '0001-01-01T00:00:00Z', '2026-03-01T09:30:00+01:00']) {
    expect(DateTimeScalar.parseValue(edge)).toBe(edge);
  }
});

test.each([
  [
    'with a hash that is none',
    { query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: 5 } } },
  ],
  ['without a document', { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }],
])('a persisted query %s is refused: there are none', async (_what, body) => {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }],
  });
});

test.each(['/%ff', '/import/acc%ff', '/nowhere'])(
  'the address %s is answered as everything else is',
  async (path) => {
    const response = await fetch(`${api.url}${path}`, { method: 'POST' });
    expect(await response.json()).toEqual({
      errors: [{ message: expect.any(String) as string, extensions: { code: expect.any(String) as string } }],
    });
    expect(response.headers.get('x-request-id')).toMatch(/./);
  },
);

test('an account has so many domains, and is won on a day that somebody remembers', async () => {
  const domains = Array.from({ length: 51 }, (_, at) => `d${at}.example`);
  expect(await fieldsRefused(leader, createAccount, { ...newAccount, domains })).toEqual(['domains']);
  const win = 'mutation ($input: WinAccountInput!) { winAccount(input: $input) { __typename } }';
  const input = { accountId, version: 1, wonOn: '0001-01-01' };
  expect(await fieldsRefused(leader, win, input)).toEqual(['wonOn']);
});
