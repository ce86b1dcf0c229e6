import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { PlainError } from './plain-error';
import { registerProcess, strikeProcess } from './process-register';
import type { RegisteredProcess } from './process-register';
import type { Service } from './service';

/** A log that is longer than this when its service starts is put aside. */
const LOG_LIMIT = 5_000_000;

/** A service that was started. */
export interface Launched {
  child: ChildProcess;
  entry: RegisteredProcess | undefined;
  /** Resolves when it has ended, with the words for how. */
  ended: Promise<Ending>;
  /** What it has written to its log since it was started. */
  words(): string;
}

/** How a process ended. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** Starts a service as a process of its own group, written down in the run folder, its output in a log file. */
export function launch(service: Service, runFolder: string, logFile: string): Launched {
  rotate(logFile);
  const log = openSync(logFile, 'a', 0o600);
  const from = sizeOf(logFile);
  try {
    const child = spawn(service.command, service.args, {
      // Detached: a Ctrl-C in the terminal would otherwise reach it at the same time as us.
      detached: true,
      stdio: ['ignore', log, log],
      cwd: service.owner ? '/' : process.cwd(),
      env: service.env ?? process.env,
      ...service.owner,
    });
    const entry =
      child.pid === undefined ? undefined : registerProcess(runFolder, { ...service, pid: child.pid });
    const ended = new Promise<Ending>((resolve) => {
      child.once('error', () => resolve({ code: null, signal: null }));
      child.once('exit', (code, signal) => resolve({ code, signal }));
    }).then((ending) => {
      if (entry) strikeProcess(runFolder, entry);
      return ending;
    });
    return { child, entry, ended, words: () => readFileSync(logFile).subarray(from).toString() };
  } finally {
    closeSync(log);
  }
}

/**
 * Waits until a service that was launched answers.
 *
 * @throws PlainError when it ends first, or takes longer than the given milliseconds
 */
export async function untilReady(
  service: Service,
  launched: Launched,
  within: number,
  logFile: string,
): Promise<void> {
  const stop = new AbortController();
  const late = pause(within, 'late' as const, { signal: stop.signal, ref: false }).catch(
    () => 'late' as const,
  );
  const ready = service.ready(stop.signal).then(() => 'ready' as const);
  try {
    const first = await Promise.race([ready, late, launched.ended]);
    if (first === 'ready') return;
    if (first === 'late') {
      throw new PlainError(
        `${service.title} did not answer within ${within / 1_000} s: its log is ${logFile}.`,
      );
    }
    throw endedEarly(service, first, launched, logFile);
  } catch (error) {
    // It isn't left behind half-started.
    launched.child.kill('SIGKILL');
    await launched.ended;
    throw error;
  } finally {
    ready.catch(() => undefined);
    stop.abort(new Error('No longer of interest'));
  }
}

/** The exit code of a program whose configuration is wrong; what it wrote says how. */
export const WRONG_CONFIGURATION = 78;

function endedEarly(service: Service, ending: Ending, launched: Launched, logFile: string): PlainError {
  const words = launched.words().trim();
  if (ending.code === WRONG_CONFIGURATION && words !== '') return new PlainError(words);
  const last = words.split('\n').pop() ?? '';
  return new PlainError(
    `${service.title} ended while it was starting (${endingInWords(ending)})${last ? `: ${last}` : ''}\n  Its log is ${logFile}.`,
  );
}

/** `exit code 1`, `SIGKILL`. */
export function endingInWords(ending: Ending): string {
  return ending.signal ?? (ending.code === null ? 'it could not be run' : `exit code ${ending.code}`);
}

function rotate(logFile: string): void {
  if (sizeOf(logFile) > LOG_LIMIT) renameSync(logFile, `${logFile}.1`);
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
