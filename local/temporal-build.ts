import { execFile, spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { unfinishedFolder } from './bootstrap/cache.cjs';
import { step } from './bootstrap/steps.cjs';
import { registerProcess, strikeProcess } from './process-register';

const run = promisify(execFile);

/** Whether there is a Go compiler on the PATH. */
export async function goIsThere(): Promise<boolean> {
  return run('go', ['version']).then(
    () => true,
    () => false,
  );
}

/**
 * Builds the official Temporal server from its source, through the Go module proxy, and puts it in its place
 * when it is whole. Two at once disturb each other only in speed.
 *
 * @param target where the program shall be
 * @param runFolder where the compiler is written down while it runs, so that it is stopped when we are killed
 */
export async function buildTemporal(version: string, target: string, runFolder: string): Promise<void> {
  const folder = unfinishedFolder('unfinished-temporal-');
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeFolder);
  const done = step(`Building the Temporal server ${version} with Go, once for this machine`, 'about 5 min');
  try {
    await goInstall(`go.temporal.io/server/cmd/server@v${version}`, folder, runFolder);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(folder, basename(target)), target);
  } finally {
    done();
    removeFolder();
    process.off('exit', removeFolder);
  }
}

async function goInstall(program: string, folder: string, runFolder: string): Promise<void> {
  const child = spawn('go', ['install', '-ldflags=-s -w', program], {
    // The build takes no part of its settings from a Go project that happens to be around.
    cwd: folder,
    env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const entry =
    child.pid === undefined
      ? undefined
      : registerProcess(runFolder, {
          name: 'go',
          pid: child.pid,
          order: 0,
          stopSignal: 'SIGINT',
          stopWithin: 5_000,
        });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2_000)));
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        if (code === 0) resolve();
        else reject(new Error(words.trim().split('\n').pop() ?? `go ended with ${code}`));
      });
    });
  } finally {
    if (entry) strikeProcess(runFolder, entry);
  }
}
