import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { savedOperationNames } from '../../api/platform/telemetry/saved-operation-names';
import { freePorts } from '../../local/free-ports';
import { projectRoot } from '../../local/project-root';
import { savedOperations } from '../../web-schema/saved-operations';
import { startApi, untyped, type TestApi } from '../support/api';
import { guardProcess } from '../support/engines';

let api: TestApi;
let logged = '';
const log = new PassThrough();
beforeAll(async () => {
  log.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  api = await startApi({ LOG_LEVEL: 'info' }, log);
});
afterAll(() => api.close());

const findMembers = untyped<{ members: object }>(
  'query FindMembers($id: ID!) { members { nodes { name email } } member(id: $id) { name } }',
);

function lines(): Record<string, unknown>[] {
  return logged
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Does the work, and waits for as many lines as it makes: the last is written once the answer is out. */
async function linesOf(count: number, work: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
  const before = lines().length;
  await work();
  while (lines().length < before + count) await once(log, 'data');
  return lines().slice(before);
}

test('a request is one line: what was done and how long it took, and nothing that is somebody’s', async () => {
  const ada = await api.member('CSM', { name: 'Ada Quillfeather', email: 'ada.quillfeather@example.org' });
  const [first, second, ...more] = await linesOf(2, async () => {
    await api.graphql(ada, findMembers, { id: ada.id });
    await api.answer(null, untyped('{ members { nodes { name } } }'));
  });
  expect(first).toMatchObject({
    requestId: expect.any(String) as unknown,
    method: 'POST',
    route: '/graphql',
    status: 200,
    milliseconds: expect.any(Number) as unknown,
    actor: 'MEMBER',
    operation: 'FindMembers',
    kind: 'query',
    codes: [],
  });
  expect(second).toMatchObject({ actor: 'ANONYMOUS', operation: null });
  expect(more).toEqual([]);
  for (const secret of ['Quillfeather', 'quillfeather', ada.rowId, ada.token])
    expect(logged).not.toContain(secret);
});

test('a password that was typed wrong is not in the log', async () => {
  const attempt = untyped('mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }');
  await api.answer(null, attempt, {
    input: { email: 'someone@example.org', password: 'my dog is called Rex' },
  });
  expect(logged).not.toMatch(/someone@|Rex/);
});

test('a failure on our side is logged under the id that the client gets, without the row that caused it', async () => {
  const admin = await api.member('ADMIN');
  const { pool } = api.composition.database;
  await pool.query(`ALTER TABLE member ADD CONSTRAINT broken CHECK (email NOT LIKE 'unlucky.%') NOT VALID`);
  const create = untyped(
    'mutation ($input: CreateMemberInput!) { createMember(input: $input) { __typename } }',
  );
  const input = {
    email: 'unlucky.person@example.org',
    name: 'Unlucky Person',
    role: 'CSM',
    timeZone: 'UTC',
    language: 'en',
  };
  const [failure, request] = await linesOf(2, async () => {
    const { errors } = await api.answer(admin, create, { input });
    expect(errors[0]?.extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      errorId: expect.any(String) as unknown,
    });
    expect(errors[0]?.message).not.toMatch(/constraint|broken|unlucky/i);
  });
  expect(failure).toMatchObject({ level: 50, msg: 'a request failed', err: { code: '23514' } });
  expect(request).toMatchObject({ codes: ['INTERNAL_SERVER_ERROR'] });
  expect(logged).not.toMatch(/unlucky.person|Unlucky Person/);
  await pool.query('ALTER TABLE member DROP CONSTRAINT broken');
});

test('probes are not logged', async () => {
  const [line, ...more] = await linesOf(1, async () => {
    for (const path of ['/healthz', '/readyz', '/metrics']) await (await fetch(api.url + path)).text();
    await api.answer(null, untyped('query AfterProbes { __typename }'));
  });
  expect([line?.['operation'], more]).toEqual(['AfterProbes', []]);
});

test('Prometheus reads durations by operation, the use of the pool, and the process itself', async () => {
  const admin = await api.member('ADMIN');
  await linesOf(2, async () => {
    await api.answer(admin, untyped('query Members { members { nodes { id } } }'));
    await api.answer(admin, untyped('query MyBook { accounts(first: 900) { nodes { id } } }'));
  });
  const answer = await fetch(`${api.url}/metrics`);
  const page = await answer.text();
  expect(answer.headers.get('content-type')).toContain('text/plain');
  const count = 'mainstay_graphql_request_duration_seconds_count';
  expect(page).toMatch(new RegExp(`${count}\\{operation="Members",outcome="answered"\\} [1-9]`));
  expect(page).toContain(`${count}{operation="MyBook",outcome="refused"} 1`);
  expect(page).toMatch(/mainstay_database_connections\{state="open"\} [1-9]/);
  expect(page).toContain('process_resident_memory_bytes');
});

test('operations count by name where they are saved ones; names that clients choose are one', async () => {
  const saved = (await savedOperations()).map(({ name }) => name).sort();
  expect([...savedOperationNames].sort()).toEqual(saved);
  const admin = await api.member('ADMIN');
  const names = Array.from({ length: 10 }, (_, at) => `Flood${at}`);
  await linesOf(names.length, () =>
    Promise.all(names.map((name) => api.answer(admin, untyped(`query ${name} { __typename }`)))),
  );
  const page = await (await fetch(`${api.url}/metrics`)).text();
  expect(page).toMatch(/operation="other",outcome="answered"\} [1-9]\d/);
  expect(page).not.toContain('Flood');
});

describe('OpenTelemetry', () => {
  let collector: Server;
  let process_: ChildProcess | undefined;
  let collected = '';
  beforeAll(async () => {
    collector = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => (collected += chunk.toString('latin1')));
      request.on('end', () => {
        collector.emit('spans');
        response.writeHead(200).end();
      });
    }).listen(0, '127.0.0.1');
    await once(collector, 'listening');
  });
  afterAll(() => {
    process_?.kill('SIGKILL');
    collector.close();
  });

  test('is switched on by its standard variable, and tells of requests and statements without their values', async () => {
    const secret = 'nobody.must.see@example.org';
    const [port = 0] = await freePorts(1);
    await start(port, `http://127.0.0.1:${(collector.address() as AddressInfo).port}`);
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'mutation TracedSignIn($input: SignInInput!) { signIn(input: $input) { __typename } }',
        variables: { input: { email: secret, password: 'a secret word' } },
      }),
    });
    expect(answer.status).toBe(200);
    await answer.arrayBuffer();
    // Spans come in batches: those of statements first, that of the whole request last.
    while (!/TracedSignIn/.test(collected) || !/SELECT[^]*member/.test(collected))
      await once(collector, 'spans');
    expect(collected).not.toContain(secret);
    expect(collected).not.toContain('a secret word');
  });

  /** A process of its own, since tracing patches what is loaded after it. */
  async function start(port: number, endpoint: string): Promise<void> {
    const child = spawn(process.execPath, [join(projectRoot, 'dist', 'api', 'main.js')], {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        DATABASE_URL: api.databaseUrl,
        MAINSTAY_PORT: String(port),
        LOG_LEVEL: 'info',
        OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
        OTEL_BSP_SCHEDULE_DELAY: '50',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    process_ = child;
    if (child.pid !== undefined) guardProcess('traced-api', child.pid);
    for await (const chunk of child.stdout) if (String(chunk).includes('the API listens')) return;
    throw new Error('The API ended before it listened.');
  }
});
