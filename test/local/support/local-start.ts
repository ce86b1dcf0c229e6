import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isSameProcess } from '../../../local/process-identity';
import { registeredProcesses } from '../../../local/process-register';
import type { RegisteredProcess } from '../../../local/process-register';
import { projectRoot } from '../../../local/project-root';
import { guardProcess } from '../../support/engines';

/** One `npm start`, in a folder and on ports of its own. */
export class LocalStart {
  private constructor(
    private readonly child: ChildProcess,
    private readonly dataFolder: string,
    private text: string[],
  ) {}

  /** Starts it; what it says and how it ends can be waited for. */
  static begin(dataFolder: string, port: number): LocalStart {
    const script = join(projectRoot, 'dist', 'local', 'start.js');
    const { DATABASE_URL: _database, TEMPORAL_ADDRESS: _temporal, SMTP_URL: _smtp, ...env } = process.env;
    const child = spawn(process.execPath, [script, '--empty', '--port', String(port)], {
      env: { ...env, MAINSTAY_DATA: dataFolder, NODE_ENV: 'development' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const text: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => text.push(chunk.toString()));
    if (child.pid !== undefined) guardProcess('local-start', child.pid);
    return new LocalStart(child, dataFolder, text);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Everything that was said on either output until now. */
  get said(): string {
    return this.text.join('');
  }

  /** Resolves once the screen with the addresses is there. */
  async running(): Promise<void> {
    await until(() => this.said.includes('Stop with Ctrl-C') || this.hasEnded);
    if (this.hasEnded) throw new Error(`It ended instead of running:\n${this.said}`);
  }

  /** Resolves with its exit code, or the signal that ended it. */
  async ended(): Promise<number | string | null> {
    await until(() => this.hasEnded);
    return this.child.exitCode ?? this.child.signalCode;
  }

  /** The processes that it runs, in the order in which they stop. */
  processes(): RegisteredProcess[] {
    const runs = join(this.dataFolder, 'run');
    if (!existsSync(runs)) return [];
    return readdirSync(runs)
      .flatMap((run) => registeredProcesses(join(runs, run)))
      .filter((entry) => isSameProcess(entry.pid, entry.identity));
  }

  /** The number of the guardian that would stop these processes. */
  guardian(): number {
    const runFolder = readdirSync(join(this.dataFolder, 'run')).find((name) =>
      name.startsWith(`${this.pid}-`),
    );
    return Number(readFileSync(join(this.dataFolder, 'run', runFolder ?? '', 'guardian.pid'), 'utf8'));
  }

  /** The number of one of these processes. */
  pidOf(name: string): number | undefined {
    return this.processes().find((entry) => entry.name === name)?.pid;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Whether it has ended, in whatever way. */
  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}

/** Resolves once the condition holds. It ends by the time limit of the test, not by one of its own. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(10);
}
