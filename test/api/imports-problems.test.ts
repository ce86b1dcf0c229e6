import { startApi, type TestApi, type TestMember } from '../support/api';
import { accountsCsv, countsOf, csv, importText } from '../support/imports';

let api: TestApi;
let owner: TestMember;
beforeAll(async () => {
  api = await startApi();
  owner = await api.member('CSM');
});
afterAll(() => api.close());

const nobody = 'nobody@mainstay.example';

test('one report says all that is wrong with a row of accounts, and draws no conclusions from what is wrong', async () => {
  const text = accountsCsv(owner.email, [
    { external_id: 'all', segment: 'HUGE', currency: 'EURO', owner_email: nobody },
    { external_id: 'scale', tier: 'TOP', currency: 'JPY', annual_recurring_revenue: '1.5' },
    { external_id: 'days', tier: 'TOP', lifecycle_stage: 'CHURNED', won_on: '2999-01-01' },
    { external_id: 'stage', lifecycle_stage: 'LOST', won_on: '' },
    { external_id: 'number', annual_recurring_revenue: 'much', currency: 'USD', time_zone: 'Mars/Base' },
    { external_id: 'lost', parent_external_id: 'gone', owner_email: nobody },
    { external_id: 'good' },
  ]);
  const report = await importText(api, 'accounts', text, { source: 'problems' });
  expect(countsOf(report)).toEqual({ rows: 7, created: 1, updated: 0, unchanged: 0, refused: 6 });
  expect(fieldsByLine(report.problems)).toEqual({
    2: ['segment', 'owner_email', 'currency'],
    3: ['tier', 'annual_recurring_revenue'],
    4: ['tier', 'won_on', 'churned_on'],
    5: ['lifecycle_stage'],
    6: ['annual_recurring_revenue', 'time_zone'],
    7: ['parent_external_id', 'owner_email'],
  });
});

test('what an update can’t say is not held against it', async () => {
  await importText(api, 'accounts', accountsCsv(owner.email, [{ external_id: 'held' }]), {
    source: 'update',
  });
  const text = csv([
    { external_id: 'held', tier: 'TOP', owner_email: nobody },
    { external_id: 'unknown', tier: 'TOP', owner_email: nobody },
  ]);
  const report = await importText(api, 'accounts', text, { source: 'update', updateOnly: true });
  expect(fieldsByLine(report.problems)).toEqual({ 2: ['tier', 'owner_email'], 3: ['tier', 'external_id'] });
});

const account = { account_external_id: 'gone' };
test.each([
  [
    'contacts',
    { external_id: 'c', ...account, name: 'Ada', roles: 'KING' },
    ['roles', 'account_external_id'],
  ],
  [
    'team',
    { ...account, member_email: nobody, role: 'KING', started_on: '' },
    ['role', 'account_external_id', 'member_email'],
  ],
  [
    'tasks',
    { external_id: 't', ...account, owner_email: nobody, title: 'Call', status: 'LATER' },
    ['status', 'account_external_id', 'owner_email'],
  ],
  [
    'timeline',
    {
      external_id: 'e',
      ...account,
      kind: 'NOTE',
      occurred_at: 'soon',
      subject: 'A note',
      author_email: nobody,
    },
    ['occurred_at', 'author_email', 'account_external_id'],
  ],
] as const)(
  'a wrong cell of %s hides nobody and nothing that the row names in vain',
  async (kind, row, fields) => {
    const report = await importText(api, kind, csv([row]), { source: 'problems' });
    expect(fieldsByLine(report.problems)).toEqual({ 2: fields });
  },
);

function fieldsByLine(problems: readonly { line: number; field: string | null }[]): object {
  const lines = Map.groupBy(problems, ({ line }) => line);
  return Object.fromEntries([...lines].map(([line, found]) => [line, found.map(({ field }) => field)]));
}
