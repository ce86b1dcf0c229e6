import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';

/** Wake-ups are a courtesy: whoever works here looks every second as well, unless it says otherwise. */
const pollMilliseconds = 1_000;
const shortestDelay = 1_000;
const longestDelay = 10_000;

/**
 * Works until there is nothing left, waits to be woken or for a second, and works again. After a failure it waits
 * longer each time, so that whatever is away comes back to a calm queue and not to a storm.
 */
export class Loop {
  private stopping = new AbortController();
  private alarm = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private failures = 0;

  /** @param work does some of the work, and says whether there may be more of it */
  constructor(
    private readonly name: string,
    private readonly work: () => Promise<boolean>,
    private readonly logger: Logger,
    private readonly everyMilliseconds = pollMilliseconds,
  ) {}

  /** Whether the last round went well. */
  get healthy(): boolean {
    return this.failures === 0;
  }

  start(): void {
    this.running = this.run();
  }

  /** There is something to do. While a failure is being waited out, nothing is hurried. */
  wake(): void {
    this.alarm.abort();
  }

  /** Ends after the round that is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      // Made before the work, so that a wake-up during the work counts.
      this.alarm = new AbortController();
      if (await this.round()) continue;
      const signals = this.healthy ? [this.stopping.signal, this.alarm.signal] : [this.stopping.signal];
      await pause(this.delay(), undefined, { signal: AbortSignal.any(signals) }).catch(() => undefined);
    }
  }

  private async round(): Promise<boolean> {
    try {
      const more = await this.work();
      if (!this.healthy) this.logger.info({ loop: this.name }, 'works again');
      this.failures = 0;
      return more;
    } catch (error) {
      this.failures += 1;
      this.logger.warn({ loop: this.name, err: error, nextInMilliseconds: this.delay() }, 'a round failed');
      return false;
    }
  }

  private delay(): number {
    if (this.healthy) return this.everyMilliseconds;
    return Math.min(shortestDelay * 2 ** (this.failures - 1), longestDelay);
  }
}
