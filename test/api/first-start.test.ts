import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { withClient } from '../../local/postgres';
import { verifyPassword } from '../../api/platform/auth/passwords';
import { createTestDatabase, guardProcess, type TestDatabase } from '../support/engines';

const commands = join(__dirname, '..', '..', 'dist', 'api', 'commands');

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

interface Report {
  administrator: { email: string; password: string } | null;
  sample: Record<string, number> | null;
  sender: { company: string; mailFrom: string } | null;
}

interface Ended {
  code: number | null;
  output: string;
  told: string[];
}

/** Runs a compiled command on the database of the test; `onLine` gets what it tells while it runs. */
async function run(
  name: string,
  args: string[] = [],
  onLine: (line: string, child: ChildProcess) => void = () => undefined,
  env: NodeJS.ProcessEnv = { DATABASE_URL: database.url },
): Promise<Ended> {
  const child = spawn(process.execPath, [join(commands, `${name}.js`), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...env },
  });
  if (child.pid !== undefined) guardProcess(name, child.pid);
  const told: string[] = [];
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  createInterface({ input: child.stderr }).on('line', (line) => {
    told.push(line);
    onLine(line, child);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, told };
}

function reportOf({ output }: Ended): Report {
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Report;
}

async function query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const { rows } = await withClient(database.url, (client) => client.query(sql, values));
  return rows as Row[];
}

/** What the book holds, but for ids and what the clock of the database wrote. */
async function book(): Promise<unknown> {
  return query(`SELECT (SELECT json_agg(a.name ORDER BY a.name) FROM account a) AS accounts,
    (SELECT json_agg(json_build_array(c.name, c.email) ORDER BY c.name, c.email) FROM contact c) AS contacts,
    (SELECT json_agg(json_build_array(e.external_id, e.occurred_at) ORDER BY e.external_id) FROM timeline_entry e) AS timeline,
    (SELECT json_agg(json_build_array(t.title, t.due_on, t.status) ORDER BY t.title, t.due_on) FROM task t) AS tasks,
    (SELECT count(*) FROM team_assignment) AS team, (SELECT count(*) FROM account_contact) AS people,
    (SELECT json_agg(m.email ORDER BY m.email) FROM member m) AS members`);
}

async function expectPassword(administrator: Report['administrator']): Promise<void> {
  const [row] = await query<{ hash: string; role: string }>(
    'SELECT password_hash AS hash, role FROM member WHERE email = $1',
    [administrator?.email],
  );
  expect(row?.role).toBe('ADMIN');
  expect(await verifyPassword(row?.hash ?? null, administrator?.password ?? '')).toBe(true);
}

test('the first start loads the sample book and makes an administrator; the second does nothing', async () => {
  const first = await run('first-start');
  expect(first.told.join('\n')).not.toMatch(/refused/);
  const { administrator, sample, sender } = reportOf(first);
  expect(sender).toEqual({ company: 'Larkspan', mailFrom: 'success@larkspan.example' });
  expect(administrator?.password).toMatch(/^[a-z0-9]{4}(-[a-z0-9]{4}){4}$/);
  await expectPassword(administrator);
  expect(sample).toMatchObject({ members: 9, tasks: 86 });
  expect(sample?.['accounts']).toBeGreaterThanOrEqual(40);
  expect(first.output).toBe(`${JSON.stringify({ administrator, sample, sender })}\n`);
  const before = await book();
  expect(reportOf(await run('first-start'))).toEqual({ administrator: null, sample: null, sender });
  expect(await book()).toEqual(before);
  const [dates] = await query<{ entries: Date; tasks: Date; today: Date }>(
    `SELECT (SELECT max(occurred_at) FROM timeline_entry) AS entries, now() AS today,
       (SELECT min(due_on) FROM task WHERE status = 'OPEN') AS tasks`,
  );
  const days = (Number(dates?.today) - Number(dates?.entries)) / 86_400_000;
  expect(days).toBeGreaterThan(0);
  expect(days).toBeLessThan(15);
}, 120_000);

test('--empty makes an administrator and nothing else', async () => {
  const { administrator, sample, sender } = reportOf(await run('first-start', ['--empty']));
  expect([sample, sender]).toEqual([null, null]);
  await expectPassword(administrator);
  expect(await query('SELECT email FROM member')).toEqual([{ email: administrator?.email }]);
});

test('killed at any step and started again it completes, and says the password to the one who sees it', async () => {
  const undisturbed = await run('first-start');
  const whole = await book();
  for (const step of ['Adding', 'contacts.csv', 'timeline.csv']) {
    await database.drop();
    database = await createTestDatabase();
    const killed = await run(
      'first-start',
      [],
      (line, child) => line.includes(step) && child.kill('SIGKILL'),
    );
    expect(killed).toMatchObject({ code: null, output: '' });
    const { administrator, sample } = reportOf(await run('first-start'));
    await expectPassword(administrator);
    expect(sample).toEqual(reportOf(undisturbed).sample);
    expect(await book()).toEqual(whole);
  }
}, 240_000);

test('two first starts at the same time make one administrator', async () => {
  const reports = (await Promise.all([run('first-start', ['--empty']), run('first-start', ['--empty'])])).map(
    reportOf,
  );
  expect(reports.filter(({ administrator }) => administrator !== null)).toHaveLength(1);
  expect(await query('SELECT 1 FROM member')).toHaveLength(1);
});

test('the sample stays out of a book that has people already', async () => {
  await query(
    `INSERT INTO member (email, name, role, time_zone, language) VALUES ('a@b.example', 'A', 'CSM', 'UTC', 'en')`,
  );
  const ended = await run('first-start');
  expect(reportOf(ended)).toMatchObject({ sample: null, administrator: { email: 'admin@mainstay.local' } });
  expect(ended.told).toContain(
    'The book has members already (a@b.example), so the sample book stays out of it.',
  );
});

test('a lost password is replaced, for the administrator who is meant', async () => {
  expect(await run('administrator')).toMatchObject({
    code: 1,
    told: ['There is no active administrator. The first start makes one: npm start.'],
  });
  const { administrator } = reportOf(await run('first-start', ['--empty']));
  const { output } = await run('administrator');
  const [, email = '', password = ''] = /^e-mail +(\S+)\npassword +(\S+)\n$/.exec(output) ?? [];
  expect(email).toBe(administrator?.email);
  expect(password).not.toBe(administrator?.password);
  await expectPassword({ email, password });
  await query(
    `INSERT INTO member (email, name, role, time_zone, language) VALUES ('a@b.example', 'A', 'ADMIN', 'UTC', 'en')`,
  );
  const asked = await run('administrator');
  expect(asked).toMatchObject({ code: 1, output: '' });
  expect(asked.told).toEqual([
    expect.stringMatching(/^Which one/),
    '  a@b.example',
    '  admin@mainstay.local',
  ]);
  expect(await run('administrator', ['A@b.example'])).toMatchObject({ code: 0 });
});

test('a configuration that can’t be used ends with 78 and the variable’s name', async () => {
  const ended = await run('first-start', [], undefined, { DATABASE_URL: 'mysql://nowhere' });
  expect(ended).toMatchObject({ code: 78, output: '' });
  expect(ended.told.join('\n')).toMatch(/DATABASE_URL must be an address, such as postgres/);
});
