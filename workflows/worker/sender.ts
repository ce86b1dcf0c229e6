import type { Logger } from 'pino';
import { setTimeout as pause } from 'node:timers/promises';
import type { RequestContext } from '../../api/context';
import type { MessageService } from '../../api/domains/messages/message.service';
import { isRefused, whyUnavailable } from '../../api/platform/database/failures';
import type { ClaimedMessage } from '../../api/platform/messages/message-claims';
import type { Attempt } from '../../api/platform/messages/message.rules';
import { composeMail } from './raw-mail';
import { SmtpLine } from './smtp-line';

export interface SenderOptions {
  readonly smtpUrl: string;
  /** The sender's own name, unlike that of any other process that ever was. */
  readonly name: string;
  /** How long a claim holds without being renewed; after a crash, this long until a message is known to be in doubt. */
  readonly leaseSeconds: number;
}

/** What the sender reports of itself, for metrics. */
export type OnAttempt = (outcome: Attempt['outcome']) => void;

/** The sender's part of the message service. */
export type Ledger = Pick<MessageService, 'claim' | 'renew' | 'expired' | 'settle' | 'expire' | 'abandon'>;

const settleRetryMilliseconds = 500;
/** How often a settlement that fails with the database there is tried, before the message is given up. */
const mostSettleFailures = 10;

/**
 * Sends what is due in the ledger: claims a message, sends it, writes down what came of it. One message is claimed at
 * a time, so that a crash leaves one in doubt at most.
 */
export class Sender {
  /** When claims that ran out were looked for last, by the clock that never goes back. */
  private lookedForExpired = -Infinity;

  constructor(
    private readonly messages: Ledger,
    private readonly contextAt: (now: Date) => RequestContext,
    private readonly options: SenderOptions,
    private readonly logger: Logger,
    private readonly onAttempt: OnAttempt = () => undefined,
  ) {}

  /** Sends all that is due over one line. Throws where no mail server is to be had, with nothing lost. */
  async round(): Promise<boolean> {
    await this.settleExpired();
    let message = await this.claim();
    if (message === null) return false;
    const line = await SmtpLine.open(this.options.smtpUrl).catch(async (error: unknown) => {
      if (message !== null) await this.giveBack(message, error);
      throw error;
    });
    try {
      while (message !== null) {
        await this.send(line, message);
        if (!line.usable) return true;
        await this.settleExpired();
        message = await this.claim();
      }
      return false;
    } finally {
      line.close();
    }
  }

  private async send(line: SmtpLine, message: ClaimedMessage): Promise<void> {
    const renewing = setInterval(() => this.renew(), this.renewalMilliseconds);
    try {
      const attempt = await this.attempt(line, message);
      await this.settle(message, attempt);
      if (attempt.outcome === 'UNREACHED')
        throw new Error(`The mail server takes nothing from us: ${attempt.response}`);
      if (attempt.outcome !== 'SENT' && line.usable) await line.reset();
    } finally {
      clearInterval(renewing);
    }
  }

  private async attempt(line: SmtpLine, message: ClaimedMessage): Promise<Attempt> {
    const mail = await composeMail(message).catch((error: unknown) => messageOf(error));
    if (typeof mail !== 'string') return line.send(mail);
    return { outcome: 'REFUSED', response: `It can't be made into a mail: ${mail}` };
  }

  /** What the server has said is written down, and be the database away for a while: else a sent mail would be in doubt. */
  private async settle(message: ClaimedMessage, attempt: Attempt): Promise<void> {
    const log = { message: message.id, outcome: attempt.outcome };
    for (let failures = 0; ;) {
      try {
        const ours = await this.messages.settle(this.contextAt(message.businessNow), message, attempt);
        this.onAttempt(attempt.outcome);
        if (ours) this.logger.info(log, 'a message was tried');
        else this.logger.error(log, 'a message was settled by somebody else, whose word stands');
        return;
      } catch (error) {
        // Only a database that is away is waited for: one message mustn't hold up all others.
        if (whyUnavailable(error) === null) failures += 1;
        if (isRefused(error) || failures >= mostSettleFailures) return this.abandon(message, attempt, error);
        this.logger.warn({ ...log, err: error }, 'what came of a message could not be written down yet');
        await pause(settleRetryMilliseconds);
      }
    }
  }

  private async abandon(message: ClaimedMessage, { outcome }: Attempt, cause: unknown): Promise<void> {
    const log = { message: message.id, outcome };
    this.logger.error({ ...log, err: cause }, 'what came of a message can not be written down');
    const response = `The attempt ended as ${outcome}, but that could not be written down: the log of the sender says why.`;
    try {
      await this.messages.abandon(this.contextAt(message.businessNow), message, response);
      this.onAttempt('UNCERTAIN');
    } catch (error) {
      this.logger.error({ ...log, err: error }, 'a message stays claimed until its lease is over');
    }
  }

  /** At intervals, also while there is no end of messages to send. */
  private async settleExpired(): Promise<void> {
    if (performance.now() - this.lookedForExpired < this.renewalMilliseconds) return;
    this.lookedForExpired = performance.now();
    for (const message of await this.messages.expired()) {
      const log = { message: message.id, lost: message.claimedBy };
      try {
        if (!(await this.messages.expire(this.contextAt(message.businessNow), message))) continue;
        this.onAttempt('UNCERTAIN');
        this.logger.error(log, 'a sender was lost with a message, which is uncertain now');
      } catch (error) {
        if (whyUnavailable(error) !== null) throw error;
        this.logger.error({ ...log, err: error }, 'a message of a lost sender can not be settled');
      }
    }
  }

  private async giveBack(message: ClaimedMessage, error: unknown): Promise<void> {
    await this.settle(message, { outcome: 'UNREACHED', response: messageOf(error) });
  }

  private get renewalMilliseconds(): number {
    return (this.options.leaseSeconds * 1_000) / 3;
  }

  private claim(): Promise<ClaimedMessage | null> {
    return this.messages.claim(this.options.name, this.options.leaseSeconds);
  }

  private renew(): void {
    this.messages.renew(this.options.name, this.options.leaseSeconds).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'a claim could not be renewed');
    });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
