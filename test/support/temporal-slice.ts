import { DefaultLogger, Runtime } from '@temporalio/worker';
import { createLogger } from '../../api/platform/logger';
import { WorkerMetrics } from '../../workflows/worker/metrics';
import { workerParts, type WorkerPart } from '../../workflows/worker/parts';
import { WorkerProcess } from '../../workflows/worker/worker-process';
import { startApi, type TestApi } from './api';
import { createTestNamespace, temporalAddress } from './engines';
import { MailSink } from './mail-sink';
import { TemporalClock } from './temporal-clock';

/** Everything from the API to the mailbox, each part the real one, on a database and a namespace of its own. */
export interface Slice {
  readonly api: TestApi;
  readonly clock: TemporalClock;
  readonly sink: MailSink;
  /** What a worker process of the same slice needs to know. */
  readonly environment: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** Starts the slice; `parts` are those of the worker that run in this process. */
export async function startSlice(parts: readonly WorkerPart[] = workerParts): Promise<Slice> {
  // What Temporal says at length is of no interest to who reads test results.
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const namespace = await createTestNamespace();
  const sink = await MailSink.start();
  const surroundings = {
    TEMPORAL_ADDRESS: temporalAddress(),
    TEMPORAL_NAMESPACE: namespace,
    SMTP_URL: sink.url,
  };
  const api = await startApi(surroundings);
  const { composition } = api;
  const worker = new WorkerProcess(
    composition,
    new Set(parts),
    new WorkerMetrics(),
    createLogger(composition.config, 'worker'),
  );
  const clock = await TemporalClock.connect(temporalAddress(), namespace);
  worker.start();
  const close = async (): Promise<void> => {
    await worker.stop();
    await clock.close();
    await api.close();
    await sink.close();
    await Runtime.instance().shutdown();
  };
  return { api, clock, sink, environment: { ...surroundings, DATABASE_URL: api.databaseUrl }, close };
}
