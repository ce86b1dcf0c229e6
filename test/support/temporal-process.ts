import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../local/project-root';
import type { WorkerPart } from '../../workflows/worker/parts';
import { guardProcess } from './engines';
import { until } from './until';
import { freePorts } from '../../local/free-ports';

/** A worker as it is run: a process of its own, from what was built. */
export class TestWorkerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly port: number,
    private readonly words: string[],
    private readonly ended: Promise<number | null>,
  ) {}

  static async start(environment: NodeJS.ProcessEnv, only?: WorkerPart): Promise<TestWorkerProcess> {
    const [port = 0] = await freePorts(1);
    const main = join(projectRoot, 'dist', 'workflows', 'worker', 'main.js');
    const env = {
      PATH: process.env['PATH'],
      LOG_LEVEL: 'warn',
      ...environment,
      MAINSTAY_WORKER_PORT: String(port),
    };
    const child = spawn(process.execPath, [main, ...(only === undefined ? [] : [`--only=${only}`])], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const words: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => words.push(chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    if (child.pid !== undefined) guardProcess('worker', child.pid);
    const worker = new TestWorkerProcess(child, port, words, ended);
    await worker.untilAnswers('/healthz', 200);
    return worker;
  }

  /** What it has logged. */
  get log(): string {
    return this.words.join('');
  }

  async untilAnswers(path: string, status: number): Promise<string> {
    const answer = await until(
      () => this.get(path),
      (given) => given.status === status || this.child.exitCode !== null,
    );
    if (answer.status !== status) throw new Error(`The worker ended: ${this.log}`);
    return answer.body;
  }

  /** At once, and without a chance to tidy up. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** As an operator does it; answers with the exit code. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  private async get(path: string): Promise<{ status: number; body: string }> {
    try {
      const response = await fetch(`http://127.0.0.1:${this.port}${path}`);
      return { status: response.status, body: await response.text() };
    } catch {
      return { status: 0, body: '' };
    }
  }
}
