import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';
import { anAccount, refusal, setAttributes, statementsOf } from '../support/book';

interface Attribute {
  id: string;
  key: string;
  name: string;
  type: string;
  choices: string[];
  archivedAt: string | null;
  version: number;
}

const fields = 'id key name type choices archivedAt version';
const creating = `mutation ($input: CreateAttributeInput!) { done: createAttribute(input: $input) { __typename
  ... on CreateAttributePayload { attribute { ${fields} } } ... on AlreadyTaken { field value } } }`;
const updating = `mutation ($input: UpdateAttributeInput!) { done: updateAttribute(input: $input) { __typename
  ... on UpdateAttributePayload { attribute { ${fields} } } ... on VersionConflict { expectedVersion currentVersion } } }`;
const setting = `mutation ($input: SetAccountAttributesInput!) {
  setAccountAttributes(input: $input) { account { id } } }`;

type Done = Record<string, unknown> & { __typename: string; attribute?: Attribute };

interface Value {
  key: string;
  textValue: string | null;
  numberValue: number | null;
  dateValue: string | null;
  booleanValue: boolean | null;
}

let api: TestApi;
let leader: TestMember;
let owner: TestMember;
let colleague: TestMember;
let accountId: string;
beforeAll(async () => {
  api = await startApi();
  leader = await api.member('LEADER');
  owner = await api.member('CSM');
  colleague = await api.member('CSM');
  accountId = await anAccount(api, owner, 'Alder');
  for (const [key, type] of Object.entries({ note: 'TEXT', seats: 'NUMBER', since: 'DATE', vip: 'BOOLEAN' }))
    await declare({ key, type });
  await declare({ key: 'plan', type: 'CHOICE', choices: ['Basic', 'Plus', 'Huge'] });
});
afterAll(() => api.close());

async function declare(values: object): Promise<Attribute> {
  const { attribute, ...rest } = await send(leader, creating, { name: 'An attribute', ...values });
  if (attribute === undefined) throw new Error(`Nothing was declared: ${JSON.stringify(rest)}`);
  return attribute;
}

async function send(as: Caller, document: string, input: object): Promise<Done> {
  return (await api.raw<{ done: Done }>(as, document, { input })).done;
}

/** The values of an account, by key. */
async function valuesOf(as: Caller, id: string): Promise<Record<string, unknown> | null> {
  const { account } = await api.raw<{ account: { attributes: { nodes: Value[] } } | null }>(
    as,
    `query ($id: ID!) { account(id: $id) { attributes { nodes { key textValue numberValue dateValue booleanValue } } } }`,
    { id },
  );
  if (account === null) return null;
  return Object.fromEntries(
    account.attributes.nodes.map(({ key, textValue, numberValue, dateValue, booleanValue }) => [
      key,
      textValue ?? numberValue ?? dateValue ?? booleanValue,
    ]),
  );
}

async function names(as: Caller, attributes: object[]): Promise<string[]> {
  const { accounts } = await api.raw<{ accounts: { nodes: { name: string }[] } }>(
    as,
    'query ($filter: AccountFilter) { accounts(filter: $filter) { nodes { name } } }',
    { filter: { attributes } },
  );
  return accounts.nodes.map(({ name }) => name);
}

async function problems(document: string, input: object, as: Caller = leader): Promise<string[]> {
  const error = await refusal(api, as, document, { input });
  expect(error.extensions?.code).toBe('BAD_USER_INPUT');
  return (error.extensions?.problems ?? []).map(({ field, message }) => `${field}: ${message}`);
}

test('values are kept exactly, changed and removed, and what is not named stays', async () => {
  await setAttributes(api, owner, accountId, [
    { key: 'note', text: 'Likes "plain" words' },
    { key: 'seats', number: 12_345_678_901.2345 },
    { key: 'since', date: '2024-02-29' },
    { key: 'vip', boolean: false },
    { key: 'plan', text: 'Plus' },
  ]);
  const all = { note: 'Likes "plain" words', seats: 12345678901.2345, since: '2024-02-29', plan: 'Plus' };
  expect(await valuesOf(owner, accountId)).toEqual({ ...all, vip: false });
  await setAttributes(api, owner, accountId, [{ key: 'seats', number: -0.5 }, { key: 'vip' }]);
  expect(await valuesOf(owner, accountId)).toEqual({ ...all, seats: -0.5 });
});

test('what is set again changes nothing, and what changes is audited once', async () => {
  const id = await anAccount(api, owner);
  const values = [
    { key: 'seats', number: 3 },
    { key: 'plan', text: 'Basic' },
  ];
  for (const _again of [1, 2, 3]) await setAttributes(api, owner, id, values);
  await setAttributes(api, owner, id, [{ key: 'seats', number: 4 }]);
  const { rows } = await api.composition.database.pool.query<{ change: string; version: number }>(
    `SELECT change FROM audit_entry WHERE subject_type = 'AccountAttribute' AND account_id = $1 ORDER BY id`,
    [id.replace('acc_', '')],
  );
  expect(rows.map(({ change }) => change)).toEqual(['CREATED', 'CREATED', 'UPDATED']);
});

test('whoever doesn’t see an account doesn’t see, set or find by its values', async () => {
  await setAttributes(api, owner, accountId, [{ key: 'plan', text: 'Plus' }]);
  expect(await valuesOf(colleague, accountId)).toBeNull();
  expect(await names(colleague, [{ key: 'plan', text: 'Plus' }])).toEqual([]);
  expect(await names(owner, [{ key: 'plan', text: 'Plus' }])).toEqual(['Alder']);
  const error = await refusal(api, colleague, setting, {
    input: { accountId, values: [{ key: 'plan', text: 'Basic' }] },
  });
  expect(error.extensions?.code).toBe('NOT_FOUND');
  const viewer = await api.member('VIEWER');
  expect(await valuesOf(viewer, accountId)).toMatchObject({ plan: 'Plus' });
  const readOnly = await refusal(api, viewer, setting, {
    input: { accountId, values: [{ key: 'plan', text: 'Basic' }] },
  });
  expect(readOnly.extensions?.code).toBe('FORBIDDEN');
  expect(
    (await refusal(api, owner, creating, { input: { key: 'x', name: 'X', type: 'TEXT' } })).extensions?.code,
  ).toBe('FORBIDDEN');
});

test('accounts are found by their attributes, by all that are asked for', async () => {
  const found = await Promise.all([10, 20, 30].map((seats) => anAccount(api, leader, `Found ${seats}`)));
  for (const [at, id] of found.entries()) {
    await setAttributes(api, leader, id, [
      { key: 'seats', number: (at + 1) * 10 },
      { key: 'since', date: `2026-0${at + 1}-01` },
      { key: 'vip', boolean: at === 1 },
      { key: 'note', text: 'one of three' },
    ]);
  }
  const three = { key: 'note', text: 'one of three' };
  const asked: [object[], number[]][] = [
    [[three], [10, 20, 30]],
    [
      [three, { key: 'seats', numberFrom: 20 }],
      [20, 30],
    ],
    [[three, { key: 'seats', numberFrom: 10.5, numberTo: 29.9999 }], [20]],
    [
      [three, { key: 'since', dateTo: '2026-02-01' }],
      [10, 20],
    ],
    [[{ key: 'since', dateFrom: '2026-02-01', dateTo: '2026-02-28' }, three], [20]],
    [
      [three, { key: 'vip', boolean: false }],
      [10, 30],
    ],
    [[three, { key: 'plan', text: 'Plus' }], []],
    [[{ key: 'never_declared', text: 'one of three' }], []],
  ];
  for (const [attributes, seats] of asked)
    expect([attributes, await names(leader, attributes)]).toEqual([
      attributes,
      seats.map((one) => `Found ${one}`),
    ]);
});

test.each([
  [[{ key: 'seats' }], 'filter.attributes.0: Nothing is asked of it.'],
  [[{ key: 'seats', text: 'a', numberTo: 1 }], 'filter.attributes.0: It can’t be of several types at once.'],
  [
    Array.from({ length: 6 }, () => ({ key: 'vip', boolean: true })),
    'filter.attributes: 6 attributes are asked for.',
  ],
])('a filter that can’t be is refused: %j', async (attributes, message) => {
  const error = await refusal(
    api,
    leader,
    'query ($filter: AccountFilter) { accounts(filter: $filter) { nodes { id } } }',
    { filter: { attributes } },
  );
  expect(error.extensions?.problems?.map((one) => `${one.field}: ${one.message}`)).toEqual([message]);
});

test('values that fit no attribute are refused, all of them at once, and nothing is set', async () => {
  const id = await anAccount(api, owner);
  const values = [
    { key: 'plan', text: 'Basic' },
    { key: 'plam', text: 'Basic' },
    { key: 'seats', number: 0.00001 },
    { key: 'vip', text: 'yes' },
    { key: 'since', date: '2024-02-29' },
  ];
  expect(await problems(setting, { accountId: id, values }, owner)).toEqual([
    'values.1.key: There is no attribute "plam".',
    'values.2.number: 0.00001 can’t be kept exactly.',
    'values.3.text: The attribute vip is a BOOLEAN.',
  ]);
  expect(await problems(setting, { accountId: id, values: [{ key: 'plan', text: 'Huger' }] }, owner)).toEqual(
    ['values.0.text: "Huger" is not known.'],
  );
  expect(await problems(setting, { accountId: id, values: [] }, owner)).toEqual([
    'values: 0 values were given.',
  ]);
  const twice = [values[0], values[0]];
  expect(await problems(setting, { accountId: id, values: twice }, owner)).toEqual([
    'values: An attribute is there twice.',
  ]);
  expect(await valuesOf(owner, id)).toEqual({});
});

test('an attribute is declared once, with a key that programs can say and choices where they belong', async () => {
  expect(await send(leader, creating, { key: 'plan', name: 'Again', type: 'TEXT' })).toEqual({
    __typename: 'AlreadyTaken',
    field: 'key',
    value: 'plan',
  });
  expect(await problems(creating, { key: 'Plan 2', name: ' ', type: 'DATE', choices: ['a'] })).toEqual([
    'key: "Plan 2" is no key.',
    'name: It is empty.',
    'choices: A DATE has no choices.',
  ]);
  expect(
    await problems(creating, { key: 'size', name: 'Size', type: 'CHOICE', choices: ['S', 'S'] }),
  ).toEqual(['choices: A choice is there twice.']);
  const input = { key: 'once', name: 'Once', type: 'TEXT', idempotencyKey: 'declared-once' };
  const [first, again] = [await send(leader, creating, input), await send(leader, creating, input)];
  expect(again.attribute?.id).toBe(first.attribute?.id);
});

test('a choice that accounts have can’t go; an attribute out of use keeps its values and takes no more', async () => {
  const size = await declare({ key: 'size', type: 'CHOICE', choices: ['S', 'M', 'L'] });
  await setAttributes(api, owner, accountId, [{ key: 'size', text: 'M' }]);
  const change = { attributeId: size.id, version: size.version };
  expect(await problems(updating, { ...change, choices: ['S', 'L'] })).toEqual([
    'choices: Accounts have "M".',
  ]);
  const { attribute } = await send(leader, updating, { ...change, choices: ['XL', 'M'], archived: true });
  expect(attribute).toMatchObject({
    choices: ['XL', 'M'],
    version: 2,
    archivedAt: expect.any(String) as unknown,
  });
  expect(await send(leader, updating, { ...change, name: 'Late' })).toMatchObject({ currentVersion: 2 });
  const values = [{ key: 'size', text: 'XL' }];
  expect(await problems(setting, { accountId, values }, owner)).toEqual([
    'values.0.key: The attribute size is archived.',
  ]);
  expect(await valuesOf(owner, accountId)).toMatchObject({ size: 'M' });
  expect(await names(owner, [{ key: 'size', text: 'M' }])).toEqual(['Alder']);
  await send(leader, updating, { attributeId: size.id, version: 2, archived: false });
  await setAttributes(api, owner, accountId, values);
  expect(await valuesOf(owner, accountId)).toMatchObject({ size: 'XL' });
});

test('a choice that is being taken away is not set at the same moment', async () => {
  const ids = await Promise.all(Array.from({ length: 8 }, () => anAccount(api, owner)));
  for (let round = 0; round < 5; round += 1) {
    const { id, key, version } = await declare({ key: `race_${round}`, type: 'CHOICE', choices: ['A', 'B'] });
    const all = [
      ...ids.map((one) => setAttributes(api, owner, one, [{ key, text: 'A' }])),
      send(leader, updating, { attributeId: id, version, choices: ['B'] }),
    ];
    await Promise.allSettled(all);
    const { rows } = await api.composition.database.pool.query(
      `SELECT FROM account_attribute v JOIN attribute a ON a.id = v.attribute_id
       WHERE a.key = $1 AND NOT v.text_value = ANY (a.choices)`,
      [key],
    );
    expect(rows).toEqual([]);
  }
});

test('setting twenty values takes as many statements as setting one', async () => {
  const keys = await Promise.all(
    Array.from({ length: 20 }, async (_, at) => (await declare({ key: `many_${at}`, type: 'NUMBER' })).key),
  );
  const id = await anAccount(api, owner);
  let number = 0;
  const set = (some: string[]): Promise<number> =>
    statementsOf(() =>
      setAttributes(
        api,
        owner,
        id,
        some.map((key) => ({ key, number: (number += 1) })),
      ),
    );
  expect(await set(keys)).toBe(await set(keys.slice(0, 1)));
});
