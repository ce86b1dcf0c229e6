import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { processIdentity } from './process-identity';
import { stopProcess } from './process-register';

/**
 * Clears what an earlier server left in its data folder: a server that still runs on it is stopped in order,
 * and a `postmaster.pid` whose number now belongs to some other program is removed (PostgreSQL would take that
 * program for itself, and refuse to start). Answers whether a server had to be stopped.
 */
export async function clearPostgresLeftover(dataFolder: string): Promise<boolean> {
  const pidFile = join(dataFolder, 'postmaster.pid');
  const pid = pidIn(pidFile);
  if (pid === undefined) return false;
  const identity = processIdentity(pid);
  if (identity === undefined || !runsOn(pid, dataFolder)) {
    rmSync(pidFile, { force: true });
    return false;
  }
  return stopProcess({ name: 'postgres', pid, identity, order: 0, stopSignal: 'SIGINT', stopWithin: 20_000 });
}

function pidIn(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function runsOn(pid: number, dataFolder: string): boolean {
  try {
    // A PostgreSQL server works inside its data folder.
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === dataFolder;
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes(dataFolder);
  } catch {
    return false;
  }
}
