import { randomUUID } from 'node:crypto';
import { AccountId } from '../../api/domains/accounts/account.rules';
import { ContactId } from '../../api/domains/contacts/contact.rules';
import { Direction, TimelineKind } from '../../api/domains/timeline/timeline.rules';
import type { SystemActor } from '../../api/platform/auth/actor';
import { startApi, type TestApi, type TestMember } from '../support/api';
import { aContact, anAccount, refusal } from '../support/book';
import { importText } from '../support/imports';
import {
  entryFields,
  namesOf,
  TimelineCalls,
  timelineMutations,
  type Entry,
} from '../support/timeline-calls';

let api: TestApi;
let timeline: TimelineCalls;
let owner: TestMember;
let accountId: string;
beforeAll(async () => {
  api = await startApi();
  timeline = new TimelineCalls(api);
  owner = await api.member('CSM', { name: 'Olga Owner' });
  accountId = await anAccount(api, owner);
});
afterAll(() => api.close());

test('an integration writes what another system knows, once for each id of that system, and may correct it', async () => {
  const telephony = await api.apiKey('TIMELINE_WRITE');
  const input = {
    accountId,
    kind: 'CALL',
    subject: 'Missed call',
    externalId: { source: 'phone', externalId: 'call-1' },
  };
  const first = await timeline.add(telephony, input);
  expect(first.entry).toMatchObject({
    author: null,
    source: 'phone',
    externalId: 'call-1',
    participants: { nodes: [] },
  });
  expect(await timeline.add(telephony, input)).toMatchObject({
    __typename: 'AlreadyTaken',
    field: 'externalId',
  });
  expect(
    (await timeline.update(telephony, { entryId: first.entry?.id, version: 1, subject: 'Called back' })).entry
      ?.version,
  ).toBe(2);
  const note = await timeline.add(owner, { accountId, kind: 'NOTE', subject: 'By a person' });
  const byPerson = { entryId: note.entry?.id, version: 1, subject: 'Not theirs' };
  expect(
    (await refusal(api, telephony, timelineMutations.update, { input: byPerson })).extensions?.code,
  ).toBe('FORBIDDEN');
});

test('nobody writes under the name of the system, and so nobody takes the place of its entries', async () => {
  const integration = await api.apiKey('TIMELINE_WRITE');
  for (const [as, source] of [
    [owner, 'mainstay'],
    [integration, ' Mainstay'],
  ] as const) {
    const externalId = { source, externalId: `welcome:onboarding:${randomUUID()}:2026-11-22` };
    const input = { accountId, kind: 'NOTE', subject: 'First', externalId };
    expect((await refusal(api, as, timelineMutations.add, { input })).extensions?.problems).toMatchObject([
      { field: 'externalId.source', message: '"mainstay" is Mainstay itself.' },
    ]);
  }
  const account = { accountId, version: 1, externalIds: [{ source: 'mainstay', externalId: '1' }] };
  const update = `mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { __typename } }`;
  expect((await refusal(api, owner, update, { input: account })).extensions?.problems?.[0]?.field).toBe(
    'externalIds.0.source',
  );
  const file = importText(api, 'timeline', 'external_id\nmessage-1\n', { source: 'mainstay' });
  await expect(file).rejects.toThrow('source: "mainstay" is Mainstay itself.');
});

test('the system records any number of entries in one statement, none twice, and nobody corrects them', async () => {
  const contactId = await aContact(api, owner, accountId, { name: 'Mia Mail' });
  const actor: SystemActor = { kind: 'SYSTEM', name: 'message sender' };
  const { database, services, reads } = api.composition;
  const now = new Date();
  const ctx = {
    actor,
    now,
    requestId: randomUUID(),
    address: null,
    reads: reads.forActor(actor, now),
  };
  const mail = (number: number) => ({
    accountId: AccountId.parse(accountId, 'accountId'),
    kind: TimelineKind.EMAIL,
    direction: Direction.OUTBOUND,
    occurredAt: ctx.now,
    subject: `Mail ${number}`,
    body: 'Welcome \ud800',
    authorId: owner.rowId,
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
  const again = database.transaction(ctx, 'sendMessages', (tx) =>
    services.timeline.record(tx, [mail(4), mail(2)]),
  );
  await expect(again).rejects.toThrow('an entry of mainstay: message-2 already');

  const document = `query ($id: ID!, $contactId: ID) { account(id: $id) {
    timeline(filter: { contactId: $contactId }) { nodes { ${entryFields} } } } }`;
  type Answer = { account: { timeline: { nodes: Entry[] } } };
  const { account } = await api.raw<Answer>(owner, document, { id: accountId, contactId });
  expect(account.timeline.nodes.map((node) => node.subject).sort()).toEqual(['Mail 1', 'Mail 2', 'Mail 3']);
  expect(account.timeline.nodes[0]).toMatchObject({
    author: { name: 'Olga Owner' },
    direction: 'OUTBOUND',
    body: 'Welcome \ufffd',
  });
  expect(namesOf(account.timeline.nodes[0])).toEqual(['Olga Owner', 'Mia Mail']);

  for (const as of [owner, await api.member('ADMIN'), await api.apiKey('TIMELINE_WRITE')]) {
    const input = { entryId: account.timeline.nodes[0]?.id, version: 1, body: 'We never wrote this.' };
    const refused = await refusal(api, as, timelineMutations.update, { input });
    expect(refused).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(refused.message).toContain('own record, which nobody corrects');
  }
});
