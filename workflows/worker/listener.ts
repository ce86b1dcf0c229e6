import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from 'pino';
import type { WakeChannel } from '../../api/context';

const retryMilliseconds = 1_000;

/** Hears what transactions announce after their commit, over a connection of its own that is made again when it breaks. */
export class Listener {
  private readonly stopping = new AbortController();
  private client: Client | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly databaseUrl: string,
    private readonly wake: Readonly<Partial<Record<WakeChannel, () => void>>>,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.client?.end().catch(() => undefined);
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.listen();
      } catch (error) {
        this.logger.warn({ err: error }, 'no wake-ups for now: the work is looked for every second');
      }
      await pause(retryMilliseconds, undefined, { signal }).catch(() => undefined);
    }
  }

  private async listen(): Promise<void> {
    const client = new Client({
      connectionString: this.databaseUrl,
      application_name: 'mainstay-listener',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    this.client = client;
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('error', () => undefined);
    client.on('notification', ({ channel }) => this.wake[channel as WakeChannel]?.());
    try {
      await client.connect();
      for (const channel of Object.keys(this.wake)) await client.query(`LISTEN ${channel}`);
      // Whatever was announced while nobody listened.
      for (const wake of Object.values(this.wake)) wake();
      if (!this.stopping.signal.aborted) await ended;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
