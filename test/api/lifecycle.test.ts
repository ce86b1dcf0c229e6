import { startApi, type TestApi, type TestMember } from '../support/api';
import { anAccount, refusal } from '../support/book';
import { rowsOf } from '../support/imports';

let api: TestApi;
let owner: TestMember;
beforeAll(async () => {
  api = await startApi();
  owner = await api.member('CSM');
});
afterAll(() => api.close());

const moves = {
  win: 'mutation ($input: WinAccountInput!) { result: winAccount(input: $input) { __typename } }',
  churn: 'mutation ($input: ChurnAccountInput!) { result: churnAccount(input: $input) { __typename } }',
  update: 'mutation ($input: UpdateAccountInput!) { result: updateAccount(input: $input) { __typename } }',
};

/** A prospect that has made the moves; its version counts them. */
async function accountAfter(
  ...names: (keyof typeof moves)[]
): Promise<{ accountId: string; version: number }> {
  const accountId = await anAccount(api, owner);
  let version = 1;
  for (const name of names) {
    await api.raw(owner, moves[name], { input: { accountId, version } });
    version += 1;
  }
  return { accountId, version };
}

async function refused(name: keyof typeof moves, input: object): Promise<string> {
  const { message, extensions } = await refusal(api, owner, moves[name], { input });
  return `${extensions?.code}: ${message}`;
}

test('what has been done to an account already is a conflict that says so', async () => {
  const customer = await accountAfter('win');
  expect(await refused('win', customer)).toBe('CONFLICT: It has been won already: its stage is ONBOARDING.');
  const left = await accountAfter('win', 'churn');
  expect(await refused('churn', left)).toBe(
    'CONFLICT: It has left already. Where it comes back, win it again.',
  );
  expect(await refused('churn', await accountAfter())).toBe(
    'CONFLICT: It is no customer yet: its stage is PROSPECT. Win it first.',
  );
});

test('an account in the midst of its life is not won again, and keeps the day on which it was', async () => {
  const { accountId, version } = await accountAfter('win');
  const input = { accountId, version, lifecycleStage: 'ADOPTION' };
  await api.raw(owner, moves.update, { input });
  expect(await refused('win', { accountId, version: version + 1, wonOn: '2026-01-01' })).toBe(
    'CONFLICT: It has been won already: its stage is ADOPTION.',
  );
  const sql = 'SELECT lifecycle_stage AS stage, won_on::text <> $2 AS kept FROM account WHERE id = $1';
  expect(await rowsOf(api, sql, [accountId.slice(4), '2026-01-01'])).toEqual([
    { stage: 'ADOPTION', kept: true },
  ]);
});

test('only customers are moved on by hand', async () => {
  const stage = { lifecycleStage: 'ADOPTION' };
  expect(await refused('update', { ...(await accountAfter()), ...stage })).toContain('Win it first');
  expect(await refused('update', { ...(await accountAfter('win', 'churn')), ...stage })).toContain(
    'win it again',
  );
});
