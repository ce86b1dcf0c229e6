import { createHash } from 'node:crypto';
import { signInLimits } from '../../api/platform/auth/sign-in-limits';
import { createMainstayClient } from '../../web-schema/client/client';
import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';

let api: TestApi;
let admin: TestMember;
beforeAll(async () => {
  // Behind a proxy, so that tests can come from whatever address they say.
  api = await startApi({ MAINSTAY_TRUST_PROXY: 'true' });
  admin = await api.member('ADMIN');
});
afterAll(() => api.close());

const password = 'correct horse battery';
let people = 0;

interface SignIn {
  __typename: 'SignInPayload' | 'SignInRefused' | 'TooManyAttempts';
  token: string;
  expiresAt: string;
  member: { email: string };
  message: string;
  retryAfterSeconds: number;
}

interface Sent {
  readonly headers: Headers;
  readonly body: { data: { signIn: SignIn } };
}

const signInDocument = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename
  ... on SignInPayload { token expiresAt member { email } }
  ... on SignInRefused { message }
  ... on TooManyAttempts { message retryAfterSeconds } } }`;

/** Signs in over HTTP from an address of its own, unless one is given. */
async function send(
  email: string,
  word: string,
  address = `198.51.100.${(people += 1) % 250}`,
): Promise<Sent> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address, 'user-agent': 'a test' },
    body: JSON.stringify({ query: signInDocument, variables: { input: { email, password: word } } }),
  });
  return { headers: response.headers, body: (await response.json()) as Sent['body'] };
}

async function signIn(email: string, word: string, address?: string): Promise<SignIn> {
  return (await send(email, word, address)).body.data.signIn;
}

/** A member with a password. */
async function withPassword(role = 'CSM'): Promise<{ id: string; email: string }> {
  const email = `person.${(people += 1)}@mainstay.example`;
  const input = { email, name: 'A Person', role, timeZone: 'Europe/Berlin', language: 'en', password };
  const made = await api.raw<{ createMember: { member: { id: string } } }>(
    admin,
    'mutation ($input: CreateMemberInput!) { createMember(input: $input) { ... on CreateMemberPayload { member { id } } } }',
    { input },
  );
  return { id: made.createMember.member.id, email };
}

/** What `me` answers for a token sent by hand: its data, or the error. */
async function me(
  headers: Record<string, string>,
): Promise<{ me?: object | null; code?: string; message?: string }> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ me { member { email } role apiKeyName scopes abilities } }' }),
  });
  const body = (await response.json()) as {
    data?: { me: object | null };
    errors?: { message: string; extensions: { code: string } }[];
  };
  const error = body.errors?.[0];
  return error ? { code: error.extensions.code, message: error.message } : { me: body.data?.me ?? null };
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

describe('signing in', () => {
  test('the right password, with the address in any case, gives a token and a cookie that last as configured', async () => {
    const { email } = await withPassword();
    const { body, headers } = await send(` ${email.toUpperCase()} `, password);
    const { token, expiresAt, member } = body.data.signIn;
    expect(member).toEqual({ email });
    expect(token).toMatch(/^mss_[\w-]{43}$/);
    const days = (Date.parse(expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(13.9);
    expect(days).toBeLessThanOrEqual(14.01);
    expect(await me(bearer(token))).toMatchObject({ me: { member: { email }, role: 'CSM' } });
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^mainstay_session=mss_[\w-]{43};/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const value = cookie.split(';')[0] ?? '';
    expect(await me({ cookie: value })).toMatchObject({ me: { member: { email } } });
  });

  test('a wrong password, an unknown address and a member who left get the same answer', async () => {
    const { email } = await withPassword();
    const gone = await withPassword();
    await api.composition.database.pool.query('UPDATE member SET active = false WHERE email = $1', [
      gone.email,
    ]);
    const passwordless = await api.member('CSM');
    const answers = [
      await signIn(email, 'not the password'),
      await signIn('nobody@mainstay.example', password),
      await signIn('no address', password),
      await signIn('nul\0@mainstay.example', password),
      await signIn(gone.email, password),
      await signIn(passwordless.email, ''),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.__typename).toBe('SignInRefused');
  });

  test('an unknown address costs the same work as a wrong password', async () => {
    const { email } = await withPassword();
    const quickest = { known: Infinity, unknown: Infinity };
    const time = async (who: keyof typeof quickest, address: string): Promise<void> => {
      const began = performance.now();
      await signIn(address, 'not the password');
      quickest[who] = Math.min(quickest[who], performance.now() - began);
    };
    // In turns, and the quickest of each: a machine that is busy with other things slows both.
    for (let round = 1; round < signInLimits.email.tries; round += 1) {
      await time('known', email);
      await time('unknown', 'nobody.at.all@mainstay.example');
    }
    expect(quickest.unknown).toBeGreaterThan(quickest.known / 2);
  });

  test('tries at the same time get no more than the limit, and then even the right password waits', async () => {
    const { email } = await withPassword();
    const other = await withPassword();
    const { tries, windowSeconds } = signInLimits.email;
    const answers = await Promise.all(
      Array.from({ length: tries + 8 }, () => signIn(email, 'not the password')),
    );
    expect(answers.filter((answer) => answer.__typename === 'SignInRefused')).toHaveLength(tries);
    const refused = await signIn(email, password);
    expect(refused.__typename).toBe('TooManyAttempts');
    expect(refused.retryAfterSeconds).toBeGreaterThan(windowSeconds - 60);
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(windowSeconds);
    expect((await signIn(other.email, password)).__typename).toBe('SignInPayload');
    const { rows } = await api.composition.database.pool.query<{ key: string }>(
      'SELECT key FROM sign_in_limit',
    );
    expect(rows.filter(({ key }) => key.includes('@') || key.includes('198.51'))).toEqual([]);
  });

  test('one network address that tries many accounts is stopped; an IPv6 neighbour counts as the same', async () => {
    const { email } = await withPassword();
    const strangers = Array.from(
      { length: signInLimits.address.tries },
      (_, n) => `stranger.${n}@mainstay.example`,
    );
    await Promise.all(
      strangers.map((stranger, n) => signIn(stranger, 'x', `2001:db8:7:9::${n.toString(16)}`)),
    );
    expect((await signIn(email, password, '2001:db8:7:9:aaaa:bbbb:cccc:dddd')).__typename).toBe(
      'TooManyAttempts',
    );
    expect((await signIn(email, password, '2001:db8:7:a::1')).__typename).toBe('SignInPayload');
  });

  test('signing in gives the tries back', async () => {
    const { email } = await withPassword();
    const { tries } = signInLimits.email;
    for (let round = 0; round < 2; round += 1) {
      await Promise.all(Array.from({ length: tries - 1 }, () => signIn(email, 'not the password')));
      expect((await signIn(email, password)).__typename).toBe('SignInPayload');
    }
  });
});

describe('credentials', () => {
  test('without any one is nobody, and may ask who one is', async () => {
    expect(await me({})).toEqual({ me: null });
  });

  test('wrong, ended and expired ones are refused in clear words, not taken for nobody', async () => {
    const { email } = await withPassword();
    const token = async (): Promise<string> => (await signIn(email, password)).token;
    const change = (set: string, one: string): Promise<unknown> =>
      api.composition.database.pool.query(`UPDATE member_session SET ${set} WHERE token_hash = $1`, [
        hash(one),
      ]);
    const [revoked, expired] = [await token(), await token()];
    await change('revoked_at = now()', revoked);
    await change(`expires_at = now() - interval '1 second'`, expired);
    expect(await me(bearer(revoked))).toEqual({
      code: 'UNAUTHENTICATED',
      message: 'This session was ended. Sign in again.',
    });
    expect(await me(bearer(expired))).toEqual({
      code: 'UNAUTHENTICATED',
      message: 'This session has expired. Sign in again.',
    });
    expect(await me(bearer(`mss_${'x'.repeat(43)}`))).toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringMatching(/no such session/),
    });
    expect(await me(bearer(`msk_${'x'.repeat(43)}`))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await me({ authorization: 'Basic YTpi' })).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await me({ cookie: `mainstay_session=${expired}` })).toEqual({ me: null });
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
    const seen = async (): Promise<Date | undefined> =>
      (
        await pool.query('SELECT last_seen_at AS at FROM member_session WHERE token_hash = $1', [
          hash(member.token),
        ])
      ).rows[0]?.at;
    await pool.query(
      `UPDATE member_session SET last_seen_at = now() - interval '2 minutes' WHERE token_hash = $1`,
      [hash(member.token)],
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
    expect(Date.now() - Number(first)).toBeLessThan(60_000);
    expect(await seen()).toEqual(first);
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
    expect(await me(bearer(theirs.token))).toMatchObject({ me: {} });
  });

  test('administrators see where a member is signed in, and end it', async () => {
    const { id, email } = await withPassword();
    const { token } = await signIn(email, password, '203.0.113.9');
    const [session] = await sessionsOf(admin, { memberId: id });
    expect(session).toMatchObject({ userAgent: 'a test', address: '203.0.113.9', current: false });
    const ended = await api.raw(admin, revokeDocument, { input: { sessionId: session?.id } });
    expect(ended).toMatchObject({ revokeSession: { session: { live: false } } });
    expect(await api.raw(admin, revokeDocument, { input: { sessionId: session?.id } })).toEqual(ended);
    expect(await me(bearer(token))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await sessionsOf(admin, { memberId: id, live: true })).toEqual([]);
  });

  test('signing out ends the session that asks', async () => {
    const member = await api.member('CSM');
    expect(await api.raw(member, 'mutation { signOut { session { live current } } }')).toEqual({
      signOut: { session: { live: false, current: true } },
    });
    expect(await me(bearer(member.token))).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('changing the password', () => {
  const document = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename
    ... on ChangePasswordPayload { endedSessions } ... on TooManyAttempts { retryAfterSeconds } } }`;
  const wanted = 'an altogether better one';

  test('needs the old one, ends the other sessions, and leaves no trace of either in the audit', async () => {
    const { email, id } = await withPassword();
    const [here, there] = [await signIn(email, password), await signIn(email, password)];
    const caller = callerOf(here.token);
    const change = (currentPassword: string, newPassword: string): Promise<unknown> =>
      api.raw(caller, document, { input: { currentPassword, newPassword } });
    await expect(change('not this', wanted)).rejects.toThrow(/currentPassword: It is wrong/);
    await expect(change(password, 'short')).rejects.toThrow(/newPassword: It has 5 characters/);
    await expect(change(password, password)).rejects.toThrow(/newPassword: It is the one that you have/);
    expect(await change(password, wanted)).toEqual({
      changePassword: { __typename: 'ChangePasswordPayload', endedSessions: 1 },
    });
    expect(await me(bearer(here.token))).toMatchObject({ me: {} });
    expect(await me(bearer(there.token))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await signIn(email, password)).__typename).toBe('SignInRefused');
    expect((await signIn(email, wanted)).__typename).toBe('SignInPayload');
    const { rows } = await api.composition.database.pool.query<{ changes: object }>(
      `SELECT changes FROM audit_entry WHERE operation = 'changePassword' AND 'mem_' || subject_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ changes: { password_hash: { from: null, to: null, secret: true } } }]);
  });

  test('is no way to guess it', async () => {
    const { email } = await withPassword();
    const caller = callerOf((await signIn(email, password)).token);
    const input = { currentPassword: 'not this', newPassword: wanted };
    for (let n = 0; n < signInLimits.email.tries; n += 1) {
      await expect(api.raw(caller, document, { input })).rejects.toThrow(/It is wrong/);
    }
    expect(await api.raw(caller, document, { input: { ...input, currentPassword: password } })).toMatchObject(
      {
        changePassword: { __typename: 'TooManyAttempts' },
      },
    );
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
    expect(await me(bearer(secret))).toEqual({
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
      [hash(expired.token)],
    );
    expect(await me(bearer(revoked.token))).toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringMatching(/was revoked/),
    });
    expect(await me(bearer(expired.token))).toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringMatching(/has expired/),
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

  test('are the administrators’ affair', async () => {
    const { createApiKey } = await api.raw<Created>(admin, create, {
      input: { name: 'k', scopes: ['ACCOUNTS_WRITE'] },
    });
    const leader = await api.member('LEADER');
    for (const other of [leader, callerOf(createApiKey.secret ?? '')]) {
      await expect(api.raw(other, '{ apiKeys { nodes { id } } }')).rejects.toThrow(/keys.manage/);
      await expect(api.raw(other, create, { input: { name: 'k', scopes: ['IMPORT'] } })).rejects.toThrow(
        /keys.manage/,
      );
      expect(
        await api.raw(other, 'query ($id: ID!) { node(id: $id) { id } }', { id: createApiKey.apiKey.id }),
      ).toEqual({ node: null });
    }
    const listed = await api.raw<{ apiKeys: { nodes: object[] } }>(
      admin,
      '{ apiKeys(filter: { live: true }) { nodes { id } } }',
    );
    expect(listed.apiKeys.nodes).toContainEqual({ id: createApiKey.apiKey.id });
  });
});

function hash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function callerOf(token: string): Caller {
  return { token, client: createMainstayClient({ url: `${api.url}/graphql`, token }) };
}
