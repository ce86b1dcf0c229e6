import { randomUUID } from 'node:crypto';
import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';

let api: TestApi;
let admin: TestMember;
beforeAll(async () => {
  api = await startApi();
  admin = await api.member('ADMIN', { name: 'Ada Admin' });
});
afterAll(() => api.close());

interface MemberRow {
  id: string;
  version: number;
  name: string;
  role: string;
  active: boolean;
}

interface Result {
  __typename: string;
  message?: string;
  member?: MemberRow;
  initialPassword?: string | null;
  [field: string]: unknown;
}

const member =
  'member { id version email name role title timeZone language workStarts workEnds workDays active }';

async function mutate(as: Caller, name: string, fields: string, input: object): Promise<Result> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${fields} } }`;
  return (await api.raw<Record<string, Result>>(as, document, { input }))[name] as Result;
}

const create = (as: Caller, input: object): Promise<Result> =>
  mutate(
    as,
    'createMember',
    `... on CreateMemberPayload { ${member} initialPassword } ... on AlreadyTaken { message field value }`,
    input,
  );
const update = (as: Caller, input: object): Promise<Result> =>
  mutate(
    as,
    'updateMember',
    `... on UpdateMemberPayload { ${member} } ... on VersionConflict { currentVersion } ... on AlreadyTaken { field value }
     ... on StillResponsible { message total }`,
    input,
  );
const deactivate = (as: Caller, input: object): Promise<Result> =>
  mutate(
    as,
    'deactivateMember',
    `... on DeactivateMemberPayload { ${member} endedSessions apiKeys { nodes { name } } } ... on VersionConflict { currentVersion }
     ... on StillResponsible { message total responsibilities { kind id name } }`,
    input,
  );

function newcomer(values: object = {}): object {
  return {
    email: `${randomUUID()}@mainstay.example`,
    name: 'New Comer',
    role: 'CSM',
    timeZone: 'Europe/Lisbon',
    language: 'pt',
    ...values,
  };
}

/** An account that a member owns. */
async function account(owner: TestMember, name: string): Promise<string> {
  const document = `mutation ($input: CreateAccountInput!) { createAccount(input: $input) {
    ... on CreateAccountPayload { account { id } } } }`;
  const annualRecurringRevenue = { minorUnits: '1000', currency: 'EUR' };
  const input = {
    name,
    segment: 'MID_MARKET',
    tier: 'GROWTH',
    annualRecurringRevenue,
    timeZone: 'UTC',
    language: 'en',
  };
  const answer = await api.raw<{ createAccount: { account: { id: string } } }>(admin, document, {
    input: { ...input, ownerId: owner.id },
  });
  return answer.createAccount.account.id;
}

describe('adding a member', () => {
  test('gives a random password, once, with which they sign in', async () => {
    const email = `Someone.${randomUUID()}@Mainstay.example`;
    const input = newcomer({ email, workDays: [5, 1], workStarts: '08:30', idempotencyKey: randomUUID() });
    const made = await create(admin, input);
    expect(made.member).toMatchObject({
      email: email.toLowerCase(),
      workDays: [1, 5],
      workStarts: '08:30',
      workEnds: '17:00',
      active: true,
      version: 1,
    });
    expect(made.initialPassword).toMatch(/^[a-z0-9]{4}(-[a-z0-9]{4}){4}$/);
    const signedIn = await api.raw(
      null,
      `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInPayload { member { id } } } }`,
      { input: { email, password: made.initialPassword } },
    );
    expect(signedIn).toEqual({ signIn: { member: { id: made.member?.id } } });
    const again = await create(admin, input);
    expect(again).toMatchObject({ member: { id: made.member?.id }, initialPassword: null });
  });

  test('names everything that is wrong at once', async () => {
    const input = newcomer({
      email: 'nobody',
      name: ' ',
      timeZone: 'Berlin',
      language: 'deutsch!',
      workStarts: '18:00',
      workDays: [0, 8],
      password: 'short',
    });
    const answer = api.raw(
      admin,
      'mutation ($input: CreateMemberInput!) { createMember(input: $input) { __typename } }',
      { input },
    );
    await expect(answer).rejects.toMatchObject({
      problems: ['email', 'name', 'timeZone', 'language', 'workDays', 'workEnds', 'password'].map(
        (field) => ({
          field,
          message: expect.any(String) as string,
          remedy: expect.any(String) as string,
        }),
      ),
    });
  });

  test('needs an e-mail address that nobody has', async () => {
    expect(await create(admin, newcomer({ email: admin.email.toUpperCase() }))).toMatchObject({
      __typename: 'AlreadyTaken',
      field: 'email',
      value: admin.email,
    });
  });

  test('is for administrators; everybody signed in sees their colleagues', async () => {
    for (const role of ['LEADER', 'CSM', 'EXECUTIVE', 'VIEWER'] as const) {
      const other = await api.member(role);
      await expect(create(other, newcomer())).rejects.toThrow(/members.manage/);
      expect(await api.raw(other, 'query ($id: ID!) { member(id: $id) { name } }', { id: admin.id })).toEqual(
        {
          member: { name: 'Ada Admin' },
        },
      );
    }
    await expect(create(await api.apiKey('ACCOUNTS_WRITE'), newcomer())).rejects.toThrow(/members.manage/);
    await expect(api.raw(null, '{ members { nodes { id } } }')).rejects.toThrow(/Sign in first/);
  });
});

describe('changing a member', () => {
  test('is theirs, but for role and address', async () => {
    const csm = await api.member('CSM');
    const changed = await update(csm, {
      memberId: csm.id,
      version: 1,
      name: 'Ana Maria',
      title: 'Senior CSM',
      workEnds: '16:00',
    });
    expect(changed.member).toMatchObject({
      name: 'Ana Maria',
      title: 'Senior CSM',
      workEnds: '16:00',
      version: 2,
    });
    await expect(update(csm, { memberId: csm.id, version: 2, role: 'ADMIN' })).rejects.toThrow(
      /by administrators/,
    );
    await expect(update(csm, { memberId: csm.id, version: 2, email: 'a@b.example' })).rejects.toThrow(
      /by administrators/,
    );
    await expect(update(csm, { memberId: admin.id, version: 1, name: 'x' })).rejects.toThrow(/yourself only/);
    await expect(update(csm, { memberId: csm.id, version: 2, workStarts: '20:00' })).rejects.toThrow(
      /workEnds/,
    );
    await expect(update(csm, { memberId: csm.id, version: 2, name: null })).rejects.toThrow(
      /name: It can’t be empty/,
    );
  });

  test('refuses who read an older version, and an address that is taken', async () => {
    const csm = await api.member('CSM');
    expect(await update(admin, { memberId: csm.id, version: 7, name: 'x' })).toEqual({
      __typename: 'VersionConflict',
      currentVersion: 1,
    });
    expect(await update(admin, { memberId: csm.id, version: 1, email: admin.email })).toMatchObject({
      __typename: 'AlreadyTaken',
    });
  });

  test('does not leave accounts with an owner who may only read', async () => {
    const csm = await api.member('CSM');
    await account(csm, 'Owned Ltd');
    expect(await update(admin, { memberId: csm.id, version: 1, role: 'VIEWER' })).toMatchObject({
      __typename: 'StillResponsible',
      total: 1,
    });
    expect(await update(admin, { memberId: csm.id, version: 1, role: 'LEADER' })).toMatchObject({
      member: { role: 'LEADER' },
    });
  });
});

describe('a member who leaves', () => {
  test('has to hand over first, and is told what', async () => {
    const csm = await api.member('CSM');
    const owned = await account(csm, 'Held GmbH');
    const other = await account(admin, 'Helped SA');
    const team = await mutate(admin, 'addTeamMember', '... on AddTeamMemberPayload { assignment { id } }', {
      accountId: other,
      memberId: csm.id,
      role: 'BACKUP',
    });
    await api.composition.database.pool.query(
      `INSERT INTO task (account_id, owner_id, title) VALUES ($1, $2, 'Call them')`,
      [owned.slice(4), csm.rowId],
    );
    const refused = await deactivate(admin, { memberId: csm.id, version: 1 });
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
    const gone = await deactivate(admin, { memberId: leaving.id, version: 1 });
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
    const back = await mutate(admin, 'reactivateMember', `... on ReactivateMemberPayload { ${member} }`, {
      memberId: leaving.id,
      version: 2,
    });
    expect(back.member).toMatchObject({ active: true, version: 3 });
  });

  test('who lost their password gets another, and is signed out', async () => {
    const csm = await api.member('CSM');
    const reset = await mutate(admin, 'resetPassword', 'member { id } initialPassword', { memberId: csm.id });
    expect(reset).toMatchObject({
      member: { id: csm.id },
      initialPassword: expect.stringMatching(/^[a-z0-9-]{24}$/) as string,
    });
    await expect(api.raw(csm, '{ me { role } }')).rejects.toThrow(/session was ended/);
    await expect(
      mutate(await api.member('LEADER'), 'resetPassword', 'initialPassword', { memberId: csm.id }),
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

test('members are listed by name, narrowed, and paged', async () => {
  const list = `query ($first: Int, $after: String) {
    members(first: $first, after: $after, filter: { roles: [ADMIN], active: true }) {
      nodes { name role } pageInfo { hasNextPage endCursor } totalCount } }`;
  interface Page {
    members: {
      nodes: MemberRow[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
      totalCount: number;
    };
  }
  const names: string[] = [];
  let after: string | null = null;
  for (let more = true; more;) {
    const { members }: Page = await api.raw<Page>(admin, list, { first: 2, after });
    names.push(...members.nodes.map((node) => node.name));
    ({ hasNextPage: more, endCursor: after } = members.pageInfo);
    expect(members.nodes.every((node) => node.role === 'ADMIN')).toBe(true);
    if (!more) expect(names).toHaveLength(members.totalCount);
  }
  expect(names).toEqual([...names].sort(new Intl.Collator('und').compare));
});
