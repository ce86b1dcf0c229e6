import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../local/free-ports';
import { projectRoot } from '../../local/project-root';
import { startApi, type TestApi, type TestMember } from '../support/api';
import { guardProcess } from '../support/engines';
import { accountsCsv } from '../support/imports';
import { until } from '../support/until';

const compiled = join(projectRoot, 'dist', 'api');
const bundleFolder = join(projectRoot, 'dist', 'bundle');

let api: TestApi;
let admin: TestMember;
/** The API as it is deployed, on the database of these tests. */
let deployed: { url: string; logged: () => string; stop: () => Promise<unknown> };

beforeAll(async () => {
  api = await startApi();
  admin = await api.member('ADMIN');
  deployed = await startDeployed();
});
afterAll(async () => {
  await deployed.stop();
  await api.close();
});

async function startDeployed(): Promise<typeof deployed> {
  const [port = 0] = await freePorts(1);
  const environment = { DATABASE_URL: api.databaseUrl, MAINSTAY_PORT: String(port), LOG_LEVEL: 'info' };
  const child = spawn(process.execPath, [join(compiled, 'main.js')], {
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.pid !== undefined) guardProcess('bundled-api', child.pid);
  let logged = '';
  child.stdout.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  const ended = once(child, 'exit');
  while (!logged.includes('the API listens')) {
    if (child.exitCode !== null) throw new Error('The API ended before it listened.');
    await Promise.race([once(child.stdout, 'data'), ended]);
  }
  const stop = (): Promise<unknown> => {
    child.kill('SIGTERM');
    return ended;
  };
  return { url: `http://127.0.0.1:${port}`, logged: () => logged, stop };
}

async function graphql(query: string, variables = {}): Promise<{ data?: unknown; errors?: unknown }> {
  const answer = await fetch(`${deployed.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${admin.token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await answer.json()) as { data?: unknown; errors?: unknown };
}

test('the bundle answers queries and keeps what was compiled for the next start', async () => {
  const { data } = await graphql('{ members(first: 1) { nodes { id __typename } } }');
  expect(data).toEqual({ members: { nodes: [{ id: admin.id, __typename: 'Member' }] } });
  const [, id = ''] = /^\/\*(\w{64})\*\//.exec(readFileSync(join(bundleFolder, 'api.js'), 'latin1')) ?? [];
  const name = `api.js.${id}.${process.versions.v8}-${process.arch}`;
  await until(
    async () => readdirSync(bundleFolder),
    (names) => names.includes(name),
  );
});

test('the bundle finds what is read beside the code: native code and pages', async () => {
  const input = { email: admin.email, password: 'not the password' };
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }';
  expect(await graphql(signIn, { input })).toEqual({ data: { signIn: { __typename: 'SignInRefused' } } });
  for (const path of ['/readyz', '/metrics', '/graphiql', '/graphiql/main.js']) {
    const answer = await fetch(deployed.url + path);
    expect([path, answer.status]).toEqual([path, 200]);
    await answer.arrayBuffer();
  }
});

test('the bundle imports files', async () => {
  const body = accountsCsv(admin.email, [{ external_id: '1' }]);
  const headers = { 'content-type': 'text/csv', authorization: `Bearer ${admin.token}` };
  const answer = await fetch(`${deployed.url}/import/accounts?dryRun=true`, {
    method: 'POST',
    body,
    headers,
  });
  expect([answer.status, await answer.json()]).toMatchObject([200, { kind: 'accounts', dryRun: true }]);
});

test('a failure in the bundle names our files and lines', async () => {
  const { pool } = api.composition.database;
  await pool.query(`ALTER TABLE member ADD CONSTRAINT broken CHECK (email NOT LIKE 'unlucky.%') NOT VALID`);
  const create = 'mutation ($input: CreateMemberInput!) { createMember(input: $input) { __typename } }';
  const email = 'unlucky.person@example.org';
  const { errors } = await graphql(create, {
    input: { email, name: 'Unlucky Person', role: 'CSM', timeZone: 'UTC', language: 'en' },
  });
  expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  await pool.query('ALTER TABLE member DROP CONSTRAINT broken');
  const failure = async (): Promise<string | undefined> =>
    deployed
      .logged()
      .split('\n')
      .find((text) => /a request failed.*\}$/.test(text));
  const line = (await until(failure, (found) => found !== undefined)) ?? '';
  const { err } = JSON.parse(line) as { err: { stack: string } };
  const source = readFileSync(join(projectRoot, 'api', 'domains', 'members', 'member.service.ts'), 'utf8');
  const [, number = '0'] = /api\/domains\/members\/member\.service\.ts:(\d+):\d+/.exec(err.stack) ?? [];
  expect(source.split('\n')[Number(number) - 1]).toContain('await ');
});

test('what was compiled of one bundle is not run for another of the same length', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-bundle-'));
  const file = join(folder, 'some.js');
  const program = `const { exports, keepCompiled } = require(process.argv[1]).loadBundle(process.argv[2]);
    console.log(exports.answer()); keepCompiled();`;
  const run = (): string =>
    execFileSync(process.execPath, ['-e', program, join(compiled, 'bundle.js'), file], { encoding: 'utf8' });
  try {
    writeFileSync(file, `/*${'1'.repeat(64)}*/exports.answer = () => 1;`);
    expect([run(), run()]).toEqual(['1\n', '1\n']);
    writeFileSync(file, `/*${'2'.repeat(64)}*/exports.answer = () => 2;`);
    expect(run()).toBe('2\n');
    expect(readdirSync(folder)).toHaveLength(3);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
