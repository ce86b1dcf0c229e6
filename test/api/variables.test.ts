import { startApi, untyped, type TestApi, type TestMember } from '../support/api';

let api: TestApi;
let admin: TestMember;
beforeAll(async () => {
  api = await startApi();
  admin = await api.member('ADMIN');
});
afterAll(() => api.close());

const create = 'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { __typename } }';
const list = 'query ($first: Int!) { accounts(first: $first) { nodes { id } } }';
const input = {
  name: 'Acme GmbH',
  segment: 'MID_MARKET',
  tier: 'GROWTH',
  timeZone: 'Europe/Berlin',
  language: 'de',
  annualRecurringRevenue: { minorUnits: '1', currency: 'EUR' },
};
const ids = [{ source: 'crm', externalId: '1' }];

/** The problems of everything that a request is refused for. */
async function problemsOf(document: string, variables: Record<string, unknown>, to = api, as = admin) {
  const { errors } = await to.answer(as, untyped(document), variables);
  expect(errors.map((error) => error.extensions?.code)).toEqual(errors.map(() => 'BAD_USER_INPUT'));
  return errors.flatMap((error) => error.extensions?.problems ?? []);
}

test.each([
  ['an unknown field', create, { input: { ...input, timezone: 'UTC' } }, 'timezone', /as the schema has it/],
  ['a missing field', create, { input: { ...input, timeZone: undefined } }, 'timeZone', /Give it a value/],
  ['a field that is null', create, { input: { ...input, name: null } }, 'name', /Give it a value/],
  [
    'a number where 64 bits are text',
    create,
    { input: { ...input, annualRecurringRevenue: { minorUnits: 1, currency: 'EUR' } } },
    'annualRecurringRevenue.minorUnits',
    /^Write it like "12500000"\.$/,
  ],
  ['an unknown value', create, { input: { ...input, tier: 'TOP' } }, 'tier', /one of the values/],
  [
    'an unknown field within a list',
    create,
    { input: { ...input, externalIds: [...ids, { ...ids[0], kind: 'x' }] } },
    'externalIds.1.kind',
    /as the schema has it/,
  ],
  [
    'a text that looks like a place',
    create,
    { input: { ...input, employees: 'x at "input.name"; y' } },
    'employees',
    /type that the schema says/,
  ],
  ['a variable of another type', list, { first: 'many' }, 'first', /type that the schema says/],
  ['a variable that is missing', list, {}, 'first', /Give it a value/],
  ['a variable that is null', list, { first: null }, 'first', /Give it a value/],
])(
  '%s is a problem with its field, what is wrong, and the remedy',
  async (_what, document, given, field, remedy) => {
    expect(await problemsOf(document, given)).toEqual([
      {
        field,
        message: expect.not.stringContaining('got invalid value') as string,
        remedy: expect.stringMatching(remedy) as string,
      },
    ]);
  },
);

test('all that doesn’t fit is told at once', async () => {
  const problems = await problemsOf(create, { input: { ...input, tier: 'TOP', employees: 1.5, shoes: 2 } });
  expect(problems.map(({ field }) => field).sort()).toEqual(['employees', 'shoes', 'tier']);
});

test('a problem tells no more of the schema than the deployment does', async () => {
  const [open] = await problemsOf(create, { input: { ...input, timezone: 'UTC' } });
  expect(open?.message).toContain('Did you mean "timeZone"?');
  const closed = await startApi({ MAINSTAY_INTROSPECTION: 'false' });
  try {
    const as = await closed.member('ADMIN');
    const [problem] = await problemsOf(create, { input: { ...input, timezone: 'UTC' } }, closed, as);
    expect(problem).toMatchObject({
      field: 'timezone',
      message: expect.not.stringContaining('mean') as string,
    });
  } finally {
    await closed.close();
  }
});

test('null for what has a default is the client’s mistake, and named', async () => {
  const document = 'query ($by: AccountOrder) { accounts(orderBy: $by) { nodes { id } } }';
  expect(await problemsOf(document, { by: null })).toMatchObject([{ field: 'orderBy' }]);
});
