import { Gauge, type Registry } from 'prom-client';
import type { Backlog, EngineRoomService } from './engine-room.service';

const gauges: {
  readonly name: string;
  readonly help: string;
  readonly value: (backlog: Backlog) => number;
}[] = [
  {
    name: 'mainstay_outbox_pending',
    help: 'Commands for workflows not delivered yet.',
    value: (b) => b.pendingCommands,
  },
  {
    name: 'mainstay_outbox_oldest_pending_seconds',
    help: 'Age of the oldest command that is not delivered yet.',
    value: (b) => b.oldestPendingSeconds,
  },
  { name: 'mainstay_outbox_dead', help: 'Commands that can not be delivered.', value: (b) => b.deadCommands },
  {
    name: 'mainstay_messages_queued',
    help: 'Messages that wait to be sent.',
    value: (b) => b.queuedMessages,
  },
  {
    name: 'mainstay_messages_uncertain',
    help: 'Messages of which nobody can know whether they arrived.',
    value: (b) => b.uncertainMessages,
  },
];

/**
 * Adds the gauges of the backlog to a registry. All of them are read by one statement each time they are asked for;
 * while the database is away they are NaN, which Prometheus knows as "no value".
 */
export function registerBacklogGauges(registry: Registry, engine: Pick<EngineRoomService, 'measure'>): void {
  let reading: Promise<Backlog | null> | null = null;
  const read = (): Promise<Backlog | null> =>
    (reading ??= engine
      .measure()
      .catch(() => null)
      .finally(() => (reading = null)));
  for (const { name, help, value } of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const backlog = await read();
        this.set(backlog === null ? NaN : value(backlog));
      },
    });
  }
}
