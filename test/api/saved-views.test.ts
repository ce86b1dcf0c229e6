import { randomUUID } from 'node:crypto';
import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';
import { anAccount, refusal } from '../support/book';

interface View {
  id: string;
  name: string;
  list: string;
  filter: Record<string, unknown>;
  orderBy: string | null;
  shared: boolean;
  mine: boolean;
  version: number;
  owner: { name: string };
}

const fields = 'id name list filter orderBy shared mine version owner { name }';
const creating = `mutation ($input: CreateSavedViewInput!) { done: createSavedView(input: $input) { __typename
  ... on CreateSavedViewPayload { savedView { ${fields} } } ... on AlreadyTaken { field value } } }`;
const updating = `mutation ($input: UpdateSavedViewInput!) { done: updateSavedView(input: $input) { __typename
  ... on UpdateSavedViewPayload { savedView { ${fields} } } ... on AlreadyTaken { field value }
  ... on VersionConflict { expectedVersion currentVersion } } }`;
const deleting = `mutation ($input: DeleteSavedViewInput!) { done: deleteSavedView(input: $input) { __typename
  ... on DeleteSavedViewPayload { savedViewId } ... on VersionConflict { expectedVersion currentVersion } } }`;
const listing = `query ($filter: SavedViewFilter, $orderBy: SavedViewOrder = NAME) {
  savedViews(filter: $filter, orderBy: $orderBy) { nodes { ${fields} } } }`;

type Done = Record<string, unknown> & { __typename: string; savedView?: View };

let api: TestApi;
let owner: TestMember;
let colleague: TestMember;
let admin: TestMember;
beforeAll(async () => {
  api = await startApi();
  owner = await api.member('CSM', { name: 'Olga Owner' });
  colleague = await api.member('CSM');
  admin = await api.member('ADMIN');
});
afterAll(() => api.close());

async function send(as: Caller, document: string, input: object): Promise<Done> {
  return (await api.raw<{ done: Done }>(as, document, { input })).done;
}

async function save(as: Caller, values: object = {}): Promise<View> {
  const input = { list: 'ACCOUNTS', name: `View ${randomUUID()}`, filter: { tiers: ['KEY'] }, ...values };
  const { savedView } = await send(as, creating, input);
  if (savedView === undefined) throw new Error('The view was not saved.');
  return savedView;
}

async function views(as: Caller, variables: object = {}): Promise<View[]> {
  return (await api.raw<{ savedViews: { nodes: View[] } }>(as, listing, variables)).savedViews.nodes;
}

async function problems(document: string, input: object, as: Caller = owner): Promise<unknown> {
  const error = await refusal(api, as, document, { input });
  expect(error.extensions?.code).toBe('BAD_USER_INPUT');
  return error.extensions?.problems?.map(({ field, remedy }) => ({ field, remedy }));
}

test('a view keeps its filter and order as they were sent, and a list takes them back', async () => {
  const name = `Olga’s ${randomUUID()}`;
  const accountId = await anAccount(api, owner, name);
  const filter = { search: name, silentForDays: 30, tiers: ['GROWTH', 'KEY'] };
  const view = await save(owner, { filter, orderBy: 'REVENUE_DESC' });
  expect(view).toMatchObject({ filter, orderBy: 'REVENUE_DESC', shared: false, mine: true, version: 1 });
  expect(view.owner.name).toBe('Olga Owner');
  const { accounts } = await api.raw<{ accounts: { nodes: { id: string }[] } }>(
    owner,
    `query ($filter: AccountFilter, $orderBy: AccountOrder!) { accounts(filter: $filter, orderBy: $orderBy) { nodes { id } } }`,
    { filter: view.filter, orderBy: view.orderBy },
  );
  expect(accounts.nodes).toEqual([{ id: accountId }]);
});

test('what is relative in a view is counted from now, each time it is used', async () => {
  const accountId = await anAccount(api, owner, `Relative ${randomUUID()}`);
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString();
  const call = { accountId, kind: 'CALL', subject: 'Hello', occurredAt: day(-10) };
  await api.raw(
    owner,
    `mutation ($input: AddTimelineEntryInput!) { addTimelineEntry(input: $input) { __typename } }`,
    {
      input: call,
    },
  );
  const task = { accountId, title: 'Later', dueOn: day(5).slice(0, 10) };
  await api.raw(owner, 'mutation ($input: CreateTaskInput!) { createTask(input: $input) { __typename } }', {
    input: task,
  });
  const found = async (days: { silent: number; due: number; within: number }) => {
    const answer = await api.raw<Record<'accounts' | 'tasks' | 'timeline', { nodes: { id: string }[] }>>(
      owner,
      `query ($account: AccountFilter, $task: TaskFilter, $timeline: TimelineFilter) {
        accounts(filter: $account) { nodes { id } } tasks(filter: $task) { nodes { id } }
        timeline(filter: $timeline) { nodes { id } } }`,
      {
        account: { search: 'Relative', silentForDays: days.silent },
        task: { accountId, dueWithinDays: days.due },
        timeline: { withinDays: days.within },
      },
    );
    return [answer.accounts, answer.tasks, answer.timeline].map(({ nodes }) => nodes.length);
  };
  expect(await found({ silent: 11, due: 3, within: 9 })).toEqual([0, 0, 0]);
  expect(await found({ silent: 9, due: 6, within: 11 })).toEqual([1, 1, 1]);
});

test('a view that is shared is used by everybody, and one that is not is nobody else’s', async () => {
  const shared = await save(owner, { shared: true });
  const own = await save(owner);
  const ids = (found: View[]) => found.map(({ id }) => id);
  expect(ids(await views(colleague))).toContain(shared.id);
  expect(ids(await views(colleague))).not.toContain(own.id);
  expect(ids(await views(admin))).not.toContain(own.id);
  expect((await views(colleague)).find(({ id }) => id === shared.id)?.mine).toBe(false);
  expect(ids(await views(owner, { filter: { mine: true } }))).toEqual(
    expect.arrayContaining([shared.id, own.id]),
  );
  expect(ids(await views(colleague, { filter: { mine: true } }))).not.toContain(shared.id);
  const key = await api.apiKey('ACCOUNTS_READ');
  expect(ids(await views(key))).toContain(shared.id);
  const node = 'query ($id: ID!) { node(id: $id) { id } }';
  expect(await api.raw(colleague, node, { id: own.id })).toEqual({ node: null });
});

test('views are listed by name or latest first, of some lists', async () => {
  const member = await api.member('VIEWER');
  const [b, a] = [
    await save(member, { name: 'b', list: 'TASKS', filter: {} }),
    await save(member, { name: 'A' }),
  ];
  const mine = { mine: true };
  expect((await views(member, { filter: mine })).map(({ id }) => id)).toEqual([a.id, b.id]);
  expect((await views(member, { filter: mine, orderBy: 'NEWEST' })).map(({ id }) => id)).toEqual([
    a.id,
    b.id,
  ]);
  expect((await views(member, { filter: { ...mine, lists: ['TASKS'] } })).map(({ id }) => id)).toEqual([
    b.id,
  ]);
});

test('a member has one view of a list by a name, in whatever case', async () => {
  await save(owner, { name: 'Silent ones' });
  const again = { list: 'ACCOUNTS', name: ' silent ONES ', filter: {} };
  expect(await send(owner, creating, again)).toEqual({
    __typename: 'AlreadyTaken',
    field: 'name',
    value: 'silent ONES',
  });
  await save(owner, { ...again, list: 'TASKS' });
  await save(colleague, again);
  const other = await save(owner);
  expect(await send(owner, updating, { savedViewId: other.id, version: 1, name: 'SILENT ones' })).toEqual({
    __typename: 'AlreadyTaken',
    field: 'name',
    value: 'SILENT ones',
  });
});

test('a view is changed and deleted by its owner, who read it last; administrators delete what is shared', async () => {
  const view = await save(owner, { shared: true });
  const change = { savedViewId: view.id, version: 1, filter: { tiers: ['SCALED'] }, orderBy: 'TIER' };
  const changed = await send(owner, updating, change);
  expect(changed.savedView).toMatchObject({
    filter: { tiers: ['SCALED'] },
    orderBy: 'TIER',
    name: view.name,
    version: 2,
  });
  const conflict = { __typename: 'VersionConflict', expectedVersion: 1, currentVersion: 2 };
  expect(await send(owner, updating, change)).toEqual(conflict);
  expect(await send(owner, deleting, { savedViewId: view.id, version: 1 })).toEqual(conflict);
  const emptied = await send(owner, updating, { savedViewId: view.id, version: 2, orderBy: null });
  expect(emptied.savedView).toMatchObject({ orderBy: null, filter: { tiers: ['SCALED'] }, version: 3 });
  const input = { savedViewId: view.id, version: 3 };
  for (const document of [updating, deleting]) {
    const error = await refusal(api, colleague, document, { input });
    expect(error.extensions?.code).toBe('FORBIDDEN');
  }
  expect((await refusal(api, admin, updating, { input })).extensions?.code).toBe('FORBIDDEN');
  expect(await send(admin, deleting, input)).toEqual({
    __typename: 'DeleteSavedViewPayload',
    savedViewId: view.id,
  });
  expect((await refusal(api, owner, deleting, { input })).extensions?.code).toBe('NOT_FOUND');
});

const asInSchema = 'Leave it out, or write it as the schema has it.';

test.each([
  [{ filter: { tier: 'KEY' } }, [{ field: 'filter.tier', remedy: asInSchema }]],
  [
    { filter: { tiers: ['GOLD'] } },
    [{ field: 'filter.tiers.0', remedy: 'Use one of the values that the schema lists.' }],
  ],
  [
    { filter: { silentSince: 'yesterday' } },
    [{ field: 'filter.silentSince', remedy: 'Write it like "2026-03-01T09:30:00+01:00".' }],
  ],
  [{ filter: { ownerId: 'nobody' } }, [{ field: 'filter.ownerId', remedy: expect.any(String) as string }]],
  [
    { filter: { silentForDays: -1 } },
    [{ field: 'filter.silentForDays', remedy: 'Use a number from 0 to 3650.' }],
  ],
  [{ filter: { search: 'a\0b' } }, [{ field: 'filter.search', remedy: 'Remove that character.' }]],
  [{ filter: { search: '\ud800' } }, [{ field: 'filter.search', remedy: expect.any(String) as string }]],
  [
    { filter: ['KEY'] },
    [{ field: 'filter', remedy: 'Send what you send as the list’s filter; {} for all of it.' }],
  ],
  [
    { filter: { search: 'x'.repeat(10_001) } },
    [{ field: 'filter', remedy: 'Use 10000 characters at most.' }],
  ],
  [{ orderBy: 'SHOE_SIZE' }, [{ field: 'orderBy', remedy: 'Use one of the values that the schema lists.' }]],
  [
    { list: 'TASKS', filter: { dueWithinDays: 'soon' } },
    [{ field: 'filter.dueWithinDays', remedy: expect.any(String) as string }],
  ],
  [{ name: ' ' }, [{ field: 'name', remedy: 'Write at least one character.' }]],
  [{ name: 'x'.repeat(101) }, [{ field: 'name', remedy: 'Use 100 characters at most.' }]],
])('a view with %j is refused with the field and the remedy', async (values, expected) => {
  const input = { list: 'ACCOUNTS', name: 'Bad', filter: {}, ...values };
  expect(await problems(creating, input)).toEqual(expected);
  const view = await save(owner, { list: input.list, filter: {} });
  const { list: _list, ...change } = values as { list?: string };
  expect(await problems(updating, { savedViewId: view.id, version: 1, ...change })).toEqual(expected);
});

test('nobody saves a view of a list that they may not ask for', async () => {
  const input = { list: 'AUDIT_ENTRIES', name: 'Audit', filter: {} };
  expect((await refusal(api, owner, creating, { input })).extensions?.code).toBe('FORBIDDEN');
  expect((await send(admin, creating, input)).__typename).toBe('CreateSavedViewPayload');
});

test('a view that is saved twice with one key is there once, and no member has more than two hundred', async () => {
  const member = await api.member('CSM');
  const input = { list: 'ACCOUNTS', name: 'Once', filter: {}, idempotencyKey: randomUUID() };
  const first = await send(member, creating, input);
  expect((await send(member, creating, input)).savedView?.id).toBe(first.savedView?.id);
  await api.composition.database.pool.query(
    `INSERT INTO saved_view (owner_id, list, name, filter) SELECT $1, 'TASKS', 'View ' || n, '{}' FROM generate_series(1, 199) AS n`,
    [member.rowId],
  );
  expect(await problems(creating, { ...input, name: 'More', idempotencyKey: null }, member)).toEqual([
    { field: 'name', remedy: 'Delete one that you need no more.' },
  ]);
});

test('views that are shared stay when their owner leaves, and what changed is in the audit', async () => {
  const leaver = await api.member('CSM', { name: 'Lea Leaver' });
  const view = await save(leaver, { shared: true });
  await api.raw(
    admin,
    'mutation ($input: DeactivateMemberInput!) { deactivateMember(input: $input) { __typename } }',
    {
      input: { memberId: leaver.id, version: 1 },
    },
  );
  const kept = (await views(colleague)).find(({ id }) => id === view.id);
  expect(kept).toMatchObject({ shared: true, owner: { name: 'Lea Leaver' } });
  const { auditEntries } = await api.raw<{
    auditEntries: { nodes: { subjectType: string; actorName: string }[] };
  }>(
    admin,
    'query ($id: ID!) { auditEntries(filter: { subjectId: $id }) { nodes { subjectType actorName change } } }',
    { id: view.id },
  );
  expect(auditEntries.nodes).toEqual([
    { subjectType: 'SavedView', actorName: 'Lea Leaver', change: 'CREATED' },
  ]);
});
