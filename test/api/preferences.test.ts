import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';
import { aContact, anAccount, refusal } from '../support/book';

const noting = `mutation ($input: NotePreferenceInput!) { done: notePreference(input: $input) {
  preference { id version } } }`;
const withdrawing = `mutation ($input: WithdrawPreferenceInput!) { done: withdrawPreference(input: $input) { __typename
  ... on WithdrawPreferencePayload { preference { id version withdrawnAt } } ... on VersionConflict { currentVersion } } }`;

interface Noted {
  id: string;
  version: number;
  withdrawnAt?: string | null;
}

type Done = Record<string, unknown> & { preference?: Noted };

let api: TestApi;
let owner: TestMember;
let colleague: TestMember;
let contactId: string;
beforeAll(async () => {
  api = await startApi();
  owner = await api.member('CSM', { name: 'Olga Owner' });
  colleague = await api.member('CSM');
});
beforeEach(async () => {
  contactId = await aContact(api, owner, await anAccount(api, owner));
});
afterAll(() => api.close());

async function send(as: Caller, document: string, input: object): Promise<Done> {
  return (await api.raw<{ done: Done }>(as, document, { input })).done;
}

async function note(values: object, as: Caller = owner): Promise<Noted> {
  const input = { contactId, kind: 'LIKE', subject: 'CULTURE', words: 'Jazz', source: 'SAID', ...values };
  const { preference } = await send(as, noting, input);
  if (preference === undefined) throw new Error('Nothing was noted.');
  return preference;
}

/** What holds of the contact, the latest first; or what a filter says. */
async function held(as: Caller, filter: object = { current: true }): Promise<string[] | null> {
  const { contact } = await api.raw<{
    contact: { preferences: { nodes: Record<string, string>[] } } | null;
  }>(
    as,
    `query ($id: ID!, $filter: PreferenceFilter) { contact(id: $id) {
       preferences(filter: $filter) { nodes { kind subject words } } } }`,
    { id: contactId, filter },
  );
  return contact?.preferences.nodes.map(({ kind, subject, words }) => `${kind} ${subject} ${words}`) ?? null;
}

test('what is noted is found by kind and subject, and an exclusion needs no words', async () => {
  await note({ notedAt: '2026-01-01T00:00:00Z' });
  await note({ kind: 'EXCLUSION', subject: 'ALCOHOL', words: undefined, notedAt: '2026-02-01T00:00:00Z' });
  await note({
    kind: 'DISLIKE',
    subject: 'MEETINGS',
    words: ' Before ten ',
    notedAt: '2026-03-01T00:00:00Z',
  });
  expect(await held(owner)).toEqual([
    'DISLIKE MEETINGS Before ten',
    'EXCLUSION ALCOHOL ',
    'LIKE CULTURE Jazz',
  ]);
  expect(await held(owner, { kinds: ['EXCLUSION', 'LIKE'] })).toEqual([
    'EXCLUSION ALCOHOL ',
    'LIKE CULTURE Jazz',
  ]);
  expect(await held(owner, { subjects: ['MEETINGS'] })).toEqual(['DISLIKE MEETINGS Before ten']);
});

test('what is withdrawn holds no more and stays readable; again changes nothing', async () => {
  const { id, version } = await note({});
  const input = { preferenceId: id, version };
  const { preference: first } = await send(owner, withdrawing, input);
  expect(first).toMatchObject({ version: 2, withdrawnAt: expect.any(String) as unknown });
  expect(await send(owner, withdrawing, input)).toEqual({ __typename: 'VersionConflict', currentVersion: 2 });
  expect((await send(owner, withdrawing, { ...input, version: 2 })).preference).toEqual(first);
  expect([await held(owner), await held(owner, { current: false })]).toEqual([[], ['LIKE CULTURE Jazz']]);
});

test('who doesn’t see a person sees, notes and withdraws nothing of theirs', async () => {
  const { id, version } = await note({});
  expect(await held(colleague)).toBeNull();
  const codes = await Promise.all([
    refusal(api, colleague, noting, {
      input: { contactId, kind: 'LIKE', subject: 'FOOD', words: 'Figs', source: 'SAID' },
    }),
    refusal(api, colleague, withdrawing, { input: { preferenceId: id, version } }),
    refusal(api, await api.member('VIEWER'), withdrawing, { input: { preferenceId: id, version } }),
  ]);
  expect(codes.map(({ extensions }) => extensions?.code)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'FORBIDDEN']);
  expect(await held(owner)).toEqual(['LIKE CULTURE Jazz']);
});

test.each([
  [{ words: '' }, 'words: It is empty.'],
  [{ words: 'x'.repeat(201) }, 'words: It has 201 characters.'],
  [{ kind: 'EXCLUSION', words: 'a\0b' }, 'words: It contains a NUL character.'],
  [{ notedAt: '2999-01-01T00:00:00Z' }, 'notedAt: Nobody can have known it at 2999-01-01T00:00:00Z.'],
])('what can’t be is refused, and nothing is noted: %j', async (values, message) => {
  const input = { contactId, kind: 'LIKE', subject: 'FOOD', words: 'Figs', source: 'ASKED', ...values };
  const error = await refusal(api, owner, noting, { input });
  expect(error.extensions?.problems?.map((one) => `${one.field}: ${one.message}`)).toEqual([message]);
  expect(await held(owner)).toEqual([]);
});
