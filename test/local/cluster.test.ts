import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { freePorts } from '../../local/free-ports';
import { projectRoot } from '../../local/project-root';
import { startApi, type TestApi, type TestMember } from '../support/api';
import { guardProcess } from '../support/engines';
import { until } from '../support/until';

let api: TestApi;
let admin: TestMember;
beforeAll(async () => {
  api = await startApi();
  admin = await api.member('ADMIN');
});
afterAll(() => api.close());

/** Several processes of the API behind one port, on the database of these tests. */
class Deployed {
  private text = '';
  readonly ended: Promise<unknown>;

  private constructor(
    readonly child: ChildProcessByStdio<null, Readable, Readable>,
    private readonly port: number,
  ) {
    this.ended = once(child, 'exit');
    for (const output of [child.stdout, child.stderr])
      output.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
  }

  static async start(environment: NodeJS.ProcessEnv = {}): Promise<Deployed> {
    const [port = 0] = await freePorts(1);
    const child = spawn(process.execPath, [join(projectRoot, 'dist', 'api', 'main.js')], {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        LOG_LEVEL: 'info',
        DATABASE_URL: api.databaseUrl,
        MAINSTAY_PORT: String(port),
        MAINSTAY_API_PROCESSES: '2',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (child.pid !== undefined) guardProcess('clustered-api', child.pid);
    return new Deployed(child, port);
  }

  get output(): string {
    return this.text;
  }

  /** The ids of the processes that ever listened, once there are so many of them. */
  listening(count: number): Promise<number[]> {
    const listened = (): number[] =>
      this.text
        .split('\n')
        .filter((line) => line.includes('"the API listens"'))
        .map((line) => (JSON.parse(line) as { pid: number }).pid);
    return until(
      async () => listened(),
      (pids) => pids.length >= count,
    );
  }

  /** Asks on a connection of its own, so that the next process has its turn. */
  async ask(path: string, query?: string): Promise<string> {
    const headers = {
      connection: 'close',
      'content-type': 'application/json',
      authorization: `Bearer ${admin.token}`,
    };
    const request =
      query === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify({ query }) };
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, request);
    const body = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${body}`);
    return body;
  }

  async stop(): Promise<unknown> {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const members = '{ members(first: 1) { nodes { name } } }';

test('several processes share the port, count together, and end together', async () => {
  const deployed = await Deployed.start();
  const pids = await deployed.listening(2);
  expect(new Set(pids).size).toBe(2);
  for (let request = 0; request < 10; request += 1) await deployed.ask('/graphql', members);
  const lines = deployed.output.split('\n').filter((line) => line.includes('"msg":"request"'));
  for (const pid of pids) expect(lines.join('\n')).toContain(`"pid":${pid},`);
  for (let look = 0; look < 4; look += 1) {
    const page = await deployed.ask('/metrics');
    expect(page).toMatch(/^mainstay_graphql_operations_total\{way="compiled"\} 10$/m);
    expect(page).toMatch(/^mainstay_database_connections\{state="open"\} \d+$/m);
  }
  expect(await deployed.stop()).toEqual([0, null]);
  expect(pids.filter(isRunning)).toEqual([]);
});

test('a process that ends is replaced, and the others answer meanwhile', async () => {
  const deployed = await Deployed.start();
  const [first = 0] = await deployed.listening(2);
  process.kill(first, 'SIGKILL');
  await until(
    async () => deployed.output,
    (output) => output.includes('is replaced'),
  );
  for (let request = 0; request < 4; request += 1) await deployed.ask('/graphql', members);
  expect(new Set(await deployed.listening(3)).size).toBe(3);
  await deployed.ask('/metrics');
  await deployed.stop();
});

test('processes whose starter was killed end too', async () => {
  const deployed = await Deployed.start();
  const pids = await deployed.listening(2);
  deployed.child.kill('SIGKILL');
  await deployed.ended;
  await until(
    async () => pids.filter(isRunning),
    (running) => running.length === 0,
  );
});

test('a wrong configuration is told once and ends everything', async () => {
  const deployed = await Deployed.start({ LOG_LEVEL: 'loud' });
  expect(await deployed.ended).toEqual([78, null]);
  expect(deployed.output.match(/LOG_LEVEL must be/g)).toHaveLength(1);
});

test('what keeps the first process from listening ends everything', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as { port: number };
  const deployed = await Deployed.start({ MAINSTAY_PORT: String(port) });
  expect(await deployed.ended).toEqual([1, null]);
  expect(deployed.output).toContain('EADDRINUSE');
  await new Promise((resolve) => taken.close(resolve));
});
