import { randomUUID } from 'node:crypto';
import { AccountId } from '../../api/domains/accounts/account.rules';
import { TaskId } from '../../api/domains/tasks/task.rules';
import type { SystemActor } from '../../api/platform/auth/actor';
import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';
import { anAccount, intoTeam, refusal, statementsOf } from '../support/book';
import { TaskCalls, taskFields, taskMoves, taskMutations, type Task } from '../support/task-calls';

let api: TestApi;
let tasks: TaskCalls;
let owner: TestMember;
let backup: TestMember;
let stranger: TestMember;
let accountId: string;
beforeAll(async () => {
  api = await startApi();
  tasks = new TaskCalls(api);
  owner = await api.member('CSM', { name: 'Olga Owner' });
  backup = await api.member('CSM', { name: 'Bert Backup' });
  stranger = await api.member('CSM', { name: 'Stan Stranger' });
  accountId = await anAccount(api, owner);
  await intoTeam(api, owner, accountId, backup.id);
});
afterAll(() => api.close());

/** A task for the account of all tests, unless said. */
function create(as: Caller, input: object = {}): Promise<Task> {
  return tasks.create(as, { accountId, ...input });
}

async function codeOf(as: Caller, document: string, input: object): Promise<string | undefined> {
  return (await refusal(api, as, document, { input })).extensions?.code;
}

test('a task is its creator’s unless said, is created once for each key, and is OPEN', async () => {
  const input = {
    title: ' Send the contract ',
    detail: 'Both pages',
    dueOn: '2026-05-04',
    idempotencyKey: randomUUID(),
  };
  const first = await create(owner, input);
  expect(first).toMatchObject({
    title: 'Send the contract',
    detail: 'Both pages',
    dueOn: '2026-05-04',
    status: 'OPEN',
    settledAt: null,
    source: 'PERSON',
    owner: { name: 'Olga Owner' },
    account: { id: accountId },
  });
  expect((await create(owner, input)).id).toBe(first.id);
});

test('an owner has to work here and to see the account', async () => {
  const refused = async (ownerId: string) =>
    (await refusal(api, owner, taskMutations.create, { input: { accountId, title: 'For you', ownerId } }))
      .extensions?.problems?.[0];
  const gone = await api.member('CSM', { name: 'Greta Gone' });
  await api.composition.database.pool.query('UPDATE member SET active = false WHERE id = $1', [gone.rowId]);
  expect(await refused(gone.id)).toMatchObject({
    field: 'ownerId',
    message: "Greta Gone doesn't work here any more.",
  });
  expect(await refused(stranger.id)).toMatchObject({
    field: 'ownerId',
    message: "Stan Stranger doesn't see this account.",
  });
  expect((await create(owner, { ownerId: backup.id })).owner.name).toBe('Bert Backup');
  expect(
    (await create(owner, { ownerId: (await api.member('LEADER', { name: 'Lea' })).id })).owner.name,
  ).toBe('Lea');
});

test('the tasks of an account are the open ones, soonest due first, without a day last', async () => {
  const mine = await anAccount(api, owner);
  const at = { accountId: mine };
  await create(owner, { ...at, title: 'someday' });
  await create(owner, { ...at, title: 'later', dueOn: '2026-06-02' });
  await create(owner, { ...at, title: 'soon', dueOn: '2026-06-01' });
  const done = await create(owner, { ...at, title: 'done', dueOn: '2026-05-01' });
  await tasks.move(owner, 'complete', done.id);
  expect(await tasks.titles(owner, at)).toEqual(['soon', 'later', 'someday']);
  expect(await tasks.titles(owner, { ...at, statuses: null })).toEqual(['done', 'soon', 'later', 'someday']);
  expect(await tasks.titles(owner, { ...at, statuses: ['DONE', 'CANCELLED'] })).toEqual(['done']);
  expect(await tasks.titles(owner, { ...at, dueBefore: '2026-06-02' })).toEqual(['soon']);
  const document = `query ($id: ID!) { account(id: $id) { tasks { nodes { title } } } }`;
  const { account } = await api.raw<{ account: { tasks: { nodes: object[] } } }>(owner, document, {
    id: mine,
  });
  expect(account.tasks.nodes).toEqual([{ title: 'soon' }, { title: 'later' }, { title: 'someday' }]);
});

test('a list without a filter is of open tasks; a page goes on where the last one ended', async () => {
  const csm = await api.member('CSM');
  const at = { accountId: await anAccount(api, csm) };
  for (const title of ['a', 'b', 'c']) await create(csm, { ...at, title, dueOn: '2026-07-01' });
  await tasks.move(csm, 'cancel', (await create(csm, { ...at, title: 'never' })).id);
  expect(await tasks.titles(csm)).toEqual(['a', 'b', 'c']);
  expect(await tasks.titles(csm, null)).toEqual(['a', 'b', 'c', 'never']);
  const page = async (after: string | null) =>
    api.raw<{ tasks: { nodes: { title: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } }>(
      csm,
      `query ($after: String) { tasks(first: 2, after: $after) { nodes { title } pageInfo { endCursor hasNextPage } } }`,
      { after },
    );
  const first = await page(null);
  expect(first.tasks.nodes.map((node) => node.title)).toEqual(['a', 'b']);
  const second = await page(first.tasks.pageInfo.endCursor);
  expect([second.tasks.nodes, second.tasks.pageInfo.hasNextPage]).toEqual([[{ title: 'c' }], false]);
});

test('my tasks are those that I own, in all accounts', async () => {
  const csm = await api.member('CSM');
  const shared = await anAccount(api, csm);
  await intoTeam(api, csm, shared, backup.id);
  await create(csm, { accountId: shared, title: 'mine' });
  await create(csm, { accountId: shared, title: 'theirs', ownerId: backup.id });
  await create(csm, { accountId: await anAccount(api, csm), title: 'mine too' });
  expect(await tasks.titles(csm, { mine: true })).toEqual(['mine', 'mine too']);
  expect(await tasks.titles(csm, { mine: false })).toEqual(['theirs']);
  expect(await tasks.titles(csm, { ownerId: backup.id })).toEqual(['theirs']);
  expect(await tasks.titles(await api.apiKey('ACCOUNTS_READ'), { mine: true })).toEqual([]);
});

test('a task is changed by version, and given to somebody else', async () => {
  const { id } = await create(owner, { dueOn: '2026-08-01' });
  const changed = await tasks.update(owner, {
    taskId: id,
    version: 1,
    title: 'Call',
    dueOn: null,
    ownerId: backup.id,
  });
  expect(changed.task).toMatchObject({
    title: 'Call',
    dueOn: null,
    owner: { name: 'Bert Backup' },
    version: 2,
  });
  expect(await tasks.update(backup, { taskId: id, version: 1, title: 'Ring' })).toMatchObject({
    __typename: 'VersionConflict',
    currentVersion: 2,
  });
  const nulls = await refusal(api, owner, taskMutations.update, {
    input: { taskId: id, version: 2, title: null, ownerId: null },
  });
  expect(nulls.extensions?.problems?.map((problem) => problem.field)).toEqual(['title', 'ownerId']);
});

test('a task is settled once: saying it again changes nothing, and the other way needs reopening', async () => {
  const { id } = await create(owner);
  const done = await tasks.move(backup, 'complete', id);
  expect(done).toMatchObject({ status: 'DONE', version: 2 });
  expect(done.settledAt).not.toBeNull();
  expect(await tasks.move(owner, 'complete', id)).toEqual(done);
  expect(await codeOf(owner, taskMoves.cancel, { taskId: id })).toBe('CONFLICT');
  expect(await tasks.move(owner, 'reopen', id)).toMatchObject({
    status: 'OPEN',
    settledAt: null,
    version: 3,
  });
  expect(await tasks.move(owner, 'reopen', id)).toMatchObject({ version: 3 });
  expect(await tasks.move(owner, 'cancel', id)).toMatchObject({ status: 'CANCELLED', version: 4 });
});

test('a task of a colleague who left is given to somebody before it is opened again', async () => {
  const leaving = await api.member('CSM');
  await intoTeam(api, owner, accountId, leaving.id);
  const { id } = await create(owner, { ownerId: leaving.id });
  await tasks.move(owner, 'complete', id);
  const { pool } = api.composition.database;
  await pool.query('UPDATE team_assignment SET ended_at = now() WHERE member_id = $1', [leaving.rowId]);
  await pool.query('UPDATE member SET active = false WHERE id = $1', [leaving.rowId]);
  expect(await codeOf(owner, taskMoves.reopen, { taskId: id })).toBe('BAD_USER_INPUT');
  await tasks.update(owner, { taskId: id, version: 2, ownerId: owner.id });
  expect(await tasks.move(owner, 'reopen', id)).toMatchObject({
    status: 'OPEN',
    owner: { name: 'Olga Owner' },
  });
});

test('tasks that are given to a member while they leave end up open with nobody who left', async () => {
  const leaving = await api.member('LEADER');
  const { pool } = api.composition.database;
  const given = Array.from({ length: 5 }, () => create(owner, { ownerId: leaving.id }));
  const left = pool.query('UPDATE member SET active = false WHERE id = $1', [leaving.rowId]);
  const outcomes = await Promise.allSettled([...given, left]);
  expect(outcomes.some((outcome) => outcome.status === 'fulfilled')).toBe(true);
  const { rows } = await pool.query(
    `SELECT 1 FROM task JOIN member ON member.id = owner_id WHERE status = 'OPEN' AND NOT active`,
  );
  expect(rows).toEqual([]);
});

test('a task that comes out of a meeting says so; the meeting has to be of the same account', async () => {
  const add = `mutation ($input: AddTimelineEntryInput!) { addTimelineEntry(input: $input) {
    ... on AddTimelineEntryPayload { entry { id } } } }`;
  const input = { accountId, kind: 'MEETING', subject: 'Kickoff' };
  const { addTimelineEntry } = await api.raw<{ addTimelineEntry: { entry: { id: string } } }>(owner, add, {
    input,
  });
  const timelineEntryId = addTimelineEntry.entry.id;
  expect(await create(owner, { timelineEntryId })).toMatchObject({
    source: 'MEETING',
    timelineEntry: { id: timelineEntryId },
  });
  const other = { accountId: await anAccount(api, owner), title: 'No', timelineEntryId };
  expect(await codeOf(owner, taskMutations.create, other)).toBe('BAD_USER_INPUT');
  const hidden = { accountId: await anAccount(api, stranger), title: 'No', timelineEntryId };
  expect(await codeOf(stranger, taskMutations.create, hidden)).toBe('NOT_FOUND');
});

test('what may not be seen looks like what does not exist; who only reads changes nothing', async () => {
  const { id } = await create(owner);
  expect(
    await api.raw(stranger, `query ($id: ID!) { task(id: $id) { id } node(id: $id) { id } }`, { id }),
  ).toEqual({
    task: null,
    node: null,
  });
  expect(await tasks.titles(stranger, { accountId })).toEqual([]);
  for (const document of Object.values(taskMoves))
    expect(await codeOf(stranger, document, { taskId: id })).toBe('NOT_FOUND');
  expect(await codeOf(stranger, taskMutations.update, { taskId: id, version: 1, title: 'X' })).toBe(
    'NOT_FOUND',
  );
  expect(await codeOf(stranger, taskMutations.create, { accountId, title: 'X' })).toBe('NOT_FOUND');
  const viewer = await api.member('VIEWER');
  expect(await codeOf(viewer, taskMutations.create, { accountId, title: 'X' })).toBe('FORBIDDEN');
  for (const document of Object.values(taskMoves))
    expect(await codeOf(viewer, document, { taskId: id })).toBe('FORBIDDEN');
});

test('an integration’s task is the account owner’s unless said', async () => {
  const made = await create(await api.apiKey('TIMELINE_WRITE'));
  expect(made).toMatchObject({ source: 'INTEGRATION', owner: { name: 'Olga Owner' } });
});

test('a workflow that asks twice for the same purpose, even at once, makes one task', async () => {
  const actor: SystemActor = { kind: 'SYSTEM', name: 'onboarding' };
  const { database, services, reads } = api.composition;
  const now = new Date();
  const ctx = {
    actor,
    now,
    requestId: randomUUID(),
    address: null,
    reads: reads.forActor(actor, now),
  };
  const wanted = {
    purpose: `onboarding:${randomUUID()}:decision-maker`,
    accountId: AccountId.parse(accountId, 'accountId'),
    ownerId: owner.rowId,
    title: 'Find the decision maker',
    detail: '',
    dueOn: '2026-09-01',
  };
  const ask = () =>
    database.transaction(ctx, 'askForDecisionMaker', (tx) => services.tasks.ensureTask(tx, wanted));
  const ids = new Set([...(await Promise.all([ask(), ask(), ask()])), await ask()]);
  expect(ids.size).toBe(1);
  const id = TaskId.of([...ids][0] ?? '');
  const { task: made } = await api.raw<{ task: Task }>(
    owner,
    `query ($id: ID!) { task(id: $id) { ${taskFields} } }`,
    { id },
  );
  expect(made).toMatchObject({ source: 'WORKFLOW', title: 'Find the decision maker', status: 'OPEN' });
});

test('every change of a task is in the audit, with who made it', async () => {
  type Change = { operation: string; actor_name: string; changes: Record<string, object> };
  const { id } = await create(owner);
  await tasks.move(backup, 'complete', id);
  const { rows } = await api.composition.database.pool.query<Change>(
    'SELECT operation, actor_name, changes FROM audit_entry WHERE subject_id = $1 ORDER BY id',
    [TaskId.parse(id, 'id')],
  );
  expect(rows.map((row) => [row.operation, row.actor_name])).toEqual([
    ['createTask', 'Olga Owner'],
    ['completeTask', 'Bert Backup'],
  ]);
  expect(rows[1]?.changes.status).toEqual({ from: 'OPEN', to: 'DONE' });
});

test('the statements for tasks, owners and accounts don’t grow with their number', async () => {
  const read = () =>
    api.raw(
      backup,
      `{ tasks(first: 50) { totalCount nodes { title owner { name } account { name owner { name } } } } }`,
    );
  await create(owner);
  const few = await statementsOf(read);
  for (let more = 0; more < 10; more += 1) await create(owner);
  expect(await statementsOf(read)).toBe(few);
});
