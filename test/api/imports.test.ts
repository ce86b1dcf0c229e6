import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportKind } from '../../api/domains/imports/import.rules';
import { parseMapping, withConstants } from '../../api/domains/imports/mapping.schema';
import { systemContext } from '../../api/system-context';
import { startApi, type TestApi, type TestMember } from '../support/api';
import { accountsCsv, bookState, countsOf, csv, importText, rowsOf } from '../support/imports';

let api: TestApi;
let owner: TestMember;
beforeAll(async () => {
  api = await startApi();
  owner = await api.member('CSM');
});
afterAll(() => api.close());

/** The day of the mapping, or later: what lies ahead of the import is refused. */
const asOf = new Date('2026-11-02T12:00:00Z');

const root = join(__dirname, '..', '..');
const wholeTelco = join(root, '..', 'shared', 'data', 'telco-churn.csv');
const telco = existsSync(wholeTelco)
  ? wholeTelco
  : join(root, 'test', 'fixtures', 'imports', 'telco-excerpt.csv');

test('the telco customers import whole with the mapping that the docs ship, and again change nothing', async () => {
  const mapping = withConstants(
    parseMapping(readFileSync(join(root, 'docs', 'imports', 'telco-churn.mapping.json'), 'utf8')),
    new Map([['owner_email', owner.email]]),
  );
  const rows = telco === wholeTelco ? 7043 : 60;
  const run = (dryRun: boolean) =>
    api.composition.services.imports.run(systemContext(api.composition, 'import', asOf), {
      kind: ImportKind.ACCOUNTS,
      stream: createReadStream(telco),
      mapping,
      dryRun,
    });
  const before = await bookState(api);
  expect(countsOf(await run(true))).toEqual({ rows, created: rows, updated: 0, unchanged: 0, refused: 0 });
  expect(await bookState(api)).toEqual(before);
  expect(await run(false)).toMatchObject({ rows, created: rows, refused: 0, problems: [], source: 'telco' });
  const after = await bookState(api);
  expect(countsOf(await run(false))).toEqual({ rows, created: 0, updated: 0, unchanged: rows, refused: 0 });
  expect(await bookState(api)).toEqual(after);
}, 120_000);

test('the telco customers have contract, tenure, charges and churn where they belong', async () => {
  const text = readFileSync(join(root, 'test', 'fixtures', 'imports', 'telco-excerpt.csv'), 'utf8');
  const mapping = withConstants(
    parseMapping(readFileSync(join(root, 'docs', 'imports', 'telco-churn.mapping.json'), 'utf8')),
    new Map([['owner_email', owner.email]]),
  );
  await importText(api, 'accounts', text, { mapping, source: 'excerpt' }, asOf);
  const accounts = await rowsOf(
    api,
    `SELECT e.external_id, a.name, lifecycle_stage, won_on::text, churned_on::text, contract_term_months,
       annual_recurring_revenue, billed_to_date FROM account a JOIN account_external_id e ON e.account_id = a.id
     WHERE e.source = 'excerpt' AND e.external_id IN ('telco-1', 'telco-4', 'telco-5')
     ORDER BY e.external_id`,
  );
  expect(accounts).toEqual([
    // A tenure of 0 months, a contract of two years at 52.55 a month, nothing billed.
    customer('telco-1', ['ADOPTION', '2026-11-01', null, 24, '63060', null]),
    // 34 months, one year at 56.95, 1889.50 billed.
    customer('telco-4', ['ADOPTION', '2024-01-01', null, 12, '68340', '188950']),
    // Left after 2 months, month to month at 53.85.
    customer('telco-5', ['CHURNED', '2026-09-01', '2026-11-01', 1, '64620', '10815']),
  ]);
});

function customer(externalId: string, [stage, won, churned, term, revenue, billed]: unknown[]): object {
  return {
    external_id: externalId,
    name: externalId.replace('telco-', 'Customer '),
    lifecycle_stage: stage,
    won_on: won,
    churned_on: churned,
    contract_term_months: term,
    annual_recurring_revenue: revenue,
    billed_to_date: billed,
  };
}

test('each refused row is told with line, column, value and remedy, and the good rows go in', async () => {
  const text = accountsCsv(owner.email, [
    { external_id: 'bad-1', name: 'Two\nlines, one "quote"' },
    { external_id: 'bad-2', segment: 'HUGE', time_zone: 'Mars/Base' },
    { external_id: 'bad-3', annual_recurring_revenue: '12.345' },
    { external_id: 'bad-4', currency: 'JPY', annual_recurring_revenue: '1200' },
    { external_id: 'bad-5', owner_email: 'nobody@mainstay.example' },
    { external_id: 'bad-1', name: 'Again' },
    { external_id: 'bad-6', won_on: '2026-02-30' },
    { external_id: 'bad-7', lifecycle_stage: 'CHURNED' },
    { external_id: '', name: 'No id' },
    { external_id: 'bad-8', name: 'NUL\0' },
  ]);
  const report = await importText(api, 'accounts', text, { source: 'bad' });
  expect(countsOf(report)).toEqual({ rows: 10, created: 2, updated: 0, unchanged: 0, refused: 8 });
  expect(report.problems.map(({ line, column, value }) => [line, column, value])).toEqual([
    [4, 'segment', 'HUGE'],
    [4, 'time_zone', 'Mars/Base'],
    [5, 'annual_recurring_revenue', '12.345'],
    [7, 'owner_email', 'nobody@mainstay.example'],
    [8, 'external_id', 'bad-1'],
    [9, 'won_on', '2026-02-30'],
    [10, null, null],
    [11, 'external_id', ''],
    [12, 'name', 'NUL\0'],
  ]);
  expect(report.problems[0]).toMatchObject({
    field: 'segment',
    message: '"HUGE" is not known.',
    remedy: 'Use one of ENTERPRISE, MID_MARKET, SMALL_BUSINESS, CONSUMER.',
  });
  expect(report.problems[4]?.message).toBe('Line 8 says again what line 2 is about.');
  // A field without a column of its own is named all the same.
  expect(report.problems[6]).toMatchObject({ line: 10, field: 'churned_on', column: null });
  const [{ name }] = (await rowsOf<{ name: string }>(
    api,
    `SELECT name FROM account a JOIN account_external_id e ON e.account_id = a.id WHERE external_id = 'bad-1'`,
  )) as [{ name: string }];
  expect(name).toBe('Two\nlines, one "quote"');
});

test('accounts that are there are updated; columns that are missing leave values, empty cells empty them', async () => {
  const rows = [
    { external_id: 'up-1', industry: 'Retail', employees: '12', domains: 'one.example two.example' },
    { external_id: 'up-2', industry: 'Retail', employees: '12', domains: '' },
  ];
  await importText(api, 'accounts', accountsCsv(owner.email, rows), { source: 'up' });
  const changed = csv([
    { external_id: 'up-1', industry: '', employees: '13' },
    { external_id: 'up-2', industry: 'Retail', employees: '12' },
    { external_id: 'up-3', industry: 'Retail', employees: '12' },
  ]);
  const report = await importText(api, 'accounts', changed, { source: 'up', updateOnly: true });
  expect(countsOf(report)).toEqual({ rows: 3, created: 0, updated: 1, unchanged: 1, refused: 1 });
  expect(report.problems).toMatchObject([{ line: 4, column: 'external_id', value: 'up-3' }]);
  const accounts = await rowsOf(
    api,
    `SELECT e.external_id, industry, employees, domains, version FROM account a
     JOIN account_external_id e ON e.account_id = a.id WHERE source = 'up' ORDER BY 1`,
  );
  expect(accounts).toEqual([
    {
      external_id: 'up-1',
      industry: null,
      employees: 13,
      domains: ['one.example', 'two.example'],
      version: 2,
    },
    { external_id: 'up-2', industry: 'Retail', employees: 12, domains: [], version: 1 },
  ]);
  const audit = await rowsOf(api, `SELECT actor_name, changes FROM audit_entry WHERE change = 'UPDATED'`);
  expect(audit).toEqual([
    {
      actor_name: 'import',
      changes: { industry: { from: 'Retail', to: null }, employees: { from: 12, to: 13 } },
    },
  ]);
});

test('parents may come later in the file, and nobody stands above themselves', async () => {
  const text = accountsCsv(owner.email, [
    { external_id: 'p-child', parent_external_id: 'p-middle' },
    { external_id: 'p-middle', parent_external_id: 'p-top' },
    { external_id: 'p-top', parent_external_id: '' },
    { external_id: 'p-lost', parent_external_id: 'p-none' },
    { external_id: 'p-one', parent_external_id: 'p-two' },
    { external_id: 'p-two', parent_external_id: 'p-one' },
    { external_id: 'p-self', parent_external_id: 'p-self' },
  ]);
  const plan = await importText(api, 'accounts', text, { source: 'tree', dryRun: true });
  const report = await importText(api, 'accounts', text, { source: 'tree' });
  expect(plan).toEqual({ ...report, dryRun: true });
  expect(countsOf(report)).toMatchObject({ created: 3, refused: 4 });
  expect(report.problems.map(({ line, column }) => [line, column])).toEqual(
    [5, 6, 7, 8].map((line) => [line, 'parent_external_id']),
  );
  const turned = accountsCsv(owner.email, [{ external_id: 'p-top', parent_external_id: 'p-child' }]);
  for (const dryRun of [true, false]) {
    const circle = await importText(api, 'accounts', turned, { source: 'tree', dryRun });
    expect(circle.problems).toMatchObject([{ line: 2, column: 'parent_external_id', value: 'p-child' }]);
  }
});

test('another owner ends the ownership of the one before, and nobody who can’t own accounts becomes one', async () => {
  const viewer = await api.member('VIEWER');
  const next = await api.member('CSM');
  const file = (email: string): string => accountsCsv(email, [{ external_id: 'own-1' }]);
  await importText(api, 'accounts', file(owner.email), { source: 'own' });
  const report = await importText(api, 'accounts', file(viewer.email), { source: 'own' });
  expect(report.problems).toMatchObject([
    { column: 'owner_email', message: `Nobody with the address ${viewer.email} can own accounts.` },
  ]);
  await importText(api, 'accounts', file(next.email.toUpperCase()), { source: 'own' });
  const team = await rowsOf(
    api,
    `SELECT member_id, role, ended_at IS NULL AS open FROM team_assignment t
     JOIN account_external_id e USING (account_id) WHERE e.source = 'own' ORDER BY t.id`,
  );
  expect(team).toEqual([
    { member_id: owner.rowId, role: 'OWNER', open: false },
    { member_id: next.rowId, role: 'OWNER', open: true },
  ]);
});

test('who becomes a customer in stage ONBOARDING is onboarded, and nobody else', async () => {
  const stages = { 'on-new': 'ONBOARDING', 'on-old': 'ADOPTION', 'on-prospect': 'PROSPECT' };
  const file = (some: Record<string, string>): string =>
    accountsCsv(
      owner.email,
      Object.entries(some).map(([id, stage]) => ({ external_id: id, lifecycle_stage: stage })),
    );
  const started = (): Promise<{ external_id: string; state: string }[]> =>
    rowsOf(
      api,
      `SELECT e.external_id, state FROM onboarding JOIN account_external_id e USING (account_id)
       WHERE source = 'on' ORDER BY 1`,
    );
  await importText(api, 'accounts', file(stages), { source: 'on' });
  expect(await started()).toEqual([{ external_id: 'on-new', state: 'STARTING' }]);
  const again = await importText(
    api,
    'accounts',
    file({ 'on-old': 'ONBOARDING', 'on-prospect': 'ONBOARDING' }),
    { source: 'on' },
  );
  expect(again.problems).toMatchObject([
    { line: 2, message: 'The account was won already; it is in stage ADOPTION.' },
  ]);
  expect((await started()).map(({ external_id }) => external_id)).toEqual(['on-new', 'on-prospect']);
  const back = await importText(api, 'accounts', file({ 'on-new': 'PROSPECT' }), { source: 'on' });
  expect(back.problems).toMatchObject([{ column: 'lifecycle_stage', value: 'PROSPECT' }]);
  const left = accountsCsv(owner.email, [
    { external_id: 'on-new', lifecycle_stage: 'CHURNED', churned_on: '2025-04-01' },
  ]);
  await importText(api, 'accounts', left, { source: 'on' });
  expect((await started())[0]).toEqual({ external_id: 'on-new', state: 'CANCELLED' });
  // Back, and past its onboarding before a file said so.
  const returned = await importText(api, 'accounts', file({ 'on-new': 'ADOPTION' }), { source: 'on' });
  expect(countsOf(returned)).toMatchObject({ updated: 1, refused: 0 });
  const commands = await rowsOf(
    api,
    `SELECT kind FROM outbox_command JOIN account_external_id e USING (account_id)
     WHERE e.external_id = 'on-new' ORDER BY number`,
  );
  expect(commands).toEqual([{ kind: 'START' }, { kind: 'SIGNAL' }]);
});

test('the same file imported twice at the same moment makes every account once', async () => {
  const ids = Array.from({ length: 300 }, (_, index) => ({ external_id: `twin-${index}` }));
  const text = accountsCsv(owner.email, ids);
  const both = await Promise.all([1, 2].map(() => importText(api, 'accounts', text, { source: 'twin' })));
  expect(both.map(({ refused }) => refused)).toEqual([0, 0]);
  const [first, second] = both.map(countsOf);
  expect((first?.created ?? 0) + (second?.created ?? 0)).toBe(300);
  expect((first?.unchanged ?? 0) + (second?.unchanged ?? 0)).toBe(300);
});

test('the statements of a batch don’t grow with its rows', async () => {
  const statements = async (count: number): Promise<number> => {
    const { manager } = api.composition.database.dataSource;
    const rows = Array.from({ length: count }, (_, index) => ({
      external_id: `many-${count}-${index}`,
      lifecycle_stage: index % 2 === 0 ? 'ONBOARDING' : 'ADOPTION',
    }));
    const counted = jest.spyOn(Object.getPrototypeOf(manager) as { query: () => unknown }, 'query');
    try {
      await importText(api, 'accounts', accountsCsv(owner.email, rows), { source: 'many' });
      return counted.mock.calls.length;
    } finally {
      counted.mockRestore();
    }
  };
  const few = await statements(2);
  expect(few).toBeGreaterThan(5);
  expect(await statements(500)).toBe(few);
});
