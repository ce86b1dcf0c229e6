import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registeredProcesses } from '../../local/process-register';
import { untilAnswers } from '../../local/service';
import type { Service } from '../../local/service';
import { Supervisor } from '../../local/supervisor';
import { guardProcess } from '../support/engines';
import { until } from './support/local-start';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mainstay-supervisor-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that ends at once where the file is there, and runs on where it isn't. */
function fragile(file: string): Service {
  const script =
    'if (require("fs").existsSync(process.argv[1])) process.exit(7); setInterval(() => {}, 1000)';
  return {
    name: 'fragile',
    title: 'The fragile one',
    order: 1,
    command: process.execPath,
    args: ['-e', script, file],
    stopSignal: 'SIGTERM',
    stopWithin: 5_000,
    ready: (signal) =>
      untilAnswers(() => (existsSync(file) ? Promise.reject(new Error()) : Promise.resolve()), signal),
  };
}

test('what ends while it is started again is told, with when it is tried next, and comes back', async () => {
  const said: string[] = [];
  const runFolder = join(folder, 'run');
  const obstacle = join(folder, 'obstacle');
  mkdirSync(runFolder);
  const running = (): number | undefined => registeredProcesses(runFolder)[0]?.pid;
  const supervisor = new Supervisor({
    runFolder,
    logFolder: folder,
    say: (line) => void said.push(line),
    giveUp: (error) => void said.push(error.message),
  });
  await supervisor.start(fragile(obstacle));
  const first = running() ?? 0;
  guardProcess('fragile', first);
  writeFileSync(obstacle, '');
  process.kill(first, 'SIGKILL');
  await until(() => said.length === 3);
  rmSync(obstacle);
  await until(() => running() !== undefined);
  await supervisor.stop();
  expect(said).toEqual([
    'The fragile one ended unexpectedly (SIGKILL); starting it again.',
    expect.stringMatching(
      /^The fragile one ended while it was starting \(exit code 7\)\n.+log\.\n +It is tried again in 0\.5 s\.$/,
    ),
    expect.stringMatching(/It is tried again in 1\.0 s\.$/),
  ]);
});
