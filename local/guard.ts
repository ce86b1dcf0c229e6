import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from './project-root';

/** A guardian at work. */
export interface Guard {
  /** Lets the guardian go: it stops whatever is still written down, and ends. Resolves when it has. */
  release(): Promise<void>;
}

/** A guardian that ends sooner than this can't do its work, and isn't replaced, in milliseconds. */
const SOON = 1_000;

/**
 * Starts a guardian for the processes of a run folder: should this process die in any way, they are stopped
 * in order, and a temporary folder is removed after them. A guardian that is killed is replaced.
 */
export function startGuard(runFolder: string, removeAfterwards?: string): Guard {
  mkdirSync(runFolder, { recursive: true });
  const script = join(projectRoot, 'dist', 'local', 'guardian.js');
  const args = [script, runFolder, ...(removeAfterwards === undefined ? [] : [removeAfterwards])];
  let released = false;
  let child = begin();

  function begin(): ChildProcess {
    const began = performance.now();
    // Detached: a Ctrl-C in the terminal goes to a whole process group, and must not reach it.
    const guardian = spawn(process.execPath, args, {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
    });
    guardian.once('error', () => undefined);
    guardian.once('exit', () => {
      if (!released && performance.now() - began > SOON) child = begin();
    });
    guardian.stdin.on('error', () => undefined);
    guardian.unref();
    // A pipe to a child is a socket, which would keep us alive as well.
    if (guardian.stdin instanceof Socket) guardian.stdin.unref();
    return guardian;
  }

  return {
    release: async () => {
      released = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.ref();
      child.stdin?.end();
      await ended;
    },
  };
}
