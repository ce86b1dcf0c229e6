import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import type { CommandOutcome } from '../../api/platform/temporal/outbox-claims';
import type { AttemptOutcome } from '../../api/platform/messages/message.rules';

/** What a worker process counts. */
export class WorkerMetrics {
  readonly registry = new Registry();
  private readonly commands = new Counter({
    name: 'mainstay_relay_commands_total',
    help: 'Commands handed to Temporal, by what became of them.',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  private readonly attempts = new Counter({
    name: 'mainstay_sender_attempts_total',
    help: 'Attempts to send a message, by what became of them.',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  command(outcome: CommandOutcome): void {
    this.commands.inc({ outcome: outcome.kind });
  }

  attempt(outcome: AttemptOutcome): void {
    this.attempts.inc({ outcome });
  }
}
