import { randomUUID } from 'node:crypto';
import { startApi, type TestApi, type TestMember } from '../support/api';
import { aContact, anAccount, intoTeam, refusal, statementsOf } from '../support/book';
import { ContactCalls, contactMutations } from '../support/contact-calls';

let api: TestApi;
let contacts: ContactCalls;
let owner: TestMember;
let stranger: TestMember;
let leader: TestMember;
beforeAll(async () => {
  api = await startApi();
  contacts = new ContactCalls(api);
  owner = await api.member('CSM');
  stranger = await api.member('CSM');
  leader = await api.member('LEADER');
});
afterAll(() => api.close());

test('a contact is created in an account, its e-mail in lower case, once for each idempotency key', async () => {
  const accountId = await anAccount(api, owner);
  const input = {
    name: 'Ada Lovelace',
    email: ' Ada@Example.COM ',
    hoursFrom: '09:00',
    hoursUntil: '12:30',
    account: { accountId, roles: ['DECISION_MAKER', 'CHAMPION'], joinedOn: '2026-01-15' },
    externalIds: [{ source: 'crm', externalId: 'p-1' }],
    idempotencyKey: randomUUID(),
  };
  const first = await contacts.create(owner, input);
  const again = await contacts.create(owner, input);
  expect(first.contact).toMatchObject({
    email: 'ada@example.com',
    hoursFrom: '09:00',
    hoursUntil: '12:30',
    externalIds: [{ source: 'crm', externalId: 'p-1' }],
    accounts: {
      nodes: [{ roles: ['DECISION_MAKER', 'CHAMPION'], joinedOn: '2026-01-15', account: { id: accountId } }],
    },
  });
  expect(again.contact?.id).toBe(first.contact?.id);

  const taken = await contacts.create(owner, { ...input, email: null, idempotencyKey: randomUUID() });
  expect(taken).toMatchObject({ __typename: 'AlreadyTaken', field: 'externalIds.0' });
});

test('every problem of a contact is named at once', async () => {
  const accountId = await anAccount(api, owner);
  const error = await refusal(api, owner, contactMutations.create, {
    input: {
      name: ' ',
      email: 'nobody',
      timeZone: 'Mars',
      hoursFrom: '09:00',
      account: { accountId, roles: [] },
    },
  });
  expect(error.extensions?.code).toBe('BAD_USER_INPUT');
  expect(error.extensions?.problems?.map((problem) => problem.field)).toEqual([
    'name',
    'email',
    'timeZone',
    'hoursUntil',
    'account.roles',
  ]);
});

test('a contact is seen with each account that they belong or belonged to, and no other place of theirs shows', async () => {
  const mine = await anAccount(api, owner);
  const theirs = await anAccount(api, stranger);
  const id = await aContact(api, owner, mine);
  expect(await contacts.find(stranger, id)).toBeNull();
  expect(
    (
      await refusal(api, stranger, contactMutations.update, {
        input: { contactId: id, version: 1, name: 'X' },
      })
    ).extensions?.code,
  ).toBe('NOT_FOUND');
  await contacts.addTo(leader, id, theirs);
  const seen = await contacts.find(stranger, id);
  expect(seen?.accounts.nodes.map((place) => place.account.id)).toEqual([theirs]);

  const place = seen?.accounts.nodes[0];
  await contacts.updatePlace(stranger, { accountContactId: place?.id, version: 1, leftOn: '2026-01-01' });
  expect((await contacts.find(stranger, id))?.accounts.nodes[0]?.leftOn).toBe('2026-01-01');

  const document = `query ($accountId: ID!) { contacts(filter: { place: { accountId: $accountId } }) { totalCount } }`;
  const probe = await api.raw<{ contacts: { totalCount: number } }>(stranger, document, { accountId: mine });
  expect(probe.contacts.totalCount).toBe(0);
});

test('a contact of no account is for those who see the whole book, and for nobody else', async () => {
  const error = await refusal(api, owner, contactMutations.create, { input: { name: 'Nobody’s' } });
  expect(error.extensions?.problems?.[0]?.field).toBe('account');
  const { contact: alone } = await contacts.create(leader, { name: 'Nobody’s' });
  expect(await contacts.find(leader, alone?.id ?? '')).not.toBeNull();
  expect(await contacts.find(owner, alone?.id ?? '')).toBeNull();
});

test('two changes of one version: the second is told, and nothing is overwritten', async () => {
  const id = await aContact(api, owner, await anAccount(api, owner));
  const both = await Promise.all([
    contacts.update(owner, { contactId: id, version: 1, name: 'First' }),
    contacts.update(owner, { contactId: id, version: 1, name: 'Second' }),
  ]);
  expect(both.map((result) => result.__typename).sort()).toEqual(['UpdateContactPayload', 'VersionConflict']);
  const winner = both.find((result) => result.contact !== undefined)?.contact?.name;
  expect(await contacts.find(owner, id)).toMatchObject({ name: winner, version: 2 });
});

test('hours are checked against the end that stays; null empties, and a name can’t be emptied', async () => {
  const accountId = await anAccount(api, owner);
  const made = await contacts.create(owner, {
    name: 'Early',
    hoursFrom: '08:00',
    hoursUntil: '10:00',
    account: { accountId, roles: ['USER'] },
  });
  const contactId = made.contact?.id;
  const late = await refusal(api, owner, contactMutations.update, {
    input: { contactId, version: 1, hoursFrom: '11:00' },
  });
  expect(late.extensions?.problems?.[0]).toMatchObject({
    field: 'hoursUntil',
    message: '10:00 is not after 11:00.',
  });
  const emptied = await contacts.update(owner, { contactId, version: 1, hoursFrom: null, hoursUntil: null });
  expect(emptied.contact).toMatchObject({ hoursFrom: null, hoursUntil: null });
  const nameless = await refusal(api, owner, contactMutations.update, {
    input: { contactId, version: 2, name: null },
  });
  expect(nameless.extensions?.problems?.[0]?.field).toBe('name');
});

test('nobody reports to themselves or in a circle, also when two changes would close it together', async () => {
  const accountId = await anAccount(api, owner);
  const ada = await aContact(api, owner, accountId, { name: 'Ada' });
  const ben = await aContact(api, owner, accountId, { name: 'Ben', reportsToId: ada });
  const cleo = await aContact(api, owner, accountId, { name: 'Cleo', reportsToId: ben });
  const self = await refusal(api, owner, contactMutations.update, {
    input: { contactId: ada, version: 1, reportsToId: ada },
  });
  expect(self.extensions?.problems?.[0]).toMatchObject({
    field: 'reportsToId',
    message: 'Nobody reports to themselves.',
  });
  const circle = await refusal(api, owner, contactMutations.update, {
    input: { contactId: ada, version: 1, reportsToId: cleo },
  });
  expect(circle.extensions?.problems?.[0]?.message).toContain('Cleo already reports to Ada');

  const [one, two] = [await aContact(api, owner, accountId), await aContact(api, owner, accountId)];
  const race = await Promise.allSettled([
    contacts.update(owner, { contactId: one, version: 1, reportsToId: two }),
    contacts.update(owner, { contactId: two, version: 1, reportsToId: one }),
  ]);
  expect(race.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('contacts are found by name, address, another system’s id, and what they are to an account', async () => {
  const accountId = await anAccount(api, owner);
  const other = await anAccount(api, owner);
  const id = await aContact(api, owner, accountId, {
    name: 'Zoë Quartz',
    email: 'zoe@quartz.example',
    roles: ['CHAMPION'],
  });
  await contacts.addTo(owner, id, other);
  await contacts.update(owner, {
    contactId: id,
    version: 1,
    externalIds: [{ source: 'crm', externalId: 'zoe' }],
  });
  const find = async (filter: object): Promise<string[]> => {
    const document = `query ($filter: ContactFilter) { contacts(filter: $filter) { nodes { id } } }`;
    const found = await api.raw<{ contacts: { nodes: { id: string }[] } }>(owner, document, { filter });
    return found.contacts.nodes.map((node) => node.id);
  };
  expect(await find({ search: 'quartz' })).toEqual([id]);
  expect(await find({ email: 'ZOE@quartz.example' })).toEqual([id]);
  expect(await find({ externalId: { source: 'crm', externalId: 'zoe' } })).toEqual([id]);
  expect(await find({ place: { accountId, roles: ['CHAMPION'] } })).toEqual([id]);
  expect(await find({ place: { accountId: other, roles: ['CHAMPION'] } })).toEqual([]);
  expect(await find({ search: '100%' })).toEqual([]);
});

test('external ids that are replaced leave the others untouched, and count the version up', async () => {
  const accountId = await anAccount(api, owner);
  const ids = ['a', 'b'].map((externalId) => ({ source: 'erp', externalId }));
  const made = await contacts.create(owner, {
    name: 'Ida',
    account: { accountId, roles: ['USER'] },
    externalIds: ids,
  });
  const contactId = made.contact?.id;
  const next = [
    { source: 'erp', externalId: 'b' },
    { source: 'erp', externalId: 'c' },
  ];
  const changed = await contacts.update(owner, { contactId, version: 1, externalIds: next });
  expect(changed.contact).toMatchObject({ version: 2, externalIds: next });
  const other = await contacts.create(owner, { name: 'Eve', account: { accountId, roles: ['USER'] } });
  expect(
    await contacts.update(owner, { contactId: other.contact?.id, version: 1, externalIds: next }),
  ).toMatchObject({
    __typename: 'AlreadyTaken',
    field: 'externalIds.0',
  });
});

test('who may only read changes nothing; an integration with the scope does', async () => {
  const accountId = await anAccount(api, owner);
  const input = { name: 'Ann', account: { accountId, roles: ['USER'] } };
  for (const role of ['VIEWER', 'EXECUTIVE'] as const) {
    expect(
      (await refusal(api, await api.member(role), contactMutations.create, { input })).extensions?.code,
    ).toBe('FORBIDDEN');
  }
  expect((await refusal(api, null, contactMutations.create, { input })).extensions?.code).toBe(
    'UNAUTHENTICATED',
  );
  expect(
    (await refusal(api, await api.apiKey('TIMELINE_WRITE'), contactMutations.create, { input })).extensions
      ?.code,
  ).toBe('FORBIDDEN');
  expect((await contacts.create(await api.apiKey('ACCOUNTS_WRITE'), input)).__typename).toBe(
    'CreateContactPayload',
  );
});

test('the statements for people, their superiors, reports and accounts don’t grow with their number', async () => {
  const backup = await api.member('CSM');
  const accountId = await anAccount(api, owner);
  await intoTeam(api, owner, accountId, backup.id);
  const read = () =>
    api.raw(
      backup,
      `{ contacts(first: 20) { nodes { name externalIds { source } reportsTo { name } reports(first: 5) { nodes { name } totalCount }
         accounts(first: 5) { nodes { roles account { name owner { name } } } } } } }`,
    );
  const top = await aContact(api, owner, accountId);
  await aContact(api, owner, accountId, { reportsToId: top });
  const few = await statementsOf(read);
  for (let more = 0; more < 10; more += 1) await aContact(api, owner, accountId, { reportsToId: top });
  expect(await statementsOf(read)).toBe(few);
});
