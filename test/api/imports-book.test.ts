import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Role } from '../../api/shared/access.rules';
import { startApi, type TestApi, type TestMember } from '../support/api';
import {
  accountsCsv,
  bookState,
  countsOf,
  csv,
  importText,
  rowsOf,
  type AccountCells,
} from '../support/imports';

let api: TestApi;
let owner: TestMember;
let colleague: TestMember;
beforeAll(async () => {
  api = await startApi();
  owner = await api.member('CSM');
  colleague = await api.member('CSM');
  const accounts = accountsCsv(owner.email, [{ external_id: 'a-1' }, { external_id: 'a-2' }]);
  await importText(api, 'accounts', accounts);
});
afterAll(() => api.close());

const person = (cells: AccountCells): AccountCells => ({
  external_id: '',
  account_external_id: 'a-1',
  name: `Person ${cells['external_id'] ?? ''}`,
  roles: 'USER',
  ...cells,
});

test('a person in two accounts has two rows, reports to one who comes later, and again changes nothing', async () => {
  const text = csv([
    person({
      external_id: 'c-1',
      roles: 'CHAMPION DECISION_MAKER',
      reports_to_external_id: 'c-2',
      email: 'Ada@Example.com',
    }),
    person({ external_id: 'c-2', hours_from: '9:00', hours_until: '17:30' }),
    person({
      external_id: 'c-2',
      hours_from: '9:00',
      hours_until: '17:30',
      account_external_id: 'a-2',
      roles: 'BLOCKER',
      joined_on: '2025-01-01',
    }),
  ]);
  const plan = await importText(api, 'contacts', text, { dryRun: true });
  const report = await importText(api, 'contacts', text);
  expect(countsOf(report)).toEqual({ rows: 3, created: 3, updated: 0, unchanged: 0, refused: 0 });
  expect(plan).toEqual({ ...report, dryRun: true });
  const state = await bookState(api);
  expect(countsOf(await importText(api, 'contacts', text))).toMatchObject({ unchanged: 3 });
  expect(await bookState(api)).toEqual(state);
  const places = await rowsOf(
    api,
    `SELECT c.name, c.email, r.name AS reports_to, roles, joined_on::text FROM account_contact p
     JOIN contact c ON c.id = contact_id LEFT JOIN contact r ON r.id = c.reports_to_id ORDER BY c.name, joined_on DESC`,
  );
  expect(places).toEqual([
    {
      name: 'Person c-1',
      email: 'ada@example.com',
      reports_to: 'Person c-2',
      roles: ['CHAMPION', 'DECISION_MAKER'],
      joined_on: null,
    },
    { name: 'Person c-2', email: null, reports_to: null, roles: ['USER'], joined_on: null },
    { name: 'Person c-2', email: null, reports_to: null, roles: ['BLOCKER'], joined_on: '2025-01-01' },
  ]);
});

test('who left and came back has two places, and leaving ends the one that is open', async () => {
  const stay = (joined: string, left: string): AccountCells =>
    person({ external_id: 'c-9', joined_on: joined, left_on: left });
  await importText(api, 'contacts', csv([stay('2023-01-01', '')]));
  const both = csv([stay('2023-01-01', '2023-12-31'), stay('2024-06-01', '')]);
  expect(countsOf(await importText(api, 'contacts', both))).toMatchObject({
    created: 1,
    updated: 1,
    refused: 0,
  });
  expect(countsOf(await importText(api, 'contacts', both))).toMatchObject({ unchanged: 2 });
  const future = await importText(api, 'contacts', csv([stay('2024-06-01', '2999-01-01')]));
  expect(future.problems).toMatchObject([{ column: 'left_on', value: '2999-01-01' }]);
});

test('refused contacts: unknown account, contradiction about a person, bad hours, unknown role, circle', async () => {
  const text = csv([
    person({ external_id: 'r-1', account_external_id: 'a-none' }),
    person({ external_id: 'r-2', title: 'CFO' }),
    person({ external_id: 'r-2', title: 'CEO', account_external_id: 'a-2' }),
    person({ external_id: 'r-3', hours_from: '10:00' }),
    person({ external_id: 'r-4', roles: 'FRIEND' }),
    person({ external_id: 'r-5', reports_to_external_id: 'r-5' }),
  ]);
  const report = await importText(api, 'contacts', text);
  expect(report.problems.map(({ line, column }) => [line, column])).toEqual([
    [2, 'account_external_id'],
    [4, 'title'],
    // Its column is missing.
    [5, null],
    [6, 'roles'],
    [7, 'reports_to_external_id'],
  ]);
  expect(report.created).toBe(1);
  await importText(
    api,
    'contacts',
    csv([person({ external_id: 'o-1' }), person({ external_id: 'o-2', reports_to_external_id: 'o-1' })]),
  );
  const circle = await importText(
    api,
    'contacts',
    csv([person({ external_id: 'o-1', reports_to_external_id: 'o-2' })]),
  );
  expect(circle.problems).toMatchObject([{ column: 'reports_to_external_id', value: 'o-2' }]);
});

test('a team has its history; owners come with the accounts, and here may only get their first day', async () => {
  const gone = await api.member('CSM');
  await api.composition.database.pool.query('UPDATE member SET active = false WHERE id = $1', [gone.rowId]);
  const place = (email: string, role: string, started: string, ended = '', specialty = ''): AccountCells => ({
    account_external_id: 'a-1',
    member_email: email,
    role,
    specialty,
    started_on: started,
    ended_on: ended,
  });
  const text = csv([
    place(owner.email, 'OWNER', '2025-03-01'),
    place(gone.email, 'OWNER', '2024-01-01', '2025-03-01'),
    place(colleague.email, 'SPECIALIST', '2025-05-01', '', 'migration'),
    place(colleague.email, 'OWNER', '2025-05-01'),
    place(gone.email, 'BACKUP', '2025-05-01'),
    place('nobody@mainstay.example', 'BACKUP', '2025-05-01'),
    place(colleague.email, 'BACKUP', '2999-05-01'),
  ]);
  const report = await importText(api, 'team', text);
  expect(countsOf(report)).toEqual({ rows: 7, created: 2, updated: 1, unchanged: 0, refused: 4 });
  expect(report.problems.map(({ line, column }) => [line, column])).toEqual([
    [5, 'role'],
    [6, 'member_email'],
    [7, 'member_email'],
    [8, 'started_on'],
  ]);
  const state = await bookState(api);
  expect(countsOf(await importText(api, 'team', text))).toMatchObject({ unchanged: 3, refused: 4 });
  expect(await bookState(api)).toEqual(state);
  const ended = csv([place(colleague.email, 'SPECIALIST', '2025-05-01', '2025-06-01', 'migration')]);
  expect(countsOf(await importText(api, 'team', ended))).toMatchObject({ updated: 1 });
  const team = await rowsOf(
    api,
    `SELECT role, (started_at AT TIME ZONE 'Europe/Berlin')::text AS started,
       (ended_at AT TIME ZONE 'Europe/Berlin')::text AS ended
     FROM team_assignment JOIN account_external_id e USING (account_id) WHERE e.external_id = 'a-1' ORDER BY started_at`,
  );
  expect(team).toEqual([
    { role: 'OWNER', started: '2024-01-01 00:00:00', ended: '2025-03-01 00:00:00' },
    { role: 'OWNER', started: '2025-03-01 00:00:00', ended: null },
    { role: 'SPECIALIST', started: '2025-05-01 00:00:00', ended: '2025-06-01 00:00:00' },
  ]);
});

test('timeline entries come with author and participants, and change with the file', async () => {
  await importText(
    api,
    'contacts',
    csv([person({ external_id: 't-1' }), person({ external_id: 't-2', account_external_id: 'a-2' })]),
  );
  const entry = (cells: AccountCells): AccountCells => ({
    external_id: 'e-1',
    account_external_id: 'a-1',
    kind: 'CALL',
    direction: 'OUTBOUND',
    occurred_at: '2026-01-15T10:00:00+01:00',
    subject: 'Renewal',
    body: 'First line\nsecond, "quoted"',
    author_email: owner.email,
    member_emails: `${owner.email} ${colleague.email}`,
    contact_external_ids: 't-1',
    ...cells,
  });
  const first = csv([entry({})]);
  expect(countsOf(await importText(api, 'timeline', first))).toMatchObject({ created: 1 });
  const state = await bookState(api);
  expect(countsOf(await importText(api, 'timeline', first))).toMatchObject({ unchanged: 1 });
  expect(await bookState(api)).toEqual(state);
  const second = csv([entry({ member_emails: owner.email, contact_external_ids: '' })]);
  expect(countsOf(await importText(api, 'timeline', second))).toMatchObject({ updated: 1 });
  const bad = csv([
    entry({ external_id: 'e-2', contact_external_ids: 't-2' }),
    entry({ external_id: 'e-3', occurred_at: '2999-01-01T00:00:00Z' }),
    entry({ external_id: 'e-4', kind: 'NOTE' }),
    entry({ external_id: 'e-5', author_email: 'nobody@mainstay.example' }),
  ]);
  const report = await importText(api, 'timeline', bad);
  expect(report.problems.map(({ line, column }) => [line, column])).toEqual([
    [2, 'contact_external_ids'],
    // Each body has two lines.
    [4, 'occurred_at'],
    [6, 'direction'],
    [8, 'author_email'],
  ]);
  const entries = await rowsOf(
    api,
    `SELECT e.external_id, body, version, author_id, array_agg(p.member_id) AS members FROM timeline_entry e
     JOIN timeline_participant p ON p.entry_id = e.id GROUP BY e.id`,
  );
  expect(entries).toEqual([
    {
      external_id: 'e-1',
      body: 'First line\nsecond, "quoted"',
      version: 2,
      author_id: owner.rowId,
      members: [owner.rowId],
    },
  ]);
});

test('tasks belong to who sees the account, and are done when the file says so', async () => {
  const task = (cells: AccountCells): AccountCells => ({
    external_id: 'k-1',
    account_external_id: 'a-2',
    owner_email: owner.email,
    title: 'Call them',
    detail: '',
    due_on: '2026-12-01',
    status: 'OPEN',
    ...cells,
  });
  const text = csv([task({}), task({ external_id: 'k-2', owner_email: colleague.email })]);
  const report = await importText(api, 'tasks', text);
  expect(report.problems).toMatchObject([
    {
      line: 3,
      column: 'owner_email',
      message: `Nobody with the address ${colleague.email} can own an open task of this account.`,
    },
  ]);
  const done = csv([task({ status: 'DONE' })]);
  expect(countsOf(await importText(api, 'tasks', done))).toMatchObject({ updated: 1 });
  const state = await bookState(api);
  expect(countsOf(await importText(api, 'tasks', done))).toMatchObject({ unchanged: 1 });
  expect(await bookState(api)).toEqual(state);
  const tasks = await rowsOf(api, 'SELECT status, settled_at IS NOT NULL AS settled, source FROM task');
  expect(tasks).toEqual([{ status: 'DONE', settled: true, source: 'INTEGRATION' }]);
});

test('the sample book imports whole, and again changes nothing', async () => {
  const folder = join(__dirname, '..', '..', 'sample');
  expect(existsSync(folder)).toBe(true);
  const read = (name: string): string => readFileSync(join(folder, `${name}.csv`), 'utf8');
  const members: { email: string; name: string; role: `${Role}` }[] = parse(read('members'), {
    columns: true,
  });
  for (const { email, name, role } of members) await api.member(role, { email, name });
  const { anchor } = JSON.parse(readFileSync(join(folder, 'sample.json'), 'utf8')) as { anchor: string };
  const now = new Date(`${anchor}T20:00:00Z`);
  const kinds = ['accounts', 'contacts', 'team', 'timeline', 'tasks'] as const;
  for (const kind of kinds) {
    const report = await importText(api, kind, read(kind), { source: 'sample' }, now);
    expect(report).toMatchObject({
      kind,
      refused: 0,
      problems: [],
      ignoredColumns: [],
    });
    // The accounts brought their owners; the team's file says since when.
    expect(report.created + report.updated).toBe(report.rows);
    expect(report.updated > 0).toBe(kind === 'team');
  }
  const state = await bookState(api);
  for (const kind of kinds) {
    const report = await importText(api, kind, read(kind), { source: 'sample' }, now);
    expect(report).toMatchObject({ kind, unchanged: report.rows });
  }
  expect(await bookState(api)).toEqual(state);
});
