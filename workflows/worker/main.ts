// First, since it patches what is loaded after it.
import '../../api/platform/telemetry/register';
import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { DefaultLogger, Runtime, type LogEntry } from '@temporalio/worker';
import type { Logger } from 'pino';
import { compose, type Composition } from '../../api/composition';
import { ConfigError, loadConfig, type Config } from '../../api/config';
import { createLogger } from '../../api/platform/logger';
import { startHealthServer } from './health-server';
import { WorkerMetrics } from './metrics';
import { parseParts, UsageError } from './parts';
import { WorkerProcess } from './worker-process';

/** Exit code for a configuration that can't be used (sysexits' EX_CONFIG). */
const badConfiguration = 78;
/** What was not ended by then is taken up by others: claims run out, and Temporal gives tasks to another worker. */
const longestShutdown = 25_000;
const longestDelay = 5_000;

async function main(): Promise<void> {
  const parts = parseParts(process.argv.slice(2));
  const config = loadConfig(process.env);
  const logger = createLogger(config, 'worker');
  installRuntime(logger);
  const stopping = stopOnSignal();
  const metrics = new WorkerMetrics();
  let worker: WorkerProcess | undefined;
  const troubles = async () => worker?.troubles() ?? ['The database does not answer.'];
  const { server, port } = await startHealthServer(config.http.host, config.http.workerPort, {
    troubles,
    metrics: metrics.registry,
  });
  const composition = await composeOnceThere(config, logger, stopping);
  if (composition !== undefined) {
    worker = new WorkerProcess(composition, parts, metrics, logger);
    worker.start();
    logger.info({ port, parts: [...parts] }, 'the worker works');
    await aborted(stopping);
    setTimeout(() => process.exit(1), longestShutdown).unref();
    await worker.stop();
    await composition.close();
  }
  server.close();
  process.exit(0);
}

/** The database may come later than we do. Only what will not pass by itself ends the process. */
async function composeOnceThere(
  config: Config,
  logger: Logger,
  stopping: AbortSignal,
): Promise<Composition | undefined> {
  for (let delay = 250; !stopping.aborted; delay = Math.min(delay * 2, longestDelay)) {
    try {
      return await compose(config);
    } catch (error) {
      if (!isPassing(error)) throw error;
      logger.warn({ err: error, againInMilliseconds: delay }, 'the database does not answer yet');
      await pause(delay, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
  return undefined;
}

/** Codes of the network, and of a PostgreSQL that is starting, stopping or full. */
function isPassing(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isPassing);
  const { code, message } = error as { code?: string; message?: string };
  if (code === undefined) return /timeout|terminated/i.test(message ?? '');
  return /^(E(?!RR_)[A-Z_]+|57P0\d|53\d{3}|08\d{3})$/.test(code);
}

function stopOnSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());
  return stopping.signal;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Temporal's own log goes where ours goes, and its signal handlers make way for ours, which stop things in order. */
function installRuntime(logger: Logger): void {
  const log = ({ level, message, meta }: LogEntry): void => {
    const to = level === 'ERROR' ? 'error' : level === 'WARN' ? 'warn' : 'debug';
    logger[to]({ temporal: meta }, message);
  };
  Runtime.install({ logger: new DefaultLogger('INFO', log), shutdownSignals: [] });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof ConfigError || error instanceof UsageError ? badConfiguration : 1);
});
