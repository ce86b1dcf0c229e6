import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Replica } from '../database/replica';
import { joinMetrics } from './cluster-metrics';
import type { Way } from '../graphql/compiled-operations';
import { savedOperationNames } from './saved-operation-names';

/** How a request ended: answered, refused with a code that is the caller's affair, or failed on our side. */
export type Outcome = 'answered' | 'refused' | 'failed';

/** What Prometheus reads from one process; each process, and each test, has a registry of its own. */
export class Metrics {
  readonly registry = new Registry();
  private readonly durations: Histogram<'operation' | 'outcome'>;

  private readonly ways: Counter<'way'>;

  constructor(pool: Pool, replica: Replica | null) {
    collectDefaultMetrics({ register: this.registry });
    this.durations = new Histogram({
      name: 'mainstay_graphql_request_duration_seconds',
      help: 'Time from the request to its answer, by the name of the operation and how it ended.',
      labelNames: ['operation', 'outcome'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [this.registry],
    });
    this.ways = new Counter({
      name: 'mainstay_graphql_operations_total',
      help: 'Operations by how they were answered: compiled to one statement, by one on the replica, or by resolvers.',
      labelNames: ['way'],
      registers: [this.registry],
    });
    observePool(pool, this.registry);
    if (replica !== null) observeReplica(replica, this.registry);
  }

  /** Counts one operation by how it was answered. */
  countWay(way: Way): void {
    this.ways.inc({ way });
  }

  /** Counts one GraphQL request. By name only saved operations: the rest is named by clients, and would have no end. */
  observe(operation: string | null, outcome: Outcome, seconds: number): void {
    const named = operation === null ? 'unnamed' : 'other';
    const name = operation !== null && savedOperationNames.has(operation) ? operation : named;
    this.durations.observe({ operation: name, outcome }, seconds);
  }
}

/**
 * The Prometheus page: of all processes that share the port, where this is one of several. It names operations and no
 * people; still, keep it from the outside world.
 */
export function registerMetrics(app: FastifyInstance, { registry }: Metrics, isOneOfSeveral: boolean): void {
  const page = isOneOfSeveral ? joinMetrics(registry) : () => registry.metrics();
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await page()));
}

function observePool(pool: Pool, registry: Registry): void {
  new Gauge({
    name: 'mainstay_database_connections',
    help: 'Connections of the pool: open, of those idle, and callers that wait for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, pool.totalCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
}

function observeReplica(replica: Replica, registry: Registry): void {
  new Gauge({
    name: 'mainstay_replica_used',
    help: 'Whether reads go to the replica: 1, or 0 while it is away or too far behind.',
    registers: [registry],
    aggregator: 'min',
    collect() {
      this.set(Number(replica.isUsed));
    },
  });
  new Gauge({
    name: 'mainstay_replica_lag_seconds',
    help: 'By how much the replica was behind when it was last looked at.',
    registers: [registry],
    aggregator: 'max',
    collect() {
      this.set(replica.lagSeconds);
    },
  });
}
