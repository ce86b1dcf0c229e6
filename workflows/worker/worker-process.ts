import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Composition } from '../../api/composition';
import { registerBacklogGauges } from '../../api/domains/engine-room/engine-room.metrics';
import { removeLeftovers } from '../../api/platform/database/housekeeping';
import { systemContext } from '../../api/system-context';
import { Listener } from './listener';
import { Loop } from './loop';
import type { WorkerMetrics } from './metrics';
import type { WorkerPart } from './parts';
import { publisher } from './publisher';
import { Relay } from './relay';
import { Sender } from './sender';
import { WorkflowWorker } from './workflow-worker';

interface Part {
  readonly healthy: boolean;
  start(): void;
  stop(): Promise<void>;
}

/** A crashed sender's message is known to be in doubt after so long; a living one renews its claim all the time. */
const leaseSeconds = 60;
const hour = 3_600_000;

/** The parts of one worker process, with all that they share. */
export class WorkerProcess {
  private readonly parts = new Map<WorkerPart, Part>();
  private readonly connection: Connection;
  private readonly listener: Listener;

  constructor(
    private readonly composition: Composition,
    wanted: ReadonlySet<WorkerPart>,
    private readonly metrics: WorkerMetrics,
    private readonly logger: Logger,
  ) {
    const { config, services } = composition;
    // Connects when it is first needed, and again whenever it has to.
    this.connection = Connection.lazy({ address: config.temporal.address });
    const relay = new Loop('relay', this.relayRound(), logger);
    const sender = new Loop('sender', this.senderRound(), logger);
    if (wanted.has('workflows')) this.parts.set('workflows', new WorkflowWorker(composition, logger));
    if (wanted.has('relay')) this.parts.set('relay', relay);
    if (wanted.has('sender')) this.parts.set('sender', sender);
    if (wanted.has('housekeeping')) {
      this.parts.set('housekeeping', new Loop('housekeeping', () => this.housekeep(), logger, hour));
    }
    this.listener = new Listener(
      config.database.directUrl,
      { mainstay_outbox: () => relay.wake(), mainstay_messages: () => sender.wake() },
      logger,
    );
    registerBacklogGauges(metrics.registry, services.engine);
  }

  start(): void {
    for (const part of this.parts.values()) part.start();
    this.listener.start();
  }

  /** Ends what is under way first. */
  async stop(): Promise<void> {
    await Promise.all([this.listener.stop(), ...[...this.parts.values()].map((part) => part.stop())]);
    await this.connection.close();
  }

  /** What can't be done at this moment. */
  async troubles(): Promise<string[]> {
    const parts = [...this.parts]
      .filter(([, part]) => !part.healthy)
      .map(([name]) => `The part "${name}" does not work at this moment.`);
    const database = await this.composition.database.pool.query('SELECT 1').then(
      () => [],
      () => ['The database does not answer.'],
    );
    return [...database, ...parts];
  }

  /** Any number of workers may do so at the same time. */
  private async housekeep(): Promise<boolean> {
    const ctx = systemContext(this.composition, 'housekeeping', new Date());
    const { removed, more } = await removeLeftovers(this.composition.database, ctx);
    if (Object.values(removed).some((count) => count > 0)) {
      this.logger.info({ removed }, 'what nobody asks for any more was removed');
    }
    return more;
  }

  private relayRound(): () => Promise<boolean> {
    const { namespace, taskQueue } = this.composition.config.temporal;
    const client = new Client({ connection: this.connection, namespace });
    const { manager } = this.composition.database.dataSource;
    const relay = new Relay(manager, publisher(client, taskQueue), (outcome) =>
      this.metrics.command(outcome),
    );
    return () => relay.round();
  }

  private senderRound(): () => Promise<boolean> {
    const { config, services } = this.composition;
    const name = `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;
    const contextAt = (now: Date) => systemContext(this.composition, 'sender', now);
    const options = { smtpUrl: config.mail.smtpUrl, name, leaseSeconds };
    const sender = new Sender(services.messages, contextAt, options, this.logger, (outcome) =>
      this.metrics.attempt(outcome),
    );
    return () => sender.round();
  }
}
