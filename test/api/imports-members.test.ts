import { startApi, type TestApi, type TestMember } from '../support/api';
import { accountsCsv, csv, importText } from '../support/imports';

let api: TestApi;
let owner: TestMember;
/** Addresses of nobody, of one who has left, and of one who sees no account and owns none. */
let addresses: string[];
beforeAll(async () => {
  api = await startApi();
  owner = await api.member('CSM');
  const gone = await api.member('CSM', { name: 'Greta Gone' });
  await api.composition.database.pool.query('UPDATE member SET active = false WHERE id = $1', [gone.rowId]);
  addresses = ['nobody@mainstay.example', gone.email];
  await importText(api, 'accounts', accountsCsv(owner.email, [{ external_id: 'a-1' }]));
});
afterAll(() => api.close());

const place = { account_external_id: 'a-1' };

test.each([
  ['accounts', 'VIEWER', (email: string) => accountsCsv(email, [{ external_id: 'a-2' }])],
  ['team', null, (email: string) => csv([{ ...place, member_email: email, role: 'BACKUP' }])],
  [
    'tasks',
    'CSM',
    (email: string) => csv([{ ...place, external_id: 't', title: 'Call', owner_email: email }]),
  ],
] as const)('what a file of %s can’t name says nothing of who is a member', async (kind, role, file) => {
  const other = role === null ? [] : [(await api.member(role, { name: 'Ina Between' })).email];
  const told = new Set<string>();
  for (const email of [...addresses, ...other]) {
    const { problems, created } = await importText(api, kind, file(email), { dryRun: true });
    expect([problems.length, created]).toEqual([1, 0]);
    told.add(JSON.stringify(problems).replaceAll(email, '…'));
  }
  expect([...told]).toEqual([expect.stringContaining('Nobody with the address …')]);
  expect([...told][0]).not.toMatch(/Greta|Ina/);
});
