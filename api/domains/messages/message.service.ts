import type { RequestContext, TransactionContext } from '../../context';
import { requireSystem } from '../../platform/auth/actor';
import { inTheNameOf, type Database } from '../../platform/database/database';
import {
  claimMessage,
  expiredClaims,
  renewClaims,
  type ClaimedMessage,
} from '../../platform/messages/message-claims';
import { MessageStatus, minutesToNextAttempt, type Attempt } from '../../platform/messages/message.rules';
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
   * waits for it, all in one transaction. False where the claim was not ours any more.
   */
  async settle(ctx: RequestContext, message: ClaimedMessage, attempt: Attempt): Promise<boolean> {
    requireSystem(ctx.actor);
    return this.database.transaction(ctx, 'settleMessage', async (tx) => {
      if (message.memberId !== null) await inTheNameOf(tx, message.memberId);
      const { status, minutes, response } = settlementOf(message, attempt);
      if (status === MessageStatus.QUEUED) return this.requeue(tx, message, minutes, response);
      const [rows]: [Notify[], number] = await tx.transaction.manager.query(
        `UPDATE message SET status = $3, response = $4, settled_at = now(), claimed_by = NULL, claimed_until = NULL
         WHERE id = $1 AND claimed_by = $2
         RETURNING notify_workflow AS workflow, notify_workflow_id AS "workflowId"`,
        [message.id, message.claimedBy, status, response],
      );
      const [notify] = rows;
      if (notify === undefined) return false;
      await this.record(tx, message, status, response);
      await notifyWorkflow(tx, message, status, notify);
      return true;
    });
  }

  private async requeue(
    tx: TransactionContext,
    message: ClaimedMessage,
    minutes: number | null,
    response: string,
  ): Promise<boolean> {
    const [, changed]: [unknown, number] = await tx.transaction.manager.query(
      // Minutes are null where no server was reached: that was no attempt, and the next one is not held up.
      `UPDATE message SET status = 'QUEUED', response = $4, claimed_by = NULL, claimed_until = NULL,
         attempts = attempts - CASE WHEN $3::integer IS NULL THEN 1 ELSE 0 END,
         next_attempt_at = now() + coalesce($3::integer, 0) * interval '1 minute'
       WHERE id = $1 AND claimed_by = $2`,
      [message.id, message.claimedBy, minutes, response],
    );
    return changed === 1;
  }

  private async record(
    tx: TransactionContext,
    message: ClaimedMessage,
    status: MessageStatus,
    response: string,
  ): Promise<void> {
    const { accountId, memberId, contactId, subject, plainText, purpose } = message;
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
        origin: { source: ownSource, externalId: purpose },
      },
    ]);
  }
}

interface Notify {
  readonly workflow: string | null;
  readonly workflowId: string | null;
}

interface Settlement {
  readonly status: MessageStatus;
  /** Until the next attempt; null where the attempt does not count. */
  readonly minutes: number | null;
  readonly response: string;
}

function settlementOf({ attempts }: ClaimedMessage, { outcome, response }: Attempt): Settlement {
  switch (outcome) {
    case 'SENT':
      return { status: MessageStatus.SENT, minutes: null, response };
    case 'REFUSED':
      return { status: MessageStatus.REFUSED, minutes: null, response };
    case 'UNCERTAIN':
      return { status: MessageStatus.UNCERTAIN, minutes: null, response };
    case 'UNREACHED':
      return { status: MessageStatus.QUEUED, minutes: null, response };
    case 'NOT_NOW': {
      const minutes = minutesToNextAttempt(attempts);
      if (minutes !== null) return { status: MessageStatus.QUEUED, minutes, response };
      return {
        status: MessageStatus.REFUSED,
        minutes,
        response: `Given up after ${attempts} attempts: ${response}`,
      };
    }
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
