import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../../local/free-ports';
import { projectRoot } from '../../local/project-root';
import { startApi, type TestApi } from '../support/api';
import { guardProcess } from '../support/engines';
import { until } from '../support/until';

/** A device of Linux that answers every write as a full disk does. */
const fullDisk = '/dev/full';
const testOnLinux = existsSync(fullDisk) ? test : test.skip;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('health says that the process lives, readiness that the database answers', async () => {
  const health = await fetch(`${api.url}/healthz`);
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  const ready = await fetch(`${api.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
});

test('a request id that is harmless is kept, any other is replaced, and every answer has one', async () => {
  const idOf = async (given?: string): Promise<string | null> => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(given !== undefined && { 'x-request-id': given }) },
      body: '{"query":"{ __typename }"}',
    });
    return response.headers.get('x-request-id');
  };
  expect(await idOf('trace-1:2.3')).toBe('trace-1:2.3');
  expect(await idOf('a b"c')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await idOf()).toMatch(/^[0-9a-f-]{36}$/);
});

testOnLinux(
  'a log that takes no more lines keeps nobody waiting: the API answers, and ends when asked',
  async () => {
    const [port = 0] = await freePorts(1);
    const log = openSync(fullDisk, 'w');
    const { NODE_OPTIONS: _ours, ...environment } = process.env;
    const child = spawn(process.execPath, [join(projectRoot, 'dist', 'api', 'main.js')], {
      env: { ...environment, DATABASE_URL: api.databaseUrl, MAINSTAY_PORT: String(port), LOG_LEVEL: 'info' },
      stdio: ['ignore', log, 'inherit'],
    });
    closeSync(log);
    if (child.pid !== undefined) guardProcess('api', child.pid);
    const ended = once(child, 'exit');
    const body = '{"query":"{ __typename }"}';
    const headers = { 'content-type': 'application/json', connection: 'close' };
    const ask = async (): Promise<number> =>
      fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body }).then(
        ({ status }) => status,
        () => 0,
      );
    await until(ask, (status) => status === 200);
    expect(await Promise.all(Array.from({ length: 20 }, ask))).toEqual(Array(20).fill(200));
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  },
);
