import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Composition } from '../../api/composition';
import { systemContext } from '../../api/system-context';
import { codesOnly } from './activity-failures';
import { createOnboardingActivities } from './onboarding.activities';
import { ensureSearchAttributes } from './search-attributes';

const firstDelay = 500;
const longestDelay = 5_000;

/** Where the workflows' code is: bundled by the build, or to be bundled when the worker starts. */
export function workflowSource(): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'> {
  const codePath = join(__dirname, '..', 'bundle.js');
  return existsSync(codePath)
    ? { workflowBundle: { codePath } }
    : { workflowsPath: require.resolve('../flows') };
}

/** What the worker offers to workflows and to activities; the same for the process and for tests. */
export function workerOptions(
  composition: Composition,
  logger: Logger,
): Omit<WorkerOptions, 'connection' | 'namespace'> {
  const { config, services } = composition;
  return {
    ...workflowSource(),
    taskQueue: config.temporal.taskQueue,
    activities: createOnboardingActivities(services.welcomes, (now) =>
      systemContext(composition, 'onboarding', now),
    ),
    interceptors: { activity: [codesOnly(logger)] },
    maxConcurrentActivityTaskExecutions: config.database.poolSize,
    shutdownGraceTime: '10 seconds',
    shutdownForceTime: '20 seconds',
  };
}

/** Runs workflows and activities, and comes back when Temporal was away. */
export class WorkflowWorker {
  private readonly stopping = new AbortController();
  private worker: Worker | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly composition: Composition,
    private readonly logger: Logger,
  ) {}

  /** Whether it takes tasks at this moment. */
  get healthy(): boolean {
    return this.worker?.getState() === 'RUNNING';
  }

  start(): void {
    this.running = this.run();
  }

  /** Takes no new tasks, and gives those under way the grace time. */
  async stop(): Promise<void> {
    this.stopping.abort();
    if (this.healthy) this.worker?.shutdown();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    let delay = firstDelay;
    while (!signal.aborted) {
      try {
        await this.work();
        delay = firstDelay;
      } catch (error) {
        this.logger.warn(
          { err: error, againInMilliseconds: delay },
          'Temporal is not to be reached, or sent us away',
        );
        await pause(delay, undefined, { signal }).catch(() => undefined);
        delay = Math.min(delay * 2, longestDelay);
      }
    }
  }

  private async work(): Promise<void> {
    const { address, namespace } = this.composition.config.temporal;
    await this.prepareNamespace();
    const connection = await NativeConnection.connect({ address });
    try {
      const options = workerOptions(this.composition, this.logger);
      this.worker = await Worker.create({ ...options, connection, namespace });
      if (!this.stopping.signal.aborted) await this.worker.run();
    } finally {
      this.worker = undefined;
      await connection.close();
    }
  }

  private async prepareNamespace(): Promise<void> {
    const { address, namespace } = this.composition.config.temporal;
    const connection = await Connection.connect({ address, connectTimeout: 5_000 });
    try {
      await ensureSearchAttributes(connection, namespace);
    } finally {
      await connection.close();
    }
  }
}
