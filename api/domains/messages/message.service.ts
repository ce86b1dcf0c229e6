import type { RequestContext, TransactionContext } from '../../context';
import { requireSystem } from '../../platform/auth/actor';
import { inTheNameOf, type Database } from '../../platform/database/database';
import {
  claimMessage,
  expiredClaims,
  renewClaims,
  requeueClaim,
  settleClaim,
  type ClaimedMessage,
  type Notify,
} from '../../platform/messages/message-claims';
import {
  MessageStatus,
  plainWords,
  settlementOf,
  type Attempt,
  type Settlement,
} from '../../platform/messages/message.rules';
import { sendCommands } from '../../platform/temporal/outbox';
import { ownSource } from '../../shared/sources.rules';
import { Direction, TimelineKind } from '../timeline/timeline.rules';
import type { TimelineService } from '../timeline/timeline.service';

/**
 * What the sender does with the ledger: claim a message, send it, settle it. Between claim and settlement a crash
 * leaves a claim whose lease ends, and then nobody can know whether the message arrived: it becomes UNCERTAIN.
 */
export class MessageService {
  constructor(
    private readonly database: Database,
    private readonly timeline: TimelineService,
  ) {}

  /** Takes the message that has been due for longest; null where none is. `claimant` is the sender's own name. */
  claim(claimant: string, leaseSeconds: number): Promise<ClaimedMessage | null> {
    return claimMessage(this.database.dataSource.manager, claimant, leaseSeconds);
  }

  /** Keeps a living sender's claims from running out. */
  renew(claimant: string, leaseSeconds: number): Promise<void> {
    return renewClaims(this.database.dataSource.manager, claimant, leaseSeconds);
  }

  /** Messages whose sender has not been heard of since its lease ended. */
  expired(): Promise<ClaimedMessage[]> {
    return expiredClaims(this.database.dataSource.manager);
  }

  /**
   * Writes down what came of an attempt; once that is final, also into the timeline, and tells the workflow that
   * waits for it, all in one transaction. A message whose claim had run out, and that was given up for uncertain, is
   * corrected by who claimed it. False where somebody else's word stands.
   */
  async settle(ctx: RequestContext, message: ClaimedMessage, attempt: Attempt): Promise<boolean> {
    return this.inItsName(ctx, message, async (tx) => {
      const { manager } = tx.transaction;
      const settlement = settlementOf(message.attempts, attempt);
      const { status, minutes, response } = settlement;
      const ours =
        status === MessageStatus.QUEUED
          ? await requeueClaim(manager, message, minutes, response)
          : await this.close(tx, message, 'CLAIMED', settlement);
      return ours || this.correct(tx, message, attempt);
    });
  }

  /** Gives a message up for uncertain whose claim has run out. False where its sender has come back. */
  async expire(ctx: RequestContext, message: ClaimedMessage): Promise<boolean> {
    const response = `The sender ${message.claimedBy} was lost while it was sending this.`;
    return this.inItsName(ctx, message, (tx) =>
      this.close(tx, message, 'RUN_OUT', { status: MessageStatus.UNCERTAIN, response }),
    );
  }

  /**
   * Gives a message up for uncertain when what came of it can't be written down, so that it holds up no other. Says
   * so in the message alone: the timeline may be what failed.
   */
  async abandon(ctx: RequestContext, message: ClaimedMessage, response: string): Promise<boolean> {
    return this.inItsName(ctx, message, async (tx) => {
      const status = MessageStatus.UNCERTAIN;
      const notify = await settleClaim(tx.transaction.manager, message, 'CLAIMED', { status, response });
      if (notify !== null) await notifyWorkflow(tx, message, status, notify);
      return notify !== null;
    });
  }

  private inItsName(
    ctx: RequestContext,
    message: ClaimedMessage,
    work: (tx: TransactionContext) => Promise<boolean>,
  ): Promise<boolean> {
    requireSystem(ctx.actor);
    return this.database.transaction(ctx, 'settleMessage', async (tx) => {
      if (message.memberId !== null) await inTheNameOf(tx, message.memberId);
      return work(tx);
    });
  }

  private async close(
    tx: TransactionContext,
    message: ClaimedMessage,
    found: 'CLAIMED' | 'RUN_OUT',
    settlement: Pick<Settlement, 'status' | 'response'>,
  ): Promise<boolean> {
    const notify = await settleClaim(tx.transaction.manager, message, found, settlement);
    if (notify === null) return false;
    await this.record(tx, message, settlement, message.purpose);
    await notifyWorkflow(tx, message, settlement.status, notify);
    return true;
  }

  /**
   * Its sender was thought lost, and knows after all. What did not arrive is not sent again by now: a person has been
   * asked to get in touch. The workflow was told before, and looks the status up when it goes on.
   */
  private async correct(
    tx: TransactionContext,
    message: ClaimedMessage,
    { outcome, response: said }: Attempt,
  ): Promise<boolean> {
    if (outcome === 'UNCERTAIN') return false;
    const response = plainWords(said);
    const settlement =
      outcome === 'SENT'
        ? { status: MessageStatus.SENT, response }
        : { status: MessageStatus.REFUSED, response: `It certainly did not arrive: ${response}` };
    const found = await settleClaim(tx.transaction.manager, message, 'IN_DOUBT', settlement);
    if (found === null) return false;
    await this.record(tx, message, settlement, `${message.purpose}:corrected`);
    return true;
  }

  private async record(
    tx: TransactionContext,
    message: ClaimedMessage,
    { status, response }: Pick<Settlement, 'status' | 'response'>,
    externalId: string,
  ): Promise<void> {
    const { accountId, memberId, contactId, subject, plainText } = message;
    if (accountId === null) return;
    const sent = status === MessageStatus.SENT;
    const uncertain = status === MessageStatus.UNCERTAIN;
    await this.timeline.record(tx, [
      {
        accountId,
        kind: sent ? TimelineKind.EMAIL : TimelineKind.EVENT,
        direction: sent ? Direction.OUTBOUND : null,
        occurredAt: tx.now,
        subject: sent
          ? subject
          : `${uncertain ? 'It is uncertain whether a mail arrived' : 'A mail was not delivered'}: ${subject}`,
        body: sent ? plainText : response,
        authorId: memberId,
        memberIds: memberId === null ? [] : [memberId],
        contactIds: contactId === null ? [] : [contactId],
        origin: { source: ownSource, externalId },
      },
    ]);
  }
}

async function notifyWorkflow(
  tx: TransactionContext,
  message: ClaimedMessage,
  status: MessageStatus,
  notify: Notify,
): Promise<void> {
  const { workflow, workflowId } = notify;
  if (workflow === null || workflowId === null) return;
  const { id: messageId, accountId } = message;
  const entity = accountId === null ? `message:${messageId}` : `account:${accountId}`;
  const payload = { messageId, status };
  await sendCommands(tx, [
    { entity, kind: 'SIGNAL', workflow, workflowId, name: 'messageSettled', payload, accountId },
  ]);
}
