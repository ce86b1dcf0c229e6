import { startApi, type TestApi, type TestMember } from '../support/api';
import { aContact, anAccount, refusal, statementsOf } from '../support/book';

interface Hit {
  kind: string;
  rank: number;
  excerpt: string;
  node: { id: string; name?: string; subject?: string };
}

const document = `query ($text: String!, $kinds: [SearchKind!], $first: Int = 20) {
  search(text: $text, kinds: $kinds, first: $first) { kind rank excerpt
    node { id ... on Account { name } ... on Contact { name title } ... on TimelineEntry { subject } } } }`;

let api: TestApi;
let leader: TestMember;
let owner: TestMember;
let stranger: TestMember;
let brightmere: string;
beforeAll(async () => {
  api = await startApi();
  leader = await api.member('LEADER');
  owner = await api.member('CSM');
  stranger = await api.member('CSM');
  brightmere = await anAccount(api, owner, 'Brightmere Energy GmbH');
  await anAccount(api, owner, 'Crestmere Brewing AG');
  await anAccount(api, stranger, 'Brightmere');
  await anAccount(api, stranger, 'Crème Brûlée SA');
  await aContact(api, owner, brightmere, { name: 'Jürgen Brandström' });
  await entry(
    brightmere,
    'Renewal of the contract',
    'They asked for a discount of ten per cent. '.repeat(30),
  );
  await entry(brightmere, 'Lunch', `${'Small talk. '.repeat(100)}And then the renewal: the façade is done.`);
});
afterAll(() => api.close());

async function entry(accountId: string, subject: string, body: string): Promise<void> {
  await api.raw(
    owner,
    'mutation ($input: AddTimelineEntryInput!) { addTimelineEntry(input: $input) { __typename } }',
    { input: { accountId, kind: 'CALL', subject, body } },
  );
}

async function search(as: TestMember, text: string, options: object = {}): Promise<Hit[]> {
  return (await api.raw<{ search: Hit[] }>(as, document, { text, ...options })).search;
}

const names = (hits: readonly Hit[]) => hits.map(({ node }) => node.name ?? node.subject);

test('misspelt names are found, those that are most alike first', async () => {
  expect(names(await search(leader, 'brihgtmere')).slice(0, 2)).toEqual([
    'Brightmere',
    'Brightmere Energy GmbH',
  ]);
  expect(names(await search(leader, 'brightmere enregy')).slice(0, 1)).toEqual(['Brightmere Energy GmbH']);
  expect(names(await search(leader, 'jurgen brandstrom'))).toEqual(['Jürgen Brandström']);
  expect(names(await search(leader, 'creme brulee'))).toEqual(['Crème Brûlée SA']);
  expect(names(await search(leader, 'CREM'))[0]).toBe('Crème Brûlée SA');
});

test('a list narrowed by a part of a name takes accents as they come, too', async () => {
  const { accounts } = await api.raw<{ accounts: { nodes: { name: string }[] } }>(
    leader,
    '{ accounts(filter: { search: "me brule" }) { nodes { name } } }',
  );
  expect(accounts.nodes).toEqual([{ name: 'Crème Brûlée SA' }]);
});

test('the timeline is found by all of its words, by phrases, and without what is left out', async () => {
  expect(names(await search(leader, 'renewal'))).toEqual(['Renewal of the contract', 'Lunch']);
  expect(names(await search(leader, 'discount renewal'))).toEqual(['Renewal of the contract']);
  expect(names(await search(leader, '"the renewal"'))).toEqual(['Lunch']);
  expect(names(await search(leader, 'renewal -discount'))).toEqual(['Lunch']);
  expect(names(await search(leader, 'facade'))).toEqual(['Lunch']);
  expect(await search(leader, 'nobody said this')).toEqual([]);
});

test('a hit says what it is, how well it fits, and in a line or two what it is about', async () => {
  const [account] = await search(leader, 'brightmere energy', { kinds: ['ACCOUNT'] });
  expect(account).toMatchObject({
    kind: 'ACCOUNT',
    excerpt: 'Brightmere Energy GmbH',
    node: { id: brightmere },
  });
  expect(account?.rank).toBeGreaterThan(0.9);
  expect(account?.rank).toBeLessThanOrEqual(1);
  const [lunch] = await search(leader, 'façade');
  expect(lunch?.kind).toBe('TIMELINE_ENTRY');
  expect(lunch?.excerpt).toContain('the façade is done');
  expect(lunch?.excerpt).not.toMatch(/[<>]/);
  expect(lunch?.excerpt.length).toBeLessThan(300);
});

test('only what one may see is found, whatever one looks for', async () => {
  expect(names(await search(owner, 'energy'))).toEqual(['Brightmere Energy GmbH']);
  expect(names(await search(owner, 'brightmere'))).not.toContain('Brightmere');
  expect(names(await search(stranger, 'brihgtmere'))).toEqual(['Brightmere']);
  expect(await search(stranger, 'jürgen brandström')).toEqual([]);
  expect(await search(stranger, 'renewal')).toEqual([]);
  expect(names(await search(owner, 'renewal'))).toHaveLength(2);
});

test('the kinds and the number of hits can be chosen', async () => {
  expect(await search(leader, 'renewal', { kinds: ['ACCOUNT', 'CONTACT'] })).toEqual([]);
  expect(await search(leader, 'renewal', { kinds: [] })).toEqual([]);
  expect(await search(leader, 'renewal', { first: 1 })).toHaveLength(1);
  expect(await search(leader, 'renewal', { first: 0 })).toEqual([]);
});

test('what can mean nothing finds nothing, and is no failure', async () => {
  for (const text of ['%', '_', '\\', '!!!', '"', "'); --", '-', '<-> & |', 'x'.repeat(200)]) {
    expect(await search(leader, text)).toEqual([]);
  }
});

test.each([
  [{ text: '' }, 'text', 'Write at least one character.'],
  [{ text: ' \n' }, 'text', 'Write at least one character.'],
  [{ text: 'x'.repeat(201) }, 'text', 'Use 200 characters at most.'],
  [{ text: 'a\0b' }, 'text', 'Remove that character.'],
  [
    { text: 'a', first: 51 },
    'first',
    'Ask for 0 to 50; to find what is not among them, search for more of it.',
  ],
  [
    { text: 'a', first: -1 },
    'first',
    'Ask for 0 to 50; to find what is not among them, search for more of it.',
  ],
])('a search for %j is refused with the field and the remedy', async (variables, field, remedy) => {
  const error = await refusal(api, leader, document, variables);
  expect(error.extensions?.code).toBe('BAD_USER_INPUT');
  expect(error.extensions?.problems).toEqual([{ field, message: expect.any(String) as string, remedy }]);
});

test('a search is one statement, the rows that it found included', async () => {
  expect(await statementsOf(() => search(leader, 'brightmere'))).toBe(1);
  expect(await statementsOf(() => search(leader, 'nothing like it'))).toBe(1);
});
