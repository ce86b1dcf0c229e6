import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';
import { Door, hashOf, password } from '../support/door';

let api: TestApi;
let admin: TestMember;
let door: Door;
beforeAll(async () => {
  // Behind a proxy, so that tests can come from whatever address they say.
  api = await startApi({ MAINSTAY_TRUST_PROXY: '1' });
  admin = await api.member('ADMIN');
  door = new Door(api, admin);
});
afterAll(() => api.close());

describe('credentials', () => {
  test('without any one is nobody, and may ask who one is', async () => {
    expect(await door.me({})).toEqual({ me: null });
  });

  test('wrong, ended and expired ones are refused in clear words, not taken for nobody', async () => {
    const { email } = await door.person();
    const token = async (): Promise<string> => (await door.signIn(email, password)).token;
    const change = (set: string, one: string): Promise<unknown> =>
      api.composition.database.pool.query(`UPDATE member_session SET ${set} WHERE token_hash = $1`, [
        hashOf(one),
      ]);
    const [revoked, expired] = [await token(), await token()];
    await change('revoked_at = now()', revoked);
    await change(`expires_at = now() - interval '1 second'`, expired);
    expect(await door.whoHas(revoked)).toEqual({
      code: 'UNAUTHENTICATED',
      message: 'This session was ended. Sign in again.',
    });
    expect(await door.whoHas(expired)).toEqual({
      code: 'UNAUTHENTICATED',
      message: 'This session has expired. Sign in again.',
    });
    expect(await door.whoHas(`mss_${'x'.repeat(43)}`)).toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringMatching(/no such session/) as string,
    });
    expect(await door.whoHas(`msk_${'x'.repeat(43)}`)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await door.me({ authorization: 'Basic YTpi' })).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await door.me({ cookie: `mainstay_session=${expired}` })).toEqual({ me: null });
  });

  test('whoever is turned away at the door is told what to bring', async () => {
    const types = { '/graphql': 'application/json', '/import/accounts': 'text/csv' };
    for (const [path, type] of Object.entries(types)) {
      const { status, headers } = await fetch(api.url + path, {
        method: 'POST',
        headers: { 'content-type': type, authorization: 'Bearer msk_wrong' },
        body: '{"query":"{ __typename }"}',
      });
      expect([path, status, headers.get('www-authenticate')]).toEqual([path, 401, 'Bearer']);
    }
  });

  test('a browser whose cookie is no good any more is told to forget it', async () => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `mainstay_session=mss_${'x'.repeat(43)}` },
      body: JSON.stringify({ query: '{ me { role } }' }),
    });
    expect(response.headers.get('set-cookie')).toMatch(/^mainstay_session=;/);
  });

  test('finding out who asks takes one statement, and a use is written down once a minute', async () => {
    const member = await api.member('CSM');
    const { pool } = api.composition.database;
    const seen = async (): Promise<number> => {
      const { rows } = await pool.query<{ at: Date }>(
        'SELECT last_seen_at AS at FROM member_session WHERE token_hash = $1',
        [hashOf(member.token)],
      );
      return Number(rows[0]?.at);
    };
    await pool.query(
      `UPDATE member_session SET last_seen_at = now() - interval '2 minutes' WHERE token_hash = $1`,
      [hashOf(member.token)],
    );
    const statements = jest.spyOn(pool, 'query');
    const { authenticator } = api.composition.services;
    await authenticator.authenticate({ authorization: `Bearer ${member.token}` });
    const [, touched] = statements.mock.results;
    await touched?.value;
    const first = await seen();
    statements.mockClear();
    await authenticator.authenticate({ authorization: `Bearer ${member.token}` });
    expect(statements).toHaveBeenCalledTimes(1);
    statements.mockRestore();
    expect(Date.now() - first).toBeLessThan(60_000);
    expect(await seen()).toBe(first);
  });
});

interface SessionRow {
  id: string;
  current: boolean;
  live: boolean;
  userAgent: string | null;
  address: string | null;
  member: { id: string };
}

async function sessionsOf(as: Caller, filter: object = {}): Promise<SessionRow[]> {
  const answer = await api.raw<{ sessions: { nodes: SessionRow[] } }>(
    as,
    `query ($filter: SessionFilter) { sessions(filter: $filter) { nodes { id current live userAgent address member { id } } } }`,
    { filter },
  );
  return answer.sessions.nodes;
}

const revokeDocument = `mutation ($input: RevokeSessionInput!) { revokeSession(input: $input) { session { id live revokedAt } } }`;

describe('sessions', () => {
  test('members see and end their own, and not even the existence of others', async () => {
    const mine = await api.member('CSM');
    const theirs = await api.member('CSM');
    expect(await sessionsOf(mine)).toMatchObject([{ current: true, live: true, member: { id: mine.id } }]);
    expect(await sessionsOf(mine, { memberId: theirs.id })).toEqual([]);
    const [foreign] = await sessionsOf(theirs);
    expect(await api.raw(mine, 'query ($id: ID!) { node(id: $id) { id } }', { id: foreign?.id })).toEqual({
      node: null,
    });
    await expect(api.raw(mine, revokeDocument, { input: { sessionId: foreign?.id } })).rejects.toThrow(
      /no such Session/,
    );
    expect(await door.whoHas(theirs.token)).toMatchObject({ me: {} });
  });

  test('administrators see where a member is signed in, and end it', async () => {
    const { id, email } = await door.person();
    const { token } = await door.signIn(email, password, '203.0.113.9');
    const [session] = await sessionsOf(admin, { memberId: id });
    expect(session).toMatchObject({ userAgent: 'a test', address: '203.0.113.9', current: false });
    const ended = await api.raw(admin, revokeDocument, { input: { sessionId: session?.id } });
    expect(ended).toMatchObject({ revokeSession: { session: { live: false } } });
    expect(await api.raw(admin, revokeDocument, { input: { sessionId: session?.id } })).toEqual(ended);
    expect(await door.whoHas(token)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await sessionsOf(admin, { memberId: id, live: true })).toEqual([]);
  });

  test('signing out ends the session that asks', async () => {
    const member = await api.member('CSM');
    expect(await api.raw(member, 'mutation { signOut { session { live current } } }')).toEqual({
      signOut: { session: { live: false, current: true } },
    });
    expect(await door.whoHas(member.token)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('API keys', () => {
  const create = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
    apiKey { id name hint scopes live lastUsedAt createdBy { id } } secret } }`;
  interface Created {
    createApiKey: { apiKey: { id: string; hint: string }; secret: string | null };
  }

  test('are shown once, say what they may do, and nothing that is kept contains their secret', async () => {
    const input = { name: 'CRM sync', scopes: ['ACCOUNTS_READ'], idempotencyKey: `key-${Date.now()}` };
    const { createApiKey } = await api.raw<Created>(admin, create, { input });
    const secret = createApiKey.secret ?? '';
    expect(secret).toMatch(/^msk_[\w-]{43}$/);
    expect(createApiKey.apiKey).toMatchObject({
      name: 'CRM sync',
      hint: secret.slice(0, 10),
      live: true,
      lastUsedAt: null,
    });
    expect(await door.whoHas(secret)).toEqual({
      me: {
        member: null,
        role: null,
        apiKeyName: 'CRM sync',
        scopes: ['ACCOUNTS_READ'],
        abilities: ['book.read', 'book.read.whole', 'members.read'],
      },
    });
    const again = await api.raw<Created>(admin, create, { input });
    expect(again.createApiKey).toMatchObject({ apiKey: { id: createApiKey.apiKey.id }, secret: null });
    for (const table of ['api_key', 'audit_entry', 'idempotency_key']) {
      const { rows } = await api.composition.database.pool.query(`SELECT t::text AS row FROM ${table} t`);
      expect(rows.filter(({ row }) => String(row).includes(secret.slice(12)))).toEqual([]);
    }
  });

  test('end when they are revoked or expire', async () => {
    const made = async (): Promise<{ id: string; token: string }> => {
      const input = { name: 'a key', scopes: ['IMPORT'], expiresAt: '2999-01-01T00:00:00Z' };
      const { createApiKey } = await api.raw<Created>(admin, create, { input });
      return { id: createApiKey.apiKey.id, token: createApiKey.secret ?? '' };
    };
    const [revoked, expired] = [await made(), await made()];
    const revoke = `mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiKey { live } } }`;
    expect(await api.raw(admin, revoke, { input: { apiKeyId: revoked.id } })).toEqual({
      revokeApiKey: { apiKey: { live: false } },
    });
    await api.composition.database.pool.query(
      'UPDATE api_key SET expires_at = now() WHERE secret_hash = $1',
      [hashOf(expired.token)],
    );
    expect(await door.whoHas(revoked.token)).toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringMatching(/was revoked/) as string,
    });
    expect(await door.whoHas(expired.token)).toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringMatching(/has expired/) as string,
    });
  });

  test('are made with a name, a scope and an end that is still to come', async () => {
    const make = (input: object): Promise<unknown> => api.raw(admin, create, { input });
    await expect(make({ name: ' ', scopes: [] })).rejects.toThrow(
      /name: It is empty.*scopes: It names no scope/,
    );
    await expect(
      make({ name: 'old', scopes: ['IMPORT'], expiresAt: '2020-01-01T00:00:00Z' }),
    ).rejects.toThrow(/in the past/);
  });

  test('that read nothing are told so, instead of being shown an empty book', async () => {
    const key = await api.apiKey('IMPORT');
    const lists: Record<string, string> = {
      accounts: 'book.read',
      tasks: 'book.read',
      members: 'members.read',
    };
    for (const [list, ability] of Object.entries(lists)) {
      const counted = api.raw(key, `{ ${list} { totalCount } }`);
      await expect(counted).rejects.toThrow(
        `This needs the ability "${ability}", which your key doesn't give.`,
      );
    }
    // What an id leads to is refused by its type, whether there is such a row or not.
    const id = `acc_${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`;
    await expect(api.raw(key, '{ node(id: "nothing") { id } }')).resolves.toEqual({ node: null });
    await expect(api.raw(key, 'query ($id: ID!) { node(id: $id) { id } }', { id })).rejects.toThrow(
      'book.read',
    );
  });

  test('are the administrators’ affair', async () => {
    const { createApiKey } = await api.raw<Created>(admin, create, {
      input: { name: 'k', scopes: ['ACCOUNTS_WRITE'] },
    });
    const leader = await api.member('LEADER');
    for (const other of [leader, door.caller(createApiKey.secret ?? '')]) {
      await expect(api.raw(other, '{ apiKeys { nodes { id } } }')).rejects.toThrow(/keys.manage/);
      await expect(api.raw(other, create, { input: { name: 'k', scopes: ['IMPORT'] } })).rejects.toThrow(
        /keys.manage/,
      );
      const { id } = createApiKey.apiKey;
      await expect(api.raw(other, 'query ($id: ID!) { node(id: $id) { id } }', { id })).rejects.toThrow(
        /keys.manage/,
      );
    }
    const listed = await api.raw<{ apiKeys: { nodes: object[] } }>(
      admin,
      '{ apiKeys(filter: { live: true }) { nodes { id } } }',
    );
    expect(listed.apiKeys.nodes).toContainEqual({ id: createApiKey.apiKey.id });
  });
});
