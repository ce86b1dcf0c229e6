import { AccountId } from '../../api/domains/accounts/account.rules';
import { startApi, type TestApi, type TestMember } from '../support/api';
import { aContact, anAccount, refusal } from '../support/book';
import { ContactCalls, contactMutations } from '../support/contact-calls';

let api: TestApi;
let contacts: ContactCalls;
let owner: TestMember;
beforeAll(async () => {
  api = await startApi();
  contacts = new ContactCalls(api);
  owner = await api.member('CSM');
});
afterAll(() => api.close());

test('leaving ends a place, and coming back opens another; nobody has two open places in one account', async () => {
  const accountId = await anAccount(api, owner);
  const id = await aContact(api, owner, accountId);
  expect(await contacts.addTo(owner, id, accountId)).toMatchObject({
    __typename: 'AlreadyTaken',
    field: 'contactId',
  });

  const place = (await contacts.find(owner, id))?.accounts.nodes[0];
  const input = { accountContactId: place?.id, version: 1 };
  const ahead = await refusal(api, owner, contactMutations.updatePlace, {
    input: { ...input, leftOn: '2999-01-01' },
  });
  expect(ahead.extensions?.problems?.[0]?.field).toBe('leftOn');
  const left = await contacts.updatePlace(owner, { ...input, joinedOn: '2025-01-01', leftOn: '2026-01-31' });
  expect(left.accountContact).toMatchObject({ joinedOn: '2025-01-01', leftOn: '2026-01-31', version: 2 });
  expect(await contacts.updatePlace(owner, { ...input, leftOn: null })).toMatchObject({
    __typename: 'VersionConflict',
    currentVersion: 2,
  });

  expect((await contacts.addTo(owner, id, accountId)).__typename).toBe('AddContactToAccountPayload');
  const back = await refusal(api, owner, contactMutations.updatePlace, {
    input: { ...input, version: 2, leftOn: null },
  });
  expect(back.extensions?.code).toBe('CONFLICT');
  const document = `query ($id: ID!) { account(id: $id) {
    now: contacts(filter: { current: true }) { nodes { roles } }
    before: contacts(filter: { current: false, roles: [USER] }) { nodes { leftOn } } } }`;
  const { account } = await api.raw<{ account: object }>(owner, document, { id: accountId });
  expect(account).toEqual({
    now: { nodes: [{ roles: ['BILLING'] }] },
    before: { nodes: [{ leftOn: '2026-01-31' }] },
  });
});

test('who has moved on to another account is changed there, and by no earlier acquaintance', async () => {
  const [before, after] = [owner, await api.member('CSM')];
  const leader = await api.member('LEADER');
  const [old, next] = [await anAccount(api, before), await anAccount(api, after)];
  const contactId = await aContact(api, before, old, { roles: ['DECISION_MAKER'], email: 'own@example.com' });
  const place = (await contacts.find(before, contactId))?.accounts.nodes[0];
  const left = { accountContactId: place?.id, version: 1, leftOn: '2026-01-31' };
  await contacts.updatePlace(before, left);
  // Nobody else has them yet, so a slip can be corrected.
  expect((await contacts.update(before, { contactId, version: 1, title: 'CEO' })).contact?.version).toBe(2);
  await contacts.updatePlace(before, { ...left, version: 2, leftOn: null });
  await contacts.updatePlace(before, { ...left, version: 3 });
  await contacts.addTo(leader, contactId, next);

  expect((await contacts.find(before, contactId))?.name).toBeDefined();
  const tries: [string, object][] = [
    [contactMutations.update, { contactId, version: 2, email: 'mine@example.com' }],
    [contactMutations.add, { contactId, accountId: old, roles: ['USER'] }],
    [contactMutations.updatePlace, { ...left, version: 4, leftOn: null }],
  ];
  for (const [document, input] of tries) {
    const refused = await refusal(api, before, document, { input });
    expect(refused).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  }
  const mended = await contacts.update(after, { contactId, version: 2, phone: '+49 30 1' });
  expect(mended.contact).toMatchObject({ version: 3, email: 'own@example.com' });
  expect((await contacts.update(leader, { contactId, version: 3, title: 'COO' })).contact?.version).toBe(4);
});

test('a person is added once for each idempotency key, also when it comes three times at once', async () => {
  const id = await aContact(api, owner, await anAccount(api, owner));
  const accountId = await anAccount(api, owner);
  const input = { contactId: id, accountId, roles: ['BILLING'], idempotencyKey: 'one place, whatever comes' };
  const add = (values: object = input): Promise<{ done: { accountContact: { id: string } } }> =>
    api.raw(owner, contactMutations.add, { input: values });
  const made = await Promise.all([add(), add(), add()]);
  expect(new Set(made.map(({ done }) => done.accountContact.id)).size).toBe(1);
  await expect(add({ ...input, roles: ['USER'] })).rejects.toThrow('Use a new key for each new request');
});

test('an onboarding that waits for somebody to welcome hears of every change that may bring them', async () => {
  const accountId = await anAccount(api, owner);
  await api.raw(owner, `mutation ($input: WinAccountInput!) { winAccount(input: $input) { __typename } }`, {
    input: { accountId, version: 1 },
  });
  const { pool } = api.composition.database;
  const rowId = AccountId.parse(accountId, 'accountId');
  const signals = async (): Promise<number> => {
    const sent = `SELECT 1 FROM outbox_command WHERE account_id = $1 AND name = 'contactsChanged'`;
    return (await pool.query(sent, [rowId])).rows.length;
  };
  await aContact(api, owner, accountId);
  expect(await signals()).toBe(0);

  await pool.query(`UPDATE onboarding SET state = 'WAITING_FOR_DECISION_MAKER' WHERE account_id = $1`, [
    rowId,
  ]);
  const contactId = await aContact(api, owner, accountId);
  expect(await signals()).toBe(1);
  await contacts.update(owner, { contactId, version: 1, email: 'new@example.com' });
  expect(await signals()).toBe(2);
  const place = (await contacts.find(owner, contactId))?.accounts.nodes[0];
  await contacts.updatePlace(owner, { accountContactId: place?.id, version: 1, roles: ['DECISION_MAKER'] });
  expect(await signals()).toBe(3);
  await contacts.update(owner, { contactId, version: 2, title: 'CEO', email: 'NEW@example.com' });
  expect(await signals()).toBe(3);
});
