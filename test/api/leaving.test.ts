import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';
import { memberFields, People } from '../support/people';

let api: TestApi;
let admin: TestMember;
let people: People;
beforeAll(async () => {
  api = await startApi();
  admin = await api.member('ADMIN', { name: 'Ada Admin' });
  people = new People(api);
});
afterAll(() => api.close());

describe('a member who leaves', () => {
  test('has to hand over first, and is told what', async () => {
    const csm = await api.member('CSM');
    const owned = await people.account(admin, csm, 'Held GmbH');
    const other = await people.account(admin, admin, 'Helped SA');
    const team = await people.mutate(
      admin,
      'addTeamMember',
      '... on AddTeamMemberPayload { assignment { id } }',
      {
        accountId: other,
        memberId: csm.id,
        role: 'BACKUP',
      },
    );
    await api.composition.database.pool.query(
      `INSERT INTO task (account_id, owner_id, title) VALUES ($1, $2, 'Call them')`,
      [owned.slice(4), csm.rowId],
    );
    const refused = await people.deactivate(admin, { memberId: csm.id, version: 1 });
    expect(refused).toMatchObject({
      __typename: 'StillResponsible',
      message:
        'The member is still responsible for "Held GmbH", "Helped SA", "Call them". Hand it over first.',
      total: 3,
      responsibilities: [
        { kind: 'ACCOUNT_OWNER', id: owned, name: 'Held GmbH' },
        { kind: 'TEAM_MEMBER', id: (team['assignment'] as { id: string }).id, name: 'Helped SA' },
        { kind: 'OPEN_TASK', name: 'Call them' },
      ],
    });
    expect(await api.raw(csm, '{ me { role } }')).toEqual({ me: { role: 'CSM' } });
  });

  test('is signed out everywhere, while their keys go on and are named', async () => {
    const leaving = await api.member('ADMIN');
    const key = `mutation { createApiKey(input: { name: "their key", scopes: [IMPORT] }) { secret } }`;
    const { createApiKey } = await api.raw<{ createApiKey: { secret: string } }>(leaving, key);
    const gone = await people.deactivate(admin, { memberId: leaving.id, version: 1 });
    expect(gone).toMatchObject({
      member: { active: false },
      endedSessions: 1,
      apiKeys: { nodes: [{ name: 'their key' }] },
    });
    await expect(api.raw(leaving, '{ me { role } }')).rejects.toThrow(/session was ended/);
    const answer = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${createApiKey.secret}` },
      body: '{"query":"{ me { apiKeyName } }"}',
    });
    expect(await answer.json()).toEqual({ data: { me: { apiKeyName: 'their key' } } });
    const back = await people.mutate(
      admin,
      'reactivateMember',
      `... on ReactivateMemberPayload { ${memberFields} }`,
      {
        memberId: leaving.id,
        version: 2,
      },
    );
    expect(back.member).toMatchObject({ active: true, version: 3 });
  });

  test('who lost their password gets another, and is signed out', async () => {
    const csm = await api.member('CSM');
    const reset = await people.mutate(admin, 'resetPassword', 'member { id } initialPassword', {
      memberId: csm.id,
    });
    expect(reset).toMatchObject({
      member: { id: csm.id },
      initialPassword: expect.stringMatching(/^[a-z0-9-]{24}$/) as string,
    });
    await expect(api.raw(csm, '{ me { role } }')).rejects.toThrow(/session was ended/);
    await expect(
      people.mutate(await api.member('LEADER'), 'resetPassword', 'initialPassword', { memberId: csm.id }),
    ).rejects.toThrow(/members.manage/);
  });
});

test('two administrators who take each other’s role at the same time leave one', async () => {
  const alone = await startApi();
  try {
    const [one, two] = [await alone.member('ADMIN'), await alone.member('ADMIN')];
    const document = `mutation ($input: UpdateMemberInput!) { updateMember(input: $input) { __typename } }`;
    const demote = (as: Caller, whom: TestMember): Promise<unknown> =>
      alone.raw(as, document, { input: { memberId: whom.id, version: 1, role: 'CSM' } });
    const ends = await Promise.allSettled([demote(one, two), demote(two, one)]);
    expect(ends.map((end) => end.status).sort()).toEqual(['fulfilled', 'rejected']);
    const { rows } = await alone.composition.database.pool.query(
      `SELECT 1 FROM member WHERE role = 'ADMIN' AND active`,
    );
    expect(rows).toHaveLength(1);
  } finally {
    await alone.close();
  }
});
