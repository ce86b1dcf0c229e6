import { randomUUID } from 'node:crypto';
import { startApi, type TestApi, type TestMember } from '../support/api';
import { People, type MemberRow } from '../support/people';

let api: TestApi;
let admin: TestMember;
let people: People;
beforeAll(async () => {
  api = await startApi();
  admin = await api.member('ADMIN', { name: 'Ada Admin' });
  people = new People(api);
});
afterAll(() => api.close());

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

describe('adding a member', () => {
  test('gives a random password, once, with which they sign in', async () => {
    const email = `Someone.${randomUUID()}@Mainstay.example`;
    const input = newcomer({ email, workDays: [5, 1], workStarts: '08:30', idempotencyKey: randomUUID() });
    const made = await people.create(admin, input);
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
    const again = await people.create(admin, input);
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
    expect(await people.create(admin, newcomer({ email: admin.email.toUpperCase() }))).toMatchObject({
      __typename: 'AlreadyTaken',
      field: 'email',
      value: admin.email,
    });
  });

  test('is for administrators; everybody signed in sees their colleagues', async () => {
    for (const role of ['LEADER', 'CSM', 'EXECUTIVE', 'VIEWER'] as const) {
      const other = await api.member(role);
      await expect(people.create(other, newcomer())).rejects.toThrow(/members.manage/);
      expect(await api.raw(other, 'query ($id: ID!) { member(id: $id) { name } }', { id: admin.id })).toEqual(
        {
          member: { name: 'Ada Admin' },
        },
      );
    }
    await expect(people.create(await api.apiKey('ACCOUNTS_WRITE'), newcomer())).rejects.toThrow(
      /members.manage/,
    );
    await expect(api.raw(null, '{ members { nodes { id } } }')).rejects.toThrow(/Sign in first/);
  });
});

describe('changing a member', () => {
  test('is theirs, but for role and address', async () => {
    const csm = await api.member('CSM');
    const changed = await people.update(csm, {
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
    await expect(people.update(csm, { memberId: csm.id, version: 2, role: 'ADMIN' })).rejects.toThrow(
      /by administrators/,
    );
    await expect(people.update(csm, { memberId: csm.id, version: 2, email: 'a@b.example' })).rejects.toThrow(
      /by administrators/,
    );
    await expect(people.update(csm, { memberId: admin.id, version: 1, name: 'x' })).rejects.toThrow(
      /yourself only/,
    );
    await expect(people.update(csm, { memberId: csm.id, version: 2, workStarts: '20:00' })).rejects.toThrow(
      /workEnds/,
    );
    await expect(people.update(csm, { memberId: csm.id, version: 2, name: null })).rejects.toThrow(
      /name: It can’t be empty/,
    );
  });

  test('refuses who read an older version, and an address that is taken', async () => {
    const csm = await api.member('CSM');
    expect(await people.update(admin, { memberId: csm.id, version: 7, name: 'x' })).toEqual({
      __typename: 'VersionConflict',
      currentVersion: 1,
    });
    expect(await people.update(admin, { memberId: csm.id, version: 1, email: admin.email })).toMatchObject({
      __typename: 'AlreadyTaken',
    });
  });

  test('does not leave accounts with an owner who may only read', async () => {
    const csm = await api.member('CSM');
    await people.account(admin, csm, 'Owned Ltd');
    expect(await people.update(admin, { memberId: csm.id, version: 1, role: 'VIEWER' })).toMatchObject({
      __typename: 'StillResponsible',
      total: 1,
    });
    expect(await people.update(admin, { memberId: csm.id, version: 1, role: 'LEADER' })).toMatchObject({
      member: { role: 'LEADER' },
    });
  });
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
