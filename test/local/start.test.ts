import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePortRange } from '../../local/free-ports';
import { PORTS_TAKEN } from '../../local/settings';
import { LocalStart, until } from './support/local-start';

jest.setTimeout(120_000);

const STOP_ORDER = ['worker', 'api', 'temporal', 'mailbox', 'postgres'];
let folder: string;
let port: number;
let current: LocalStart | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mainstay-start-'));
  port = await freePortRange(PORTS_TAKEN);
});

afterAll(async () => {
  current?.kill('SIGINT');
  await current?.ended();
  rmSync(folder, { recursive: true, force: true });
});

test('a second start beside a running one is refused with a word on the first', async () => {
  const start = await running();
  expect(start.said).toContain(`http://localhost:${port}/graphiql`);
  expect(start.said).toMatch(/password +\S+/);

  const second = LocalStart.begin(folder, await freePortRange(PORTS_TAKEN));
  expect(await second.ended()).toBe(1);
  expect(second.said).toContain(
    `already running here (process ${start.pid}, http://localhost:${port}/graphiql)`,
  );
  expect(await status()).toBe(200);
});

test('the API and the database are started again when they are killed', async () => {
  const start = await running();
  for (const name of ['api', 'postgres']) {
    const pid = start.pidOf(name);
    process.kill(pid ?? 0, 'SIGKILL');
    await until(() => (start.pidOf(name) ?? pid) !== pid);
    await until(async () => (await status()) === 200);
  }
  expect(start.said).toContain('The API ended unexpectedly (SIGKILL)');
});

test('a start that is killed leaves no process, and the next goes on where it left off', async () => {
  const start = await running();
  expect(start.processes().map((entry) => entry.name)).toEqual(STOP_ORDER);
  start.kill('SIGKILL');
  await start.ended();
  await until(() => start.processes().length === 0);

  const next = await running();
  expect(next.said).toContain('as before');
});

test('the next start stops what is left when only the start and its guardian were killed', async () => {
  const start = await running();
  for (const pid of [start.guardian(), start.pid]) process.kill(pid, 'SIGKILL');
  await start.ended();
  expect(start.processes()).toHaveLength(5);

  const next = await running();
  expect(next.said).toContain('worker, api, temporal, mailbox, postgres');
});

test('the next start recovers after every process was killed at once', async () => {
  const start = await running();
  const pids = start.processes().map((entry) => entry.pid);
  for (const pid of [start.guardian(), start.pid, ...pids]) process.kill(pid, 'SIGKILL');
  await start.ended();
  await until(() => start.processes().length === 0);

  await running();
  expect(await status()).toBe(200);
});

test('Ctrl-C stops every process, each before the ones that it needs', async () => {
  const start = await running();
  const seen: string[][] = [];
  const watched = until(() => {
    seen.push(start.processes().map((entry) => entry.name));
    return seen.at(-1)?.length === 0;
  });
  start.kill('SIGINT');
  await watched;
  expect(await start.ended()).toBe(0);
  // What is left at any moment is an end of the order in which they stop.
  for (const names of seen) expect(STOP_ORDER.slice(STOP_ORDER.length - names.length)).toEqual(names);
});

test('a port in use is told in one sentence, and nothing is left running or lying about', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'mainstay-start-'));
  const server = createServer();
  const taken = port + 4;
  await new Promise<void>((resolve) => server.listen(taken, '127.0.0.1', resolve));
  try {
    const start = LocalStart.begin(elsewhere, port);
    expect(await start.ended()).toBe(1);
    expect(start.said.trim().split('\n')).toEqual([
      expect.stringContaining(`Port ${taken}, which the Temporal server needs`),
    ]);
    expect(readdirSync(elsewhere)).toEqual([]);
  } finally {
    server.close();
    rmSync(elsewhere, { recursive: true, force: true });
  }
});

/** The start that the last test left running, or a new one where it left none. */
async function running(): Promise<LocalStart> {
  if (!current || current.hasEnded) {
    current = LocalStart.begin(folder, port);
    await current.running();
  }
  return current;
}

async function status(): Promise<number | undefined> {
  return fetch(`http://127.0.0.1:${port}/readyz`, { headers: { connection: 'close' } }).then(
    (response) => response.status,
    () => undefined,
  );
}
