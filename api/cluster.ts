import cluster, { type Worker } from 'node:cluster';
import type { Logger } from 'pino';
import { ConfigError, loadConfig } from './config';
import { createLogger } from './platform/logger';
import { answerForAll } from './platform/telemetry/cluster-metrics';

/** Exit code for a configuration that can't be used (sysexits' EX_CONFIG). */
const badConfiguration = 78;
/** A process that lived no longer than this is replaced no sooner than after `pause`; both in milliseconds. */
const shortLife = 10_000;
const pause = 1_000;

/** Runs several processes of the API behind one port until a signal ends them all. */
export function runCluster(): void {
  try {
    const config = loadConfig(process.env);
    new Processes(config.http.processes, createLogger(config, 'api')).start();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof ConfigError ? badConfiguration : 1);
  }
}

/** The processes that share the port. They share nothing else: who answers a request is nobody's affair. */
class Processes {
  private readonly running = new Map<Worker, { readonly since: number }>();
  private haveListened = false;
  private exitCode: number | undefined;

  constructor(
    private readonly count: number,
    private readonly logger: Logger,
  ) {}

  start(): void {
    cluster.setupPrimary({ serialization: 'advanced' });
    cluster.on('listening', () => (this.haveListened = true));
    cluster.on('exit', (worker, code, signal) => this.ended(worker, code, signal));
    answerForAll(cluster);
    for (let index = 0; index < this.count; index += 1) this.fork();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => this.stop(0));
  }

  private fork(): void {
    if (this.exitCode === undefined) this.running.set(cluster.fork(), { since: performance.now() });
  }

  private ended(worker: Worker, code: number | null, signal: string | null): void {
    const lived = performance.now() - (this.running.get(worker)?.since ?? 0);
    this.running.delete(worker);
    // What keeps the first one from listening keeps them all from it; who started us decides whether to try again.
    if (!this.haveListened) this.stop(code ?? 1);
    if (this.exitCode === undefined) {
      this.logger.error(
        { pid: worker.process.pid, code, signal },
        'a process of the API ended and is replaced',
      );
      setTimeout(() => this.fork(), lived < shortLife ? pause : 0);
    } else if (this.running.size === 0) process.exit(this.exitCode);
  }

  /** Each of them ends what is under way first. */
  private stop(exitCode: number): void {
    if (this.exitCode !== undefined) return;
    this.exitCode = exitCode;
    for (const worker of this.running.keys()) worker.process.kill('SIGTERM');
    if (this.running.size === 0) process.exit(exitCode);
  }
}
