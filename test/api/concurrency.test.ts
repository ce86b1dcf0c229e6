import type { TransactionContext } from '../../api/context';
import { AccountId } from '../../api/domains/accounts/account.rules';
import type { ClaimedMessage } from '../../api/platform/messages/message-claims';
import { systemContext } from '../../api/system-context';
import { startApi, type TestApi, type TestMember } from '../support/api';
import { aContact, anAccount, refusal } from '../support/book';
import { accountsCsv, importText, rowsOf } from '../support/imports';
import { until } from '../support/until';

let api: TestApi;
let leader: TestMember;
beforeAll(async () => {
  api = await startApi();
  leader = await api.member('LEADER');
});
afterAll(() => api.close());

/** A Wednesday morning on which everybody works. */
const now = new Date('2026-11-25T10:00:00Z');
const services = () => api.composition.services;
const context = () => systemContext(api.composition, 'test', now);

/**
 * Runs `first` up to its first lock, then `second` until that lock makes it wait, then the rest of `first`. Gives how
 * often each was begun: more than once means that the database had to end a deadlock.
 */
async function crossed(
  first: { readonly lock: (tx: TransactionContext) => Promise<unknown>; readonly rest: Work },
  second: Work,
): Promise<{ first: number; second: number }> {
  const begun = { first: 0, second: 0 };
  const { database } = api.composition;
  let waiting: Promise<unknown> = Promise.resolve();
  await database.transaction(context(), 'first', async (tx) => {
    begun.first += 1;
    await first.lock(tx);
    if (begun.first === 1) {
      waiting = database.transaction(context(), 'second', (other) => {
        begun.second += 1;
        return second(other);
      });
      waiting.catch(() => undefined);
      await until(waitingPids, (pids) => pids.length === 1);
    }
    await first.rest(tx);
  });
  await waiting;
  return begun;
}

type Work = (tx: TransactionContext) => Promise<unknown>;

/** The connections that wait for a lock. */
async function waitingPids(): Promise<number[]> {
  const sql = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return (await rowsOf<{ pid: number }>(api, sql)).map(({ pid }) => pid);
}

/** Sends a request while the row of an account is locked, and has the database end what waits for it. */
async function ended<Answer>(accountId: string, request: () => Promise<Answer>): Promise<Answer> {
  const { database } = api.composition;
  return database.transaction(context(), 'test', async (tx) => {
    const id = AccountId.parse(accountId, 'accountId');
    await tx.transaction.manager.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [id]);
    const answer = request();
    const [pid] = await until(waitingPids, (pids) => pids.length === 1);
    await rowsOf(api, 'SELECT pg_cancel_backend($1)', [pid]);
    return answer;
  });
}

const update = (accountId: string, parentId: string): Work => {
  return (tx) => services().accounts.update(tx, { accountId, version: 1, parentId });
};

/** A won account whose welcome can be written; its id, and its run. */
async function wonAccount(): Promise<{ accountId: string; run: { accountId: string; workflowId: string } }> {
  const accountId = await anAccount(api, leader);
  await aContact(api, leader, accountId, { email: 'ada@customer.example', roles: ['DECISION_MAKER'] });
  await services().accounts.win(context(), { accountId, version: 1 });
  const rowId = AccountId.parse(accountId, 'accountId');
  const [row] = await rowsOf<{ id: string }>(
    api,
    'SELECT workflow_id AS id FROM onboarding WHERE account_id = $1',
    [rowId],
  );
  return { accountId, run: { accountId: rowId, workflowId: row?.id ?? '' } };
}

/** Claims what is due until it is the message of this account. */
async function claimedFor(accountId: string): Promise<ClaimedMessage> {
  for (;;) {
    const message = await services().messages.claim('test', 60);
    if (message === null) throw new Error('No message of this account is due.');
    if (message.accountId === accountId) return message;
  }
}

test('moving an account below another is not blocked by moving that one', async () => {
  const [above, middle, below] = [
    await anAccount(api, leader),
    await anAccount(api, leader),
    await anAccount(api, leader),
  ];
  const lock: Work = (tx) =>
    tx.transaction.manager.query(`SELECT pg_advisory_xact_lock(hashtext('account-hierarchy'))`);
  expect(await crossed({ lock, rest: update(below, middle) }, update(middle, above))).toEqual({
    first: 1,
    second: 1,
  });
});

test('who refers to an account that is being changed does not wait for that', async () => {
  const changed = await anAccount(api, leader);
  const { database } = api.composition;
  await database.transaction(context(), 'test', async (tx) => {
    await services().accounts.update(tx, { accountId: changed, version: 1, name: 'Changed' });
    const referring = await services().tasks.create(context(), {
      accountId: changed,
      ownerId: leader.id,
      title: 'Call them',
    });
    expect(referring).toMatch(/^tsk_/);
  });
});

test('a new owner and the welcome that is being written do not block each other', async () => {
  const { accountId, run } = await wonAccount();
  const owner = await api.member('CSM');
  const lock: Work = (tx) =>
    tx.transaction.manager.query('SELECT FROM onboarding WHERE account_id = $1 FOR UPDATE', [run.accountId]);
  const rest: Work = (tx) => services().welcomes.write(tx, run);
  const assign: Work = (tx) =>
    services().teams.assignOwner(tx, { accountId, version: 2, memberId: owner.id });
  expect(await crossed({ lock, rest }, assign)).toEqual({ first: 1, second: 1 });
  expect(await rowsOf(api, 'SELECT owner_id FROM account WHERE id = $1', [run.accountId])).toEqual([
    { owner_id: owner.rowId },
  ]);
});

test('a customer who leaves and the settlement of their welcome do not block each other', async () => {
  const { accountId, run } = await wonAccount();
  await services().welcomes.write(context(), run);
  const message = await claimedFor(run.accountId);
  const lock: Work = (tx) =>
    tx.transaction.manager.query('SELECT FROM message WHERE id = $1 FOR UPDATE', [message.id]);
  const rest: Work = (tx) => services().messages.settle(tx, message, { outcome: 'SENT', response: '250 OK' });
  const churn: Work = (tx) => services().accounts.churn(tx, { accountId, version: 2 });
  expect(await crossed({ lock, rest }, churn)).toEqual({ first: 1, second: 1 });
  expect(
    await rowsOf(
      api,
      `SELECT m.status, o.state FROM message m JOIN onboarding o USING (account_id) WHERE m.id = $1`,
      [message.id],
    ),
  ).toEqual([{ status: 'SENT', state: 'CANCELLED' }]);
});

test('of two changes that block each other one is begun again, and both are made', async () => {
  const [one, other] = [await anAccount(api, leader), await anAccount(api, leader)];
  const rename = (accountId: string, name: string): Work => {
    return (tx) => {
      const id = AccountId.parse(accountId, 'accountId');
      return tx.transaction.manager.query('UPDATE account SET name = name || $2 WHERE id = $1', [id, name]);
    };
  };
  const second: Work = async (tx) => {
    await rename(other, ' second')(tx);
    await rename(one, ' second')(tx);
  };
  const begun = await crossed({ lock: rename(one, ' first'), rest: rename(other, ' first') }, second);
  // They can meet again, but not for ever.
  expect(begun.first + begun.second).toBeGreaterThan(2);
  const ids = [one, other].map((id) => AccountId.parse(id, 'id'));
  const named = await rowsOf<{ name: string }>(api, 'SELECT name FROM account WHERE id = ANY ($1)', [ids]);
  expect(named.map(({ name }) => name.split(' ').slice(2).sort())).toEqual([
    ['first', 'second'],
    ['first', 'second'],
  ]);
});

test('what the database ends because it took too long is unavailable for now, and says so', async () => {
  const accountId = await anAccount(api, leader);
  const document = 'mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { __typename } }';
  const input = { accountId, version: 1, name: 'Never' };
  const error = await ended(accountId, () => refusal(api, leader, document, { input }));
  expect(error).toMatchObject({
    message: 'This took too long and was ended. Ask for less at once, or try again shortly.',
    extensions: { code: 'UNAVAILABLE' },
  });
  const rows = [{ external_id: 'busy-1' }];
  await importText(api, 'accounts', accountsCsv(leader.email, rows));
  const [row] = await rowsOf<{ id: string }>(
    api,
    `SELECT account_id AS id FROM account_external_id WHERE external_id = 'busy-1'`,
  );
  const headers = { authorization: `Bearer ${leader.token}`, 'content-type': 'text/csv' };
  const body = accountsCsv(leader.email, [{ external_id: 'busy-1', name: 'Never' }]);
  const answer = await ended(AccountId.of(row?.id ?? ''), () =>
    fetch(`${api.url}/import/accounts`, { method: 'POST', headers, body }),
  );
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('UNAVAILABLE');
});
