import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from './plain-error';
import { projectRoot } from './project-root';

/** A guardian at work. */
export interface Guard {
  /** Lets the guardian go: it stops whatever is still written down, and ends. Resolves when it has. */
  release(): Promise<void>;
}

/**
 * Starts a guardian for the processes of a run folder: should this process die in any way, they are stopped
 * in order, and a temporary folder is removed after them.
 */
export function startGuard(runFolder: string, removeAfterwards?: string): Guard {
  mkdirSync(runFolder, { recursive: true });
  const script = join(projectRoot, 'dist', 'local', 'guardian.js');
  const args = [script, runFolder, ...(removeAfterwards === undefined ? [] : [removeAfterwards])];
  // Detached: a Ctrl-C in the terminal goes to a whole process group, and must not reach it.
  const child = spawn(process.execPath, args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: '/' });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.once('error', (error) => {
    throw new PlainError(`The guardian of the local servers could not start: ${error.message}.`);
  });
  child.stdin.on('error', () => undefined);
  child.unref();
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return {
    release: async () => {
      child.ref();
      child.stdin.end();
      await ended;
    },
  };
}
