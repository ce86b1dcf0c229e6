import { randomUUID } from 'node:crypto';
import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';
import { aContact, anAccount, recordConsent, refusal } from '../support/book';

const recording = `mutation ($input: RecordConsentInput!) { recordConsent(input: $input) {
  consent { id granted recordedBy { name } contact { consentedTo } } } }`;

interface Recorded {
  recordConsent: {
    consent: { id: string; recordedBy: { name: string } | null; contact: { consentedTo: string[] } };
  };
}

let api: TestApi;
let owner: TestMember;
let colleague: TestMember;
let leader: TestMember;
let accountId: string;
beforeAll(async () => {
  api = await startApi();
  owner = await api.member('CSM', { name: 'Olga Owner' });
  colleague = await api.member('CSM');
  leader = await api.member('LEADER');
  accountId = await anAccount(api, owner);
});
afterAll(() => api.close());

function input(contactId: string, values: object = {}): { input: object } {
  const said = { purpose: 'NEWSLETTER', granted: true, source: 'MEETING', evidence: 'At the kickoff' };
  return { input: { contactId, ...said, ...values } };
}

async function agreesTo(contactId: string): Promise<string[]> {
  const { contact } = await api.raw<{ contact: { consentedTo: string[] } }>(
    owner,
    'query ($id: ID!) { contact(id: $id) { consentedTo } }',
    { id: contactId },
  );
  return contact.consentedTo;
}

async function whoAgrees(as: Caller, purpose: string): Promise<string[]> {
  const { contacts } = await api.raw<{ contacts: { nodes: { name: string }[] } }>(
    as,
    'query ($filter: ContactFilter) { contacts(filter: $filter) { nodes { name } } }',
    { filter: { consentsTo: purpose } },
  );
  return contacts.nodes.map(({ name }) => name);
}

test('what somebody said last of a purpose holds, and all that they ever said stays', async () => {
  const ada = await aContact(api, owner, accountId, { name: 'Ada' });
  const { recordConsent: first } = await api.raw<Recorded>(owner, recording, input(ada));
  expect(first.consent).toMatchObject({
    recordedBy: { name: 'Olga Owner' },
    contact: { consentedTo: ['NEWSLETTER'] },
  });
  await recordConsent(api, owner, ada, { granted: true, purpose: 'GIFTS' });
  await recordConsent(api, owner, ada, { granted: false });
  expect(await agreesTo(ada)).toEqual(['GIFTS']);
  const { contact } = await api.raw<{
    contact: { consents: { nodes: { purpose: string; granted: boolean }[] } };
  }>(leader, 'query ($id: ID!) { contact(id: $id) { consents { nodes { purpose granted } } } }', { id: ada });
  expect(contact.consents.nodes.map(({ purpose, granted }) => `${purpose} ${granted}`)).toEqual([
    'NEWSLETTER false',
    'GIFTS true',
    'NEWSLETTER true',
  ]);
});

test('what was said earlier and is written down later doesn’t bring back what was taken back', async () => {
  const bela = await aContact(api, owner, accountId, { name: 'Bela' });
  await recordConsent(api, owner, bela, { granted: false, givenAt: '2026-03-02T10:00:00Z' });
  await recordConsent(api, owner, bela, { granted: true, givenAt: '2026-03-01T10:00:00+01:00' });
  expect(await agreesTo(bela)).toEqual([]);
  await recordConsent(api, owner, bela, { granted: true, givenAt: '2026-03-02T10:00:01Z' });
  expect(await agreesTo(bela)).toEqual(['NEWSLETTER']);
});

test('people are found by what they agree to now, by whoever sees them', async () => {
  const people = await Promise.all(
    ['Clara', 'Dina', 'Emil'].map((name) => aContact(api, owner, accountId, { name })),
  );
  for (const id of people) await recordConsent(api, owner, id, { granted: true, purpose: 'SURVEYS' });
  await recordConsent(api, owner, people[1] ?? '', { granted: false, purpose: 'SURVEYS' });
  expect(await whoAgrees(owner, 'SURVEYS')).toEqual(['Clara', 'Emil']);
  expect(await whoAgrees(leader, 'SURVEYS')).toEqual(['Clara', 'Emil']);
  expect(await whoAgrees(colleague, 'SURVEYS')).toEqual([]);
  expect(await whoAgrees(leader, 'REFERENCE')).toEqual([]);
});

test('who doesn’t see a person records nothing of them, and who only reads records nothing at all', async () => {
  const fela = await aContact(api, owner, accountId);
  expect((await refusal(api, colleague, recording, input(fela))).extensions?.code).toBe('NOT_FOUND');
  const viewer = await api.member('VIEWER');
  expect((await refusal(api, viewer, recording, input(fela))).extensions?.code).toBe('FORBIDDEN');
  const { recordConsent: consent } = await api.raw<Recorded>(owner, recording, input(fela));
  const { node } = await api.raw<{ node: object | null }>(
    colleague,
    'query ($id: ID!) { node(id: $id) { id } }',
    { id: consent.consent.id },
  );
  expect(node).toBeNull();
  expect(await agreesTo(fela)).toEqual(['NEWSLETTER']);
});

test('an integration records what its system knows, once for each key', async () => {
  const gina = await aContact(api, owner, accountId);
  const key = await api.apiKey('ACCOUNTS_WRITE');
  const said = input(gina, { source: 'OTHER_SYSTEM', idempotencyKey: randomUUID() });
  const ids = new Set<string>();
  for (const _again of [1, 2, 3]) {
    const { recordConsent: done } = await api.raw<Recorded>(key, recording, said);
    expect(done.consent.recordedBy).toBeNull();
    ids.add(done.consent.id);
  }
  expect(ids.size).toBe(1);
});

test.each([
  [{ evidence: ' ' }, 'evidence: It is empty.'],
  [{ evidence: 'x'.repeat(501) }, 'evidence: It has 501 characters.'],
  [{ givenAt: '2999-01-01T00:00:00Z' }, 'givenAt: Nobody can have said so at 2999-01-01T00:00:00Z.'],
  [{ givenAt: '1812-01-01T00:00:00Z' }, 'givenAt: Nobody can have said so at 1812-01-01T00:00:00Z.'],
])('what can’t be is refused, and nothing is written down: %j', async (values, message) => {
  const hugo = await aContact(api, owner, accountId);
  const error = await refusal(api, owner, recording, input(hugo, values));
  expect(error.extensions?.problems?.map((one) => `${one.field}: ${one.message}`)).toEqual([message]);
  expect(await agreesTo(hugo)).toEqual([]);
});

test('not even SQL changes what somebody said', async () => {
  const ines = await aContact(api, owner, accountId);
  await recordConsent(api, owner, ines, { granted: false });
  const changing = api.composition.database.pool.query('UPDATE consent SET granted = true');
  await expect(changing).rejects.toThrow('What somebody agreed to is not changed');
});

test('fifty who record at once leave the word that was given last', async () => {
  const jan = await aContact(api, owner, accountId);
  const said = Array.from({ length: 50 }, (_, at) => ({
    granted: at % 2 === 0,
    givenAt: new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString(),
  }));
  await Promise.all(said.toReversed().map((values) => recordConsent(api, owner, jan, values)));
  expect(await agreesTo(jan)).toEqual([]);
});
