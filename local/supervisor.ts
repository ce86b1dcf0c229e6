import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { duration } from './bootstrap/steps.cjs';
import { WRONG_CONFIGURATION, endingInWords, launch, untilReady } from './launch';
import type { Launched } from './launch';
import { PlainError, messageOf } from './plain-error';
import { stopRegistered } from './process-register';
import type { Service } from './service';

/** How long to wait before each next try to start a service again, in milliseconds. */
const DELAYS = [200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000];
/** A service that ran for this long starts with the shortest delay again. */
const STABLE = 60_000;
const READY_WITHIN = 60_000;

/** What the supervisor needs from around it. */
export interface SupervisorOptions {
  /** Where the running processes are written down, for the guardian and the next start. */
  runFolder: string;
  logFolder: string;
  /** Tells people something in a line. */
  say: (line: string) => void;
  /** Called once, when a service could not be kept running. */
  giveUp: (error: PlainError) => void;
}

/** Starts services, starts those again that die, and stops all of them in order. */
export class Supervisor {
  private readonly stopping = new AbortController();

  constructor(private readonly options: SupervisorOptions) {}

  /** Starts a service and resolves when it answers; from then on it is kept running. */
  async start(service: Service): Promise<void> {
    const launched = await this.launch(service);
    void this.watch(service, launched, 0);
  }

  /** Stops everything in order; nothing starts any more. */
  async stop(): Promise<string[]> {
    this.stopping.abort(new PlainError('Mainstay is stopping.'));
    return stopRegistered(this.options.runFolder);
  }

  /** Throws once everything is being stopped. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  logFile(name: string): string {
    return join(this.options.logFolder, `${name}.log`);
  }

  private async launch(service: Service): Promise<Launched> {
    await service.before?.();
    this.signal.throwIfAborted();
    const logFile = this.logFile(service.name);
    const launched = launch(service, this.options.runFolder, logFile);
    await untilReady(service, launched, READY_WITHIN, logFile);
    return launched;
  }

  /** @param shortLives how many times in a row it has ended soon after it had started */
  private async watch(service: Service, launched: Launched, shortLives: number): Promise<void> {
    const began = performance.now();
    const ending = await launched.ended;
    if (this.signal.aborted) return;
    this.options.say(`${service.title} ended unexpectedly (${endingInWords(ending)}); starting it again.`);
    if (ending.code === WRONG_CONFIGURATION) this.options.giveUp(new PlainError(launched.words().trim()));
    else await this.startAgain(service, performance.now() - began > STABLE ? 0 : shortLives);
  }

  private async startAgain(service: Service, shortLives: number): Promise<void> {
    for (let failures = 0; failures < DELAYS.length; failures += 1) {
      await pause(delayAfter(shortLives + failures), undefined, { signal: this.signal }).catch(
        () => undefined,
      );
      if (this.signal.aborted) return;
      try {
        const launched = await this.launch(service);
        void this.watch(service, launched, shortLives + 1);
        return;
      } catch (error) {
        const next = delayAfter(shortLives + failures + 1);
        const again = failures + 1 < DELAYS.length ? `\n  It is tried again in ${duration(next)}.` : '';
        if (!this.signal.aborted) this.options.say(`${messageOf(error)}${again}`);
      }
    }
    const log = this.logFile(service.name);
    this.options.giveUp(new PlainError(`${service.title} could not be kept running; its log is ${log}.`));
  }
}

function delayAfter(tries: number): number {
  return DELAYS[Math.min(tries, DELAYS.length - 1)] ?? 0;
}
