import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isSameProcess, processIdentity } from './process-identity';

/** A process that was started, as it is written down in the run folder. */
export interface RegisteredProcess {
  name: string;
  pid: number;
  identity: string;
  /** Processes are stopped in ascending order; those of the same order together. */
  order: number;
  stopSignal: NodeJS.Signals;
  /** How long it may take to stop by itself before it is killed, in milliseconds. */
  stopWithin: number;
}

/**
 * Writes a process down, so that whoever is left after a crash (the guardian, or the next start) can stop it.
 * Answers nothing when the process has already ended.
 */
export function registerProcess(
  runFolder: string,
  process: Omit<RegisteredProcess, 'identity'>,
): RegisteredProcess | undefined {
  const identity = processIdentity(process.pid);
  if (identity === undefined) return undefined;
  const { name, pid, order, stopSignal, stopWithin } = process;
  const entry = { name, pid, identity, order, stopSignal, stopWithin };
  mkdirSync(runFolder, { recursive: true });
  const file = fileOf(runFolder, entry);
  writeFileSync(`${file}.new`, JSON.stringify(entry));
  renameSync(`${file}.new`, file);
  return entry;
}

/** Strikes a process off: it ended, or was stopped. */
export function strikeProcess(runFolder: string, entry: RegisteredProcess): void {
  rmSync(fileOf(runFolder, entry), { force: true });
}

/** Everything that is written down in the run folder, running or not, in the order in which it stops. */
export function registeredProcesses(runFolder: string): RegisteredProcess[] {
  const entries: RegisteredProcess[] = [];
  for (const file of namesIn(runFolder)) {
    if (!file.endsWith('.json')) continue;
    const entry = readEntry(join(runFolder, file));
    if (entry) entries.push(entry);
  }
  return entries.sort((a, b) => a.order - b.order);
}

/** Stops everything that is written down and still running, group by group; answers the names of those. */
export async function stopRegistered(runFolder: string): Promise<string[]> {
  const entries = registeredProcesses(runFolder);
  const stopped: string[] = [];
  for (const order of new Set(entries.map((entry) => entry.order))) {
    const group = entries.filter((entry) => entry.order === order);
    const results = await Promise.all(group.map(stopProcess));
    group.forEach((entry, index) => {
      if (results[index] === true) stopped.push(entry.name);
      strikeProcess(runFolder, entry);
    });
  }
  return stopped;
}

/** Asks a process to stop, waits, and kills it when it doesn't. Answers whether it was running at all. */
export async function stopProcess(entry: RegisteredProcess): Promise<boolean> {
  if (!isSameProcess(entry.pid, entry.identity)) return false;
  signal(entry.pid, entry.stopSignal);
  if (!(await endsWithin(entry, entry.stopWithin))) {
    signal(entry.pid, 'SIGKILL');
    await endsWithin(entry, 5_000);
  }
  return true;
}

async function endsWithin(entry: RegisteredProcess, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    if (!isSameProcess(entry.pid, entry.identity)) return true;
    await pause(20);
  }
  return !isSameProcess(entry.pid, entry.identity);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in between, which is what was wanted.
  }
}

function fileOf(runFolder: string, entry: RegisteredProcess): string {
  return join(runFolder, `${entry.name}-${entry.pid}.json`);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readEntry(file: string): RegisteredProcess | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RegisteredProcess;
  } catch {
    // Half-written by a machine that lost its power: nothing of that time is running any more.
    return undefined;
  }
}
