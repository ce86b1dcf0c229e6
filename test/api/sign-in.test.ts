import { signInLimits } from '../../api/platform/auth/sign-in-limits';
import { startApi, type TestApi, type TestMember } from '../support/api';
import { Door, password } from '../support/door';

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

describe('signing in', () => {
  test('the right password, with the address in any case, gives a token and a cookie that last as configured', async () => {
    const { email } = await door.person();
    const { signIn, headers } = await door.knock(` ${email.toUpperCase()} `, password);
    const { token, expiresAt, member } = signIn;
    expect(member).toEqual({ email });
    expect(token).toMatch(/^mss_[\w-]{43}$/);
    const days = (Date.parse(expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(13.9);
    expect(days).toBeLessThanOrEqual(14.01);
    expect(await door.whoHas(token)).toMatchObject({ me: { member: { email }, role: 'CSM' } });
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^mainstay_session=mss_[\w-]{43};/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const value = cookie.split(';')[0] ?? '';
    expect(await door.me({ cookie: value })).toMatchObject({ me: { member: { email } } });
  });

  test('a wrong password, an unknown address and a member who left get the same answer', async () => {
    const { email } = await door.person();
    const gone = await door.person();
    await api.composition.database.pool.query('UPDATE member SET active = false WHERE email = $1', [
      gone.email,
    ]);
    const passwordless = await api.member('CSM');
    const answers = [
      await door.signIn(email, 'not the password'),
      await door.signIn('nobody@mainstay.example', password),
      await door.signIn('no address', password),
      await door.signIn('nul\0@mainstay.example', password),
      await door.signIn(gone.email, password),
      await door.signIn(passwordless.email, ''),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.__typename).toBe('SignInRefused');
  });

  test('an unknown address costs the same work as a wrong password', async () => {
    const { email } = await door.person();
    const quickest = { known: Infinity, unknown: Infinity };
    const time = async (who: keyof typeof quickest, address: string): Promise<void> => {
      const began = performance.now();
      await door.signIn(address, 'not the password');
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
    const { email } = await door.person();
    const other = await door.person();
    const { tries, windowSeconds } = signInLimits.email;
    const answers = await Promise.all(
      Array.from({ length: tries + 8 }, () => door.signIn(email, 'not the password')),
    );
    expect(answers.filter((answer) => answer.__typename === 'SignInRefused')).toHaveLength(tries);
    const refused = await door.signIn(email, password);
    expect(refused.__typename).toBe('TooManyAttempts');
    expect(refused.retryAfterSeconds).toBeGreaterThan(windowSeconds - 60);
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(windowSeconds);
    expect((await door.signIn(other.email, password)).__typename).toBe('SignInPayload');
    const { rows } = await api.composition.database.pool.query<{ key: string }>(
      'SELECT key FROM sign_in_limit',
    );
    expect(rows.filter(({ key }) => key.includes('@') || key.includes('198.51'))).toEqual([]);
  });

  test('one network address that tries many accounts is stopped; an IPv6 neighbour counts as the same', async () => {
    const { email } = await door.person();
    const strangers = Array.from(
      { length: signInLimits.address.tries },
      (_, n) => `stranger.${n}@mainstay.example`,
    );
    await Promise.all(
      strangers.map((stranger, n) => door.signIn(stranger, 'x', `2001:db8:7:9::${n.toString(16)}`)),
    );
    expect((await door.signIn(email, password, '2001:db8:7:9:aaaa:bbbb:cccc:dddd')).__typename).toBe(
      'TooManyAttempts',
    );
    expect((await door.signIn(email, password, '2001:db8:7:a::1')).__typename).toBe('SignInPayload');
  });

  test('a caller who makes up addresses is counted by the one that the nearest proxy saw', async () => {
    const { email } = await door.person();
    const { tries } = signInLimits.address;
    const forged = (n: number): string => `203.0.113.${n}, 192.0.2.77`;
    await Promise.all(
      Array.from({ length: tries }, (_, n) => door.signIn(`forger.${n}@mainstay.example`, 'x', forged(n))),
    );
    expect((await door.signIn(email, password, forged(tries))).__typename).toBe('TooManyAttempts');
    expect((await door.signIn(email, password, '192.0.2.77, 192.0.2.78')).__typename).toBe('SignInPayload');
  });

  test('signing in gives the tries back', async () => {
    const { email } = await door.person();
    const { tries } = signInLimits.email;
    for (let round = 0; round < 2; round += 1) {
      await Promise.all(Array.from({ length: tries - 1 }, () => door.signIn(email, 'not the password')));
      expect((await door.signIn(email, password)).__typename).toBe('SignInPayload');
    }
  });
});

describe('changing the password', () => {
  const document = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename
    ... on ChangePasswordPayload { endedSessions } ... on TooManyAttempts { retryAfterSeconds } } }`;
  const wanted = 'an altogether better one';

  test('needs the old one, ends the other sessions, and leaves no trace of either in the audit', async () => {
    const { email, id } = await door.person();
    const [here, there] = [await door.signIn(email, password), await door.signIn(email, password)];
    const caller = door.caller(here.token);
    const change = (currentPassword: string, newPassword: string): Promise<unknown> =>
      api.raw(caller, document, { input: { currentPassword, newPassword } });
    await expect(change('not this', wanted)).rejects.toThrow(/currentPassword: It is wrong/);
    await expect(change(password, 'short')).rejects.toThrow(/newPassword: It has 5 characters/);
    await expect(change(password, password)).rejects.toThrow(/newPassword: It is the one that you have/);
    expect(await change(password, wanted)).toEqual({
      changePassword: { __typename: 'ChangePasswordPayload', endedSessions: 1 },
    });
    expect(await door.whoHas(here.token)).toMatchObject({ me: {} });
    expect(await door.whoHas(there.token)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await door.signIn(email, password)).__typename).toBe('SignInRefused');
    expect((await door.signIn(email, wanted)).__typename).toBe('SignInPayload');
    const { rows } = await api.composition.database.pool.query<{ changes: object }>(
      `SELECT changes FROM audit_entry WHERE operation = 'changePassword' AND 'mem_' || subject_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ changes: { password_hash: { from: null, to: null, secret: true } } }]);
  });

  test('is no way to guess it', async () => {
    const { email } = await door.person();
    const caller = door.caller((await door.signIn(email, password)).token);
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
