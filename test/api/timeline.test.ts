import { randomUUID } from 'node:crypto';
import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';
import { aContact, anAccount, intoTeam, refusal, statementsOf } from '../support/book';
import { namesOf, TimelineCalls, timelineMutations } from '../support/timeline-calls';

let api: TestApi;
let timeline: TimelineCalls;
let owner: TestMember;
let backup: TestMember;
let stranger: TestMember;
let leader: TestMember;
let accountId: string;
beforeAll(async () => {
  api = await startApi();
  timeline = new TimelineCalls(api);
  owner = await api.member('CSM', { name: 'Olga Owner' });
  backup = await api.member('CSM', { name: 'Bert Backup' });
  stranger = await api.member('CSM');
  leader = await api.member('LEADER');
  accountId = await anAccount(api, owner);
  await intoTeam(api, owner, accountId, backup.id);
});
afterAll(() => api.close());

/** A note of the owner's on the account of all tests; gives its id. */
async function aNote(values: object = {}, as: Caller = owner): Promise<string> {
  const added = await timeline.add(as, {
    accountId,
    kind: 'NOTE',
    subject: `Note ${randomUUID()}`,
    ...values,
  });
  return added.entry?.id ?? '';
}

async function fieldsRefused(as: Caller, document: string, input: object): Promise<(string | undefined)[]> {
  const error = await refusal(api, as, document, { input });
  return error.extensions?.problems?.map((problem) => problem.field) ?? [error.extensions?.code];
}

test('a call is written down with who took part, once for each idempotency key', async () => {
  const contactId = await aContact(api, owner, accountId, { name: 'Clara Customer' });
  const input = {
    accountId,
    kind: 'CALL',
    direction: 'INBOUND',
    subject: ' Invoice twice ',
    body: 'Second line: ✓ 𝄞',
    occurredAt: '2026-03-01T09:30:00+01:00',
    memberIds: [owner.id, backup.id, owner.id],
    contactIds: [contactId],
    idempotencyKey: randomUUID(),
  };
  const first = await timeline.add(owner, input);
  expect(first.entry).toMatchObject({
    kind: 'CALL',
    direction: 'INBOUND',
    subject: 'Invoice twice',
    body: 'Second line: ✓ 𝄞',
    occurredAt: '2026-03-01T08:30:00+00:00',
    author: { name: 'Olga Owner' },
    version: 1,
  });
  expect(namesOf(first.entry)).toEqual(['Olga Owner', 'Bert Backup', 'Clara Customer']);
  expect((await timeline.add(owner, input)).entry?.id).toBe(first.entry?.id);
});

test('unless somebody else is named, the writer took part, and it happened now', async () => {
  const before = Date.now();
  const added = await timeline.add(owner, { accountId, kind: 'NOTE', subject: 'Likes tea' });
  expect(namesOf(added.entry)).toEqual(['Olga Owner']);
  expect(Math.abs(Date.parse(added.entry?.occurredAt ?? '') - before)).toBeLessThan(10_000);
});

test('meetings and events may be planned; what has to have happened is refused for the future', async () => {
  const planned = { accountId, subject: 'QBR', occurredAt: new Date(Date.now() + 86_400_000).toISOString() };
  for (const kind of ['MEETING', 'EVENT']) {
    expect((await timeline.add(owner, { ...planned, kind })).__typename).toBe('AddTimelineEntryPayload');
  }
  for (const kind of ['CALL', 'NOTE', 'EMAIL']) {
    expect(await fieldsRefused(owner, timelineMutations.add, { ...planned, kind })).toEqual(['occurredAt']);
  }
});

test('every problem of an entry is named at once', async () => {
  const input = {
    accountId,
    kind: 'NOTE',
    subject: '',
    direction: 'INBOUND',
    occurredAt: '0001-01-01T00:00:00Z',
  };
  expect(await fieldsRefused(owner, timelineMutations.add, input)).toEqual([
    'subject',
    'direction',
    'occurredAt',
  ]);
  expect(
    await fieldsRefused(owner, timelineMutations.add, { accountId, kind: 'NOTE', subject: 'a\0b' }),
  ).toEqual(['subject']);
});

test('participants have to be active members, and contacts who belong or belonged to the account', async () => {
  const elsewhere = await aContact(api, owner, await anAccount(api, owner));
  const here = await aContact(api, owner, accountId, { name: 'Fred Former' });
  const gone = await api.member('CSM');
  await api.composition.database.pool.query('UPDATE member SET active = false WHERE id = $1', [gone.rowId]);
  const input = {
    accountId,
    kind: 'NOTE',
    subject: 'Who?',
    memberIds: [owner.id, gone.id],
    contactIds: [here, elsewhere],
  };
  expect(await fieldsRefused(owner, timelineMutations.add, input)).toEqual(['memberIds.1', 'contactIds.1']);

  const document = `query ($id: ID!) { contact(id: $id) { accounts { nodes { id } } } }`;
  const { contact } = await api.raw<{ contact: { accounts: { nodes: { id: string }[] } } }>(owner, document, {
    id: here,
  });
  await api.raw(
    owner,
    `mutation ($input: UpdateAccountContactInput!) { updateAccountContact(input: $input) { __typename } }`,
    {
      input: { accountContactId: contact.accounts.nodes[0]?.id, version: 1, leftOn: '2026-01-01' },
    },
  );
  const kept = await timeline.add(owner, {
    accountId,
    kind: 'NOTE',
    subject: 'Used to say',
    contactIds: [here],
  });
  expect(namesOf(kept.entry)).toContain('Fred Former');
});

test('a timeline is newest first, and is narrowed by kind, time and who took part', async () => {
  const busy = await anAccount(api, owner);
  const contactId = await aContact(api, owner, busy);
  const at = (day: number) => `2026-02-0${day}T10:00:00Z`;
  await timeline.add(owner, {
    accountId: busy,
    kind: 'CALL',
    subject: 'second',
    occurredAt: at(2),
    contactIds: [contactId],
  });
  await timeline.add(owner, {
    accountId: busy,
    kind: 'NOTE',
    subject: 'third',
    occurredAt: at(3),
    memberIds: [backup.id],
  });
  await timeline.add(owner, { accountId: busy, kind: 'MEETING', subject: 'first', occurredAt: at(1) });
  const subjects = async (filter: object | null, page = ''): Promise<string[]> => {
    const document = `query ($id: ID!, $filter: TimelineFilter) { account(id: $id) {
      timeline(filter: $filter ${page}) { nodes { subject } } } }`;
    type Answer = { account: { timeline: { nodes: { subject: string }[] } } };
    const { account } = await api.raw<Answer>(owner, document, { id: busy, filter });
    return account.timeline.nodes.map((node) => node.subject);
  };
  expect(await subjects(null)).toEqual(['third', 'second', 'first']);
  expect(await subjects(null, ', last: 1')).toEqual(['first']);
  expect(await subjects({ kinds: ['CALL', 'NOTE'] })).toEqual(['third', 'second']);
  expect(await subjects({ since: at(2), until: at(3) })).toEqual(['second']);
  expect(await subjects({ contactId })).toEqual(['second']);
  expect(await subjects({ memberId: backup.id })).toEqual(['third']);
});

test('what may not be seen looks like what does not exist, in every way to it', async () => {
  const id = await aNote();
  expect(await api.raw(stranger, `query ($id: ID!) { node(id: $id) { id } }`, { id })).toEqual({
    node: null,
  });
  expect(await api.raw(owner, `query ($id: ID!) { node(id: $id) { id __typename } }`, { id })).toEqual({
    node: { id, __typename: 'TimelineEntry' },
  });
  expect(await api.raw(stranger, `{ timeline { totalCount nodes { id } } }`)).toEqual({
    timeline: { totalCount: 0, nodes: [] },
  });
  const input = { entryId: id, version: 1, subject: 'Mine now' };
  expect((await refusal(api, stranger, timelineMutations.update, { input })).extensions?.code).toBe(
    'NOT_FOUND',
  );
  const new_ = { accountId, kind: 'NOTE', subject: 'Hello' };
  expect((await refusal(api, stranger, timelineMutations.add, { input: new_ })).extensions?.code).toBe(
    'NOT_FOUND',
  );
  expect(
    (await refusal(api, await api.member('VIEWER'), timelineMutations.add, { input: new_ })).extensions?.code,
  ).toBe('FORBIDDEN');
});

test('an entry is corrected by its author and by leaders, and by no other colleague', async () => {
  const id = await aNote();
  const input = { entryId: id, version: 1, subject: 'Corrected' };
  expect((await refusal(api, backup, timelineMutations.update, { input })).extensions?.code).toBe(
    'FORBIDDEN',
  );
  expect((await timeline.update(owner, input)).entry).toMatchObject({ subject: 'Corrected', version: 2 });
  expect(await timeline.update(leader, input)).toMatchObject({
    __typename: 'VersionConflict',
    currentVersion: 2,
  });
  expect(
    (await timeline.update(leader, { ...input, version: 2, subject: 'Corrected twice' })).entry,
  ).toMatchObject({
    version: 3,
    author: { name: 'Olga Owner' },
  });
});

test('a correction replaces who took part, keeps a colleague who left since, and counts the version up', async () => {
  const colleague = await api.member('CSM', { name: 'Lena Left' });
  const contactId = await aContact(api, owner, accountId, { name: 'Gina Guest' });
  const id = await aNote({ memberIds: [owner.id, colleague.id] });
  await api.composition.database.pool.query('UPDATE member SET active = false WHERE id = $1', [
    colleague.rowId,
  ]);
  const input = { entryId: id, version: 1, memberIds: [colleague.id], contactIds: [contactId] };
  const changed = await timeline.update(owner, input);
  expect(namesOf(changed.entry)).toEqual(['Lena Left', 'Gina Guest']);
  expect(changed.entry?.version).toBe(2);
  expect(
    await fieldsRefused(owner, timelineMutations.update, { entryId: id, version: 2, memberIds: null }),
  ).toEqual(['memberIds']);
});

test('a call that turns out to be a note loses its direction; nothing else of it changes unsaid', async () => {
  const { entry: call } = await timeline.add(owner, {
    accountId,
    kind: 'CALL',
    direction: 'OUTBOUND',
    subject: 'Rang',
    body: 'Nobody there',
  });
  const changed = await timeline.update(owner, { entryId: call?.id, version: 1, kind: 'NOTE' });
  expect(changed.entry).toMatchObject({
    kind: 'NOTE',
    direction: null,
    subject: 'Rang',
    body: 'Nobody there',
  });
  const ahead = { entryId: call?.id, version: 2, occurredAt: '2999-01-01T00:00:00Z' };
  expect(await fieldsRefused(owner, timelineMutations.update, ahead)).toEqual(['occurredAt']);
});

test('the statements for entries, authors and participants don’t grow with their number', async () => {
  const read = () =>
    api.raw(
      backup,
      `{ timeline(first: 50) { totalCount nodes { subject author { name } account { name }
         participants(first: 5) { nodes { member { name } contact { name } } } } } }`,
    );
  const few = await statementsOf(read);
  const contactIds = [await aContact(api, owner, accountId), await aContact(api, owner, accountId)];
  for (let more = 0; more < 10; more += 1) await aNote({ contactIds });
  expect(await statementsOf(read)).toBe(few);
});

test('a filter that the database can’t take is refused with its field or its form, not with an accident', async () => {
  const nul = await refusal(
    api,
    owner,
    `query ($filter: ContactFilter) { contacts(filter: $filter) { totalCount } }`,
    {
      filter: { externalId: { source: 'crm', externalId: 'a\0' } },
    },
  );
  expect(nul.extensions?.problems?.[0]?.field).toBe('filter.externalId.externalId');
  for (const since of ['0000-01-01T00:00:00Z', '2026-01-01T00:00:00+23:00', '2026-02-30T00:00:00Z']) {
    const document = `query ($filter: TimelineFilter) { timeline(filter: $filter) { totalCount } }`;
    const error = await refusal(api, owner, document, { filter: { since } });
    expect(error.message).toContain('Write it like');
  }
});
