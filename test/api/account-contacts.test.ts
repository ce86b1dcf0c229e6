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
