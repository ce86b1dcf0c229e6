import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi, type TestApi, type TestMember } from '../support/api';
import { accountsCsv, rowsOf } from '../support/imports';

// Each call starts a process of its own, which takes its time on a busy machine.
jest.setTimeout(120_000);

let api: TestApi;
let owner: TestMember;
let folder: string;
beforeAll(async () => {
  api = await startApi();
  owner = await api.member('CSM');
  folder = mkdtempSync(join(tmpdir(), 'mainstay-import-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await api.close();
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as `npm run import` does, on what the build made of it. */
function importCommand(...args: string[]): Promise<Ended> {
  const program = join(__dirname, '..', '..', 'dist', 'api', 'commands', 'import.js');
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], DATABASE_URL: api.databaseUrl },
  });
  return new Promise((resolve, reject) => {
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

test('the command imports a file, says how far it is, and ends with 0 when every row is in', async () => {
  const file = write('good.csv', accountsCsv('', [{ external_id: '1' }, { external_id: '2' }]));
  const set = ['--set', `owner_email=${owner.email}`];
  const plan = await importCommand('accounts', file, '--source', 'billing', '--dry-run', ...set);
  expect(plan).toMatchObject({
    code: 0,
    out: expect.stringContaining('dry run: nothing was written') as string,
  });
  const done = await importCommand('accounts', file, '--source', 'billing', ...set);
  expect(done.code).toBe(0);
  expect(done.out).toMatch(/^2 rows of accounts, source billing\n {2}created +2\n/);
  expect(done.err).toMatch(/100 %, 2 rows, [\d,]+ a second/);
  const rows = await rowsOf(
    api,
    `SELECT actor_name, operation FROM audit_entry WHERE subject_type = 'Account'`,
  );
  expect(rows).toEqual(Array(2).fill({ actor_name: 'import', operation: 'importAccounts' }));
});

test('refused rows are told one a line, and the command ends with 1', async () => {
  const rows = [{ external_id: '3' }, { external_id: '4', tier: 'GOLD' }];
  const mapping = write(
    'map.json',
    JSON.stringify({ source: 'mapped', fields: { industry: { constant: 'Retail' } } }),
  );
  const ended = await importCommand(
    'accounts',
    write('bad.csv', accountsCsv(owner.email, rows)),
    '--mapping',
    mapping,
  );
  expect(ended.code).toBe(1);
  expect(ended.out).toContain('line 3, tier "GOLD": "GOLD" is not known. Use one of KEY, GROWTH, SCALED.\n');
  const json = await importCommand('accounts', 'bad.csv', '--mapping', mapping, '--json');
  expect(JSON.parse(json.out)).toMatchObject({ source: 'mapped', unchanged: 1, refused: 1 });
});

test('a remedy that names an option of the import says how the command line calls it, once', async () => {
  const file = write('new.csv', accountsCsv(owner.email, [{ external_id: '5' }, { external_id: '6' }]));
  const { out, code } = await importCommand('accounts', file, '--source', 'new', '--update-only');
  expect(code).toBe(1);
  expect(out.match(/Import without updateOnly/g)).toHaveLength(2);
  expect(out.endsWith('\nOn the command line, updateOnly is --update-only.\n')).toBe(true);
});

test('a call or a file that can’t be understood is one clear error', async () => {
  const wrong = await importCommand('invoices', 'x.csv');
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('Say first what it is') as string });
  const missing = await importCommand('accounts', 'nowhere.csv');
  expect(missing).toMatchObject({ code: 1, err: "nowhere.csv can't be read: there is no such file.\n" });
  const useless = await importCommand('accounts', write('useless.csv', 'a,b\n1,2\n'));
  expect(useless.code).toBe(1);
  expect(useless.err).toContain(
    "useless.csv can't be used, and nothing was imported.\n  file: It has no external_id, name",
  );
  expect(useless.err).toContain('\n  On the command line, updateOnly is --update-only.\n');
});
