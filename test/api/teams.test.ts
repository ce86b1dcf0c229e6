import { startApi, type TestApi, type TestMember } from '../support/api';
import { anAccount } from '../support/book';

let api: TestApi;
let owner: TestMember;
beforeAll(async () => {
  api = await startApi();
  owner = await api.member('CSM');
});
afterAll(() => api.close());

const remove = `mutation ($input: RemoveTeamMemberInput!) { removeTeamMember(input: $input) { __typename
  ... on RemoveTeamMemberPayload { assignment { id endedAt version } } } }`;

async function backupIn(accountId: string, memberId: string, more: object = {}): Promise<string> {
  const add = `mutation ($input: AddTeamMemberInput!) { addTeamMember(input: $input) {
    ... on AddTeamMemberPayload { assignment { id } } } }`;
  const { addTeamMember } = await api.raw<{ addTeamMember: { assignment: { id: string } } }>(owner, add, {
    input: { accountId, memberId, role: 'BACKUP', ...more },
  });
  return addTeamMember.assignment.id;
}

test('who takes somebody out of a team sees when their time ended', async () => {
  const backup = await api.member('CSM');
  const assignmentId = await backupIn(await anAccount(api, owner), backup.id);
  expect(await api.raw(owner, remove, { input: { assignmentId, version: 1 } })).toEqual({
    removeTeamMember: {
      __typename: 'RemoveTeamMemberPayload',
      assignment: { id: assignmentId, endedAt: expect.any(String) as string, version: 2 },
    },
  });
});

test('who leaves a team is told that it worked, though they see nothing of the account any more', async () => {
  const backup = await api.member('CSM');
  const accountId = await anAccount(api, owner);
  const assignmentId = await backupIn(accountId, backup.id);
  expect(await api.raw(backup, remove, { input: { assignmentId, version: 1 } })).toEqual({
    removeTeamMember: { __typename: 'RemoveTeamMemberPayload', assignment: null },
  });
  const document = 'query ($id: ID!) { account(id: $id) { id } }';
  expect(await api.raw(backup, document, { id: accountId })).toEqual({ account: null });
});

test('somebody is put into a team once for each idempotency key, also when it comes three times at once', async () => {
  const backup = await api.member('CSM');
  const accountId = await anAccount(api, owner);
  const key = { idempotencyKey: 'one backup, whatever comes' };
  const add = (more: object = key): Promise<string> => backupIn(accountId, backup.id, more);
  expect(new Set(await Promise.all([add(), add(), add()])).size).toBe(1);
  await expect(add({ ...key, specialty: 'tax' })).rejects.toThrow('Use a new key for each new request');
});
