import { randomUUID } from 'node:crypto';
import { AccountId } from '../../api/domains/accounts/account.rules';
import { ContactId } from '../../api/domains/contacts/contact.rules';
import { Direction, TimelineKind } from '../../api/domains/timeline/timeline.rules';
import type { SystemActor } from '../../api/platform/auth/actor';
import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';
import { aContact, anAccount, intoTeam, refusal, statementsOf } from '../support/book';

let api: TestApi;
let owner: TestMember;
let backup: TestMember;
let stranger: TestMember;
let leader: TestMember;
let accountId: string;
beforeAll(async () => {
  api = await startApi();
  owner = await api.member('CSM', { name: 'Olga Owner' });
  backup = await api.member('CSM', { name: 'Bert Backup' });
  stranger = await api.member('CSM');
  leader = await api.member('LEADER');
  accountId = await anAccount(api, owner);
  await intoTeam(api, owner, accountId, backup.id);
});
afterAll(() => api.close());

interface Entry {
  id: string;
  kind: string;
  direction: string | null;
  occurredAt: string;
  subject: string;
  body: string;
  source: string | null;
  externalId: string | null;
  version: number;
  author: { name: string } | null;
  participants: { nodes: { member: { name: string } | null; contact: { name: string } | null }[] };
}
type Result = { __typename: string; entry?: Entry; field?: string; currentVersion?: number };

const entry = `id kind direction occurredAt subject body source externalId version author { name }
  participants { nodes { member { name } contact { name } } }`;
const addTimelineEntry = `mutation ($input: AddTimelineEntryInput!) { addTimelineEntry(input: $input) { __typename
  ... on AlreadyTaken { field } ... on AddTimelineEntryPayload { entry { ${entry} } } } }`;
const updateTimelineEntry = `mutation ($input: UpdateTimelineEntryInput!) { updateTimelineEntry(input: $input) {
  __typename ... on VersionConflict { currentVersion } ... on UpdateTimelineEntryPayload { entry { ${entry} } } } }`;

async function add(as: Caller, input: object): Promise<Result> {
  return (await api.raw<{ addTimelineEntry: Result }>(as, addTimelineEntry, { input })).addTimelineEntry;
}

async function update(as: Caller, input: object): Promise<Result> {
  return (await api.raw<{ updateTimelineEntry: Result }>(as, updateTimelineEntry, { input }))
    .updateTimelineEntry;
}

/** A note of the owner's on the account of all tests; gives its id. */
async function aNote(values: object = {}, as: Caller = owner): Promise<string> {
  const added = await add(as, { accountId, kind: 'NOTE', subject: `Note ${randomUUID()}`, ...values });
  return added.entry?.id ?? '';
}

/** Names of who took part, members first. */
function names(of: Entry | undefined): (string | undefined)[] {
  return of?.participants.nodes.map((who) => who.member?.name ?? who.contact?.name) ?? [];
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
  const first = await add(owner, input);
  expect(first.entry).toMatchObject({
    kind: 'CALL',
    direction: 'INBOUND',
    subject: 'Invoice twice',
    body: 'Second line: ✓ 𝄞',
    occurredAt: '2026-03-01T08:30:00+00:00',
    author: { name: 'Olga Owner' },
    version: 1,
  });
  expect(names(first.entry)).toEqual(['Olga Owner', 'Bert Backup', 'Clara Customer']);
  expect((await add(owner, input)).entry?.id).toBe(first.entry?.id);
});

test('unless somebody else is named, the writer took part, and it happened now', async () => {
  const before = Date.now();
  const added = await add(owner, { accountId, kind: 'NOTE', subject: 'Likes tea' });
  expect(names(added.entry)).toEqual(['Olga Owner']);
  expect(Math.abs(Date.parse(added.entry?.occurredAt ?? '') - before)).toBeLessThan(10_000);
});

test('meetings and events may be planned; what has to have happened is refused for the future', async () => {
  const planned = { accountId, subject: 'QBR', occurredAt: new Date(Date.now() + 86_400_000).toISOString() };
  for (const kind of ['MEETING', 'EVENT']) {
    expect((await add(owner, { ...planned, kind })).__typename).toBe('AddTimelineEntryPayload');
  }
  for (const kind of ['CALL', 'NOTE', 'EMAIL']) {
    expect(await fieldsRefused(owner, addTimelineEntry, { ...planned, kind })).toEqual(['occurredAt']);
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
  expect(await fieldsRefused(owner, addTimelineEntry, input)).toEqual(['subject', 'direction', 'occurredAt']);
  expect(await fieldsRefused(owner, addTimelineEntry, { accountId, kind: 'NOTE', subject: 'a\0b' })).toEqual([
    'subject',
  ]);
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
  expect(await fieldsRefused(owner, addTimelineEntry, input)).toEqual(['memberIds.1', 'contactIds.1']);

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
  const kept = await add(owner, { accountId, kind: 'NOTE', subject: 'Used to say', contactIds: [here] });
  expect(names(kept.entry)).toContain('Fred Former');
});

test('a timeline is newest first, and is narrowed by kind, time and who took part', async () => {
  const busy = await anAccount(api, owner);
  const contactId = await aContact(api, owner, busy);
  const at = (day: number) => `2026-02-0${day}T10:00:00Z`;
  await add(owner, {
    accountId: busy,
    kind: 'CALL',
    subject: 'second',
    occurredAt: at(2),
    contactIds: [contactId],
  });
  await add(owner, {
    accountId: busy,
    kind: 'NOTE',
    subject: 'third',
    occurredAt: at(3),
    memberIds: [backup.id],
  });
  await add(owner, { accountId: busy, kind: 'MEETING', subject: 'first', occurredAt: at(1) });
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
  expect((await refusal(api, stranger, updateTimelineEntry, { input })).extensions?.code).toBe('NOT_FOUND');
  const new_ = { accountId, kind: 'NOTE', subject: 'Hello' };
  expect((await refusal(api, stranger, addTimelineEntry, { input: new_ })).extensions?.code).toBe(
    'NOT_FOUND',
  );
  expect(
    (await refusal(api, await api.member('VIEWER'), addTimelineEntry, { input: new_ })).extensions?.code,
  ).toBe('FORBIDDEN');
});

test('an entry is corrected by its author and by leaders, and by no other colleague', async () => {
  const id = await aNote();
  const input = { entryId: id, version: 1, subject: 'Corrected' };
  expect((await refusal(api, backup, updateTimelineEntry, { input })).extensions?.code).toBe('FORBIDDEN');
  expect((await update(owner, input)).entry).toMatchObject({ subject: 'Corrected', version: 2 });
  expect(await update(leader, input)).toMatchObject({ __typename: 'VersionConflict', currentVersion: 2 });
  expect((await update(leader, { ...input, version: 2 })).entry).toMatchObject({
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
  const changed = await update(owner, input);
  expect(names(changed.entry)).toEqual(['Lena Left', 'Gina Guest']);
  expect(changed.entry?.version).toBe(2);
  expect(
    await fieldsRefused(owner, updateTimelineEntry, { entryId: id, version: 2, memberIds: null }),
  ).toEqual(['memberIds']);
});

test('a call that turns out to be a note loses its direction; nothing else of it changes unsaid', async () => {
  const { entry: call } = await add(owner, {
    accountId,
    kind: 'CALL',
    direction: 'OUTBOUND',
    subject: 'Rang',
    body: 'Nobody there',
  });
  const changed = await update(owner, { entryId: call?.id, version: 1, kind: 'NOTE' });
  expect(changed.entry).toMatchObject({
    kind: 'NOTE',
    direction: null,
    subject: 'Rang',
    body: 'Nobody there',
  });
  const ahead = { entryId: call?.id, version: 2, occurredAt: '2999-01-01T00:00:00Z' };
  expect(await fieldsRefused(owner, updateTimelineEntry, ahead)).toEqual(['occurredAt']);
});

test('an integration writes what another system knows, once for each id of that system, and may correct it', async () => {
  const telephony = await api.apiKey('TIMELINE_WRITE');
  const input = {
    accountId,
    kind: 'CALL',
    subject: 'Missed call',
    externalId: { source: 'phone', externalId: 'call-1' },
  };
  const first = await add(telephony, input);
  expect(first.entry).toMatchObject({
    author: null,
    source: 'phone',
    externalId: 'call-1',
    participants: { nodes: [] },
  });
  expect(await add(telephony, input)).toMatchObject({ __typename: 'AlreadyTaken', field: 'externalId' });
  expect(
    (await update(telephony, { entryId: first.entry?.id, version: 1, subject: 'Called back' })).entry
      ?.version,
  ).toBe(2);
  const byPerson = { entryId: await aNote(), version: 1, subject: 'Not theirs' };
  expect((await refusal(api, telephony, updateTimelineEntry, { input: byPerson })).extensions?.code).toBe(
    'FORBIDDEN',
  );
});

test('the system records any number of entries in one statement, and none twice', async () => {
  const contactId = await aContact(api, owner, accountId, { name: 'Mia Mail' });
  const actor: SystemActor = { kind: 'SYSTEM', name: 'message sender' };
  const { database, services, reads } = api.composition;
  const ctx = {
    actor,
    now: new Date(),
    requestId: randomUUID(),
    address: null,
    reads: reads.forActor(actor),
  };
  const mail = (number: number) => ({
    accountId: AccountId.parse(accountId, 'accountId'),
    kind: TimelineKind.EMAIL,
    direction: Direction.OUTBOUND,
    occurredAt: ctx.now,
    subject: `Mail ${number}`,
    body: 'Welcome \ud800',
    authorId: null,
    memberIds: [owner.rowId],
    contactIds: [ContactId.parse(contactId, 'contactId')],
    origin: { source: 'mainstay', externalId: `message-${number}` },
  });
  const ids = await database.transaction(ctx, 'sendMessages', async (tx) => {
    const sent = jest.spyOn(tx.transaction.manager, 'query');
    const written = await services.timeline.record(tx, [mail(1), mail(2), mail(3)]);
    expect(sent).toHaveBeenCalledTimes(1);
    return written;
  });
  expect(ids.every((id) => id !== null)).toBe(true);
  const again = await database.transaction(ctx, 'sendMessages', (tx) =>
    services.timeline.record(tx, [mail(4), mail(2)]),
  );
  expect([again[0] !== null, again[1]]).toEqual([true, null]);

  const document = `query ($id: ID!, $contactId: ID) { account(id: $id) {
    timeline(filter: { contactId: $contactId }) { nodes { ${entry} } } } }`;
  type Answer = { account: { timeline: { nodes: Entry[] } } };
  const { account } = await api.raw<Answer>(owner, document, { id: accountId, contactId });
  expect(account.timeline.nodes.map((node) => node.subject).sort()).toEqual([
    'Mail 1',
    'Mail 2',
    'Mail 3',
    'Mail 4',
  ]);
  expect(account.timeline.nodes[0]).toMatchObject({
    author: null,
    direction: 'OUTBOUND',
    body: 'Welcome \ufffd',
  });
  expect(names(account.timeline.nodes[0])).toEqual(['Olga Owner', 'Mia Mail']);
});

test('the statements for entries, authors and participants don’t grow with their number', async () => {
  const read = () =>
    api.raw(
      backup,
      `{ timeline(first: 50) { totalCount nodes { subject author { name } account { name }
         participants(first: 5) { nodes { member { name } contact { name } } } } } }`,
    );
  const few = await statementsOf(api, read);
  const contactIds = [await aContact(api, owner, accountId), await aContact(api, owner, accountId)];
  for (let more = 0; more < 10; more += 1) await aNote({ contactIds });
  expect(await statementsOf(api, read)).toBe(few);
});
