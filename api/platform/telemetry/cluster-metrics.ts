import type { Cluster } from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';

/** From one of the processes that share a port to the one that started them, and back. */
interface Question {
  readonly mainstay: 'metrics';
  readonly id: number;
  readonly page?: string;
  readonly error?: string;
}

let asked = 0;
const waiting = new Map<number, (answer: Question) => void>();

/** Called by the process that started the others: asks all of them when one of them is asked. */
export function answerForAll(cluster: Cluster): void {
  const registry = new AggregatorRegistry();
  cluster.on('message', (worker, message: Partial<Question>) => {
    if (message.mainstay !== 'metrics') return;
    const answer = (more: { page: string } | { error: string }): void => {
      if (worker.isConnected()) worker.send({ ...message, ...more });
    };
    registry.clusterMetrics().then(
      (page) => answer({ page }),
      (error: unknown) => answer({ error: String(error) }),
    );
  });
}

/** Called by each of the others: gives what it counts to all, and answers the page of them all. */
export function joinMetrics(own: Registry): () => Promise<string> {
  AggregatorRegistry.setRegistries([own]);
  // For its listeners: from now on it answers when it is asked.
  new AggregatorRegistry();
  process.on('message', (message: Partial<Question>) => {
    if (message.mainstay === 'metrics' && message.id !== undefined)
      waiting.get(message.id)?.(message as Question);
  });
  return () =>
    new Promise((resolve, reject) => {
      const id = (asked += 1);
      waiting.set(id, ({ page, error }) => {
        waiting.delete(id);
        if (page === undefined) reject(new Error(error));
        else resolve(page);
      });
      process.send?.({ mainstay: 'metrics', id } satisfies Question);
    });
}
