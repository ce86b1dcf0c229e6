import { parseMapping } from '../../api/domains/imports/mapping.schema';
import { BadInput } from '../../api/shared/errors';
import { startApi, type TestApi, type TestMember } from '../support/api';
import { accountsCsv, countsOf, csv, importText, rowsOf } from '../support/imports';

let api: TestApi;
let owner: TestMember;
beforeAll(async () => {
  api = await startApi();
  owner = await api.member('CSM');
});
afterAll(() => api.close());

test('a byte-order mark, CRLF, blank lines and quotes over several lines are understood', async () => {
  const rows = [
    { external_id: 'f-1', name: 'One\n"and a half"' },
    { external_id: 'f-2', segment: 'WRONG' },
  ];
  const [header = '', ...lines] = accountsCsv(owner.email, rows).split('\n');
  const text = `\uFEFF${[header, '', ...lines, '', ''].join('\r\n')}`;
  const report = await importText(api, 'accounts', text, { source: 'format' });
  expect(countsOf(report)).toMatchObject({ rows: 2, created: 1, refused: 1 });
  expect(report.problems).toMatchObject([{ line: 5, column: 'segment', value: 'WRONG' }]);
});

test('rows of another width, without UTF-8, or behind a quote that never closes are refused alone', async () => {
  const good = accountsCsv(owner.email, [{ external_id: 'w-1' }, { external_id: 'w-2', name: 'Größe' }]);
  const text = Buffer.concat([
    Buffer.from(good),
    Buffer.from('w-3,too,short\n'),
    Buffer.from(good.split('\n')[1]?.replace('w-1', 'w-4').replace('Company', 'M\xfcller') ?? '', 'latin1'),
    Buffer.from('\nw-5,"never closed\nw-6,x\n'),
  ]);
  const report = await importText(api, 'accounts', text, { source: 'width' });
  expect(countsOf(report)).toEqual({ rows: 5, created: 2, updated: 0, unchanged: 0, refused: 3 });
  expect(report.problems).toMatchObject([
    { line: 4, column: null, message: 'The row has 3 cells, the header has 11.' },
    { line: 5, column: 'name', message: 'It has bytes that are not UTF-8.' },
    { line: 6, column: null, message: expect.stringContaining('never closed') as string },
  ]);
});

test.each([
  ['an empty file', '', 'It is empty.'],
  ['a file in UTF-16', Buffer.from('\uFEFFexternal_id,name', 'utf16le'), 'It is in UTF-16.'],
  ['missing columns', 'external_id,name,segment\n1,2,3\n', 'It has no tier, lifecycle_stage'],
  ['another separator', 'external_id;name\n1;2\n', 'It has no external_id, name'],
  ['a column that is there twice', 'external_id,name,name\n', 'It has the column "name" twice.'],
])('%s is one clear error, and nothing is imported', async (_what, text, message) => {
  const error: unknown = await importText(api, 'accounts', text, { source: 'none' }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BadInput);
  expect((error as BadInput).problems.map((problem) => problem.field)).toContain('file');
  expect((error as BadInput).message).toContain(message);
});

test('a mapping renames, translates, counts and fills in', async () => {
  const mapping = parseMapping(
    JSON.stringify({
      kind: 'accounts',
      delimiter: ';',
      fields: {
        external_id: 'Key',
        name: { template: '{Name} ({rowNumber})' },
        segment: { column: 'Size', values: { big: 'ENTERPRISE', small: 'SMALL_BUSINESS' }, default: 'small' },
        tier: { constant: 'GROWTH' },
        lifecycle_stage: { constant: 'ADOPTION' },
        annual_recurring_revenue: { column: 'Monthly', multiply: '12' },
        currency: { constant: 'KWD' },
        time_zone: { constant: 'Asia/Kuwait' },
        language: { constant: 'ar' },
        owner_email: { constant: owner.email },
        won_on: { column: 'Since', dateFormat: 'd.M.yyyy' },
        industry: null,
      },
    }),
  );
  const text =
    'Key;Name;Size;Monthly;Since;industry;Extra\nk1;Dar;big;0.105;3.2.2024;Oil;x\nk2;Bayt;;2;31.12.2023;Oil;x\nk3;Q;odd;2;1.1.2024;;\n';
  const report = await importText(api, 'accounts', text, { mapping, source: 'mapped' });
  expect(report.ignoredColumns).toEqual(['industry', 'Extra']);
  expect(report.problems).toMatchObject([
    {
      line: 4,
      column: 'Size',
      value: 'odd',
      field: 'segment',
      remedy: 'Use one of big, small, or add it to "values".',
    },
  ]);
  const accounts = await rowsOf(
    api,
    `SELECT name, segment, annual_recurring_revenue, won_on::text, industry FROM account WHERE currency = 'KWD' ORDER BY name`,
  );
  expect(accounts).toEqual([
    {
      name: 'Bayt (2)',
      segment: 'SMALL_BUSINESS',
      annual_recurring_revenue: '24000',
      won_on: '2023-12-31',
      industry: null,
    },
    // Three decimals, exactly: 12 times 0.105.
    {
      name: 'Dar (1)',
      segment: 'ENTERPRISE',
      annual_recurring_revenue: '1260',
      won_on: '2024-02-03',
      industry: null,
    },
  ]);
});

test('everything that is wrong with a mapping is named', async () => {
  const wrong = {
    kind: 'customers',
    colour: 'red',
    fields: {
      name: { column: 'a', constant: 'b' },
      won_on: { column: 'a', monthsBefore: 'soon' },
      tier: 7,
      segment: { column: 'a', multiply: 'twice' },
    },
  };
  const problems = problemsOf(() => parseMapping(JSON.stringify(wrong)));
  expect(problems.map(({ field }) => field).toSorted()).toEqual([
    'mapping',
    'mapping.fields.name',
    'mapping.fields.segment.multiply',
    'mapping.fields.tier',
    'mapping.fields.won_on.monthsBefore',
    'mapping.kind',
  ]);
  expect(problemsOf(() => parseMapping('{')).map(({ field }) => field)).toEqual(['mapping']);

  const mapping = parseMapping('{"kind": "contacts", "fields": {"name": "Nom", "shoes": "Shoes"}}');
  const other: unknown = await importText(api, 'accounts', 'a\n', { mapping }).catch(
    (thrown: unknown) => thrown,
  );
  expect((other as BadInput).problems).toMatchObject([
    { field: 'mapping.kind', message: 'The mapping is for contacts.' },
  ]);
  const misfit: unknown = await importText(api, 'contacts', 'external_id,account_external_id,roles\n', {
    mapping,
  }).catch((thrown: unknown) => thrown);
  expect((misfit as BadInput).problems.map(({ field }) => field)).toEqual([
    'mapping.fields.shoes',
    'mapping.fields.name',
  ]);
});

test('a thousand problems are told, and the rest counted', async () => {
  const rows = Array.from({ length: 1500 }, (_, index) => ({ external_id: `t-${index}`, tier: 'NONE' }));
  const report = await importText(api, 'accounts', accountsCsv(owner.email, rows), { source: 'many' });
  expect(report).toMatchObject({ refused: 1500, problemCount: 1500 });
  expect(report.problems).toHaveLength(1000);
  expect(report.problems.at(-1)?.line).toBe(1001);
});

test('days and moments can be moved by whole days', async () => {
  const accounts = accountsCsv(owner.email, [{ external_id: 's-1', won_on: '2024-02-27' }]);
  await importText(api, 'accounts', accounts, { source: 'shift', shiftDays: 364 });
  const timeline = csv([
    {
      external_id: 'e-1',
      account_external_id: 's-1',
      kind: 'NOTE',
      // The clocks change between the two: it stays nine in the morning.
      occurred_at: '2024-03-30 09:00',
      subject: 'A note',
    },
  ]);
  await importText(api, 'timeline', timeline, { source: 'shift', shiftDays: 1 });
  expect(
    await rowsOf(
      api,
      `SELECT won_on::text, occurred_at AT TIME ZONE 'Europe/Berlin' = '2024-03-31 09:00' AS morning
       FROM account a JOIN timeline_entry e ON e.account_id = a.id WHERE e.source = 'shift'`,
    ),
  ).toEqual([{ won_on: '2025-02-25', morning: true }]);
});

test('a moment that no time zone keeps within four digits of a year is refused', async () => {
  const accounts = accountsCsv(owner.email, [{ external_id: 'far-1' }]);
  await importText(api, 'accounts', accounts, { source: 'far' });
  const entry = { account_external_id: 'far-1', kind: 'MEETING', subject: 'Far away' };
  const timeline = csv([
    { ...entry, external_id: 'e-1', occurred_at: '9999-12-31T23:59:59-15:00' },
    { ...entry, external_id: 'e-2', occurred_at: '0001-01-01T00:00:00+01:00' },
    { ...entry, external_id: 'e-3', occurred_at: '9998-06-30T12:00:00Z' },
  ]);
  const report = await importText(api, 'timeline', timeline, { source: 'far' });
  expect(report.problems).toMatchObject([
    { line: 2, column: 'occurred_at', message: 'It is too far away.' },
    { line: 3, column: 'occurred_at', message: 'It is too far away.' },
  ]);
  expect(countsOf(report)).toMatchObject({ created: 1, refused: 2 });
});

test('what only the database knows to be wrong is refused alone, and the rest of its batch goes in', async () => {
  await api.composition.database.pool.query(
    'ALTER TABLE account ADD CONSTRAINT no_thirteen CHECK (employees <> 13)',
  );
  const rows = Array.from({ length: 40 }, (_, index) => ({
    external_id: `d-${index}`,
    employees: String(index),
  }));
  const report = await importText(api, 'accounts', accountsCsv(owner.email, rows), { source: 'database' });
  expect(countsOf(report)).toMatchObject({ created: 39, refused: 1 });
  expect(report.problems).toMatchObject([{ line: 15, message: 'The database refuses it: no_thirteen.' }]);
});

function problemsOf(work: () => unknown): BadInput['problems'] {
  try {
    work();
  } catch (error) {
    if (error instanceof BadInput) return error.problems;
    throw error;
  }
  throw new Error('A refusal was expected.');
}
