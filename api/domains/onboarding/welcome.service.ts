import type { Config } from '../../config';
import type { RequestContext, TransactionContext } from '../../context';
import { todayIn } from '../../platform/calendar';
import { requireSystem } from '../../platform/auth/actor';
import { inTheNameOf, type Database } from '../../platform/database/database';
import { updateRow } from '../../platform/database/writes';
import type { MailTemplates } from '../../platform/messages/mail-templates';
import { MessageEntity } from '../../platform/messages/message.entity';
import { queueMessage } from '../../platform/messages/message-queue';
import { MessageKind, MessageStatus } from '../../platform/messages/message.rules';
import {
  ONBOARDING_WORKFLOW,
  type WelcomePlan,
  type WelcomeResult,
} from '../../../workflows/flows/onboarding/contract';
import { TaskEntity } from '../tasks/task.entity';
import { TaskId, TaskStatus } from '../tasks/task.rules';
import type { TaskService } from '../tasks/task.service';
import { OnboardingEntity } from './onboarding.entity';
import { OnboardingState } from './onboarding.rules';
import { readWelcomeParties, type DecisionMaker, type WelcomeParties } from './welcome.parties';
import { nextWorkingMoment } from './working-hours';

/** One run of an account's onboarding. A run that was replaced or cancelled changes nothing any more. */
export interface OnboardingRun {
  /** UUID of the account's row. */
  readonly accountId: string;
  readonly workflowId: string;
}

/**
 * The steps of an onboarding, taken by its workflow's activities in the name of the account's owner. Each may be asked
 * for again after a crash and then answers as before. Who owns the account, and who decides there, is read when it
 * matters, never carried along.
 */
export class WelcomeService {
  constructor(
    private readonly database: Database,
    private readonly tasks: TaskService,
    private readonly templates: MailTemplates,
    private readonly mail: Config['mail'],
  ) {}

  /** Works out when the owner works next, from `ctx.now` on, and writes that down. */
  async plan(ctx: RequestContext, run: OnboardingRun): Promise<WelcomePlan> {
    requireSystem(ctx.actor);
    return this.database.transaction(ctx, 'planWelcome', async (tx) => {
      const row = await lockRun(tx, run);
      if (row === null) return { kind: 'OVER' };
      const { owner } = await readWelcomeParties(tx, run.accountId);
      await inTheNameOf(tx, owner.id);
      const welcomeDueAt = nextWorkingMoment(tx.now, owner);
      const still = row.state === OnboardingState.WAITING_FOR_DECISION_MAKER;
      await enter(tx, row, still ? row.state : OnboardingState.WAITING_FOR_WORKING_HOURS, { welcomeDueAt });
      return { kind: 'WAIT_UNTIL', dueAt: welcomeDueAt.toISOString() };
    });
  }

  /** Writes the welcome into the ledger; a task for the owner where nobody can be welcomed. */
  async write(ctx: RequestContext, run: OnboardingRun): Promise<WelcomeResult> {
    requireSystem(ctx.actor);
    return this.database.transaction(ctx, 'writeWelcome', async (tx) => {
      const row = await lockRun(tx, run);
      if (row === null) return { kind: 'OVER' };
      if (row.welcomeMessageId !== null) return { kind: 'QUEUED', messageId: row.welcomeMessageId };
      const parties = await readWelcomeParties(tx, run.accountId);
      await inTheNameOf(tx, parties.owner.id);
      if (nextWorkingMoment(tx.now, parties.owner) > tx.now) return { kind: 'NOT_NOW' };
      const { decisionMaker } = parties;
      if (decisionMaker === null) {
        await this.askForDecisionMaker(tx, run, parties);
        await enter(tx, row, OnboardingState.WAITING_FOR_DECISION_MAKER);
        return { kind: 'NO_DECISION_MAKER' };
      }
      const welcomeMessageId = await this.queueWelcome(tx, run, parties, decisionMaker);
      await this.settleRequest(tx, run);
      await enter(tx, row, OnboardingState.WELCOME_QUEUED, { welcomeMessageId });
      return { kind: 'QUEUED', messageId: welcomeMessageId };
    });
  }

  /** Takes down how the delivery ended; what did not certainly arrive becomes a task for the owner. */
  async finish(ctx: RequestContext, run: OnboardingRun, messageId: string): Promise<OnboardingState> {
    requireSystem(ctx.actor);
    return this.database.transaction(ctx, 'finishWelcome', async (tx) => {
      const { manager } = tx.transaction;
      const row = await lockRun(tx, run);
      if (row === null) return earlierEnd(tx, run);
      const { status } = await manager.findOneByOrFail(MessageEntity, { id: messageId });
      const sent = status === MessageStatus.SENT;
      const parties = await readWelcomeParties(tx, run.accountId);
      await inTheNameOf(tx, parties.owner.id);
      if (!sent) await this.askToGetInTouch(tx, run, parties, status === MessageStatus.UNCERTAIN);
      const state = sent ? OnboardingState.WELCOME_SENT : OnboardingState.WELCOME_UNDELIVERED;
      await enter(tx, row, state, { finishedAt: tx.now });
      return state;
    });
  }

  private async queueWelcome(
    tx: TransactionContext,
    run: OnboardingRun,
    { account, owner }: WelcomeParties,
    contact: DecisionMaker,
  ): Promise<string> {
    const { company, from } = this.mail;
    const mail = await this.templates.render('welcome', contact.language ?? account.language, {
      company,
      accountName: account.name,
      contactName: contact.name,
      ownerName: owner.name,
      ownerTitle: owner.title,
      ownerEmail: owner.email,
    });
    return queueMessage(tx, {
      purpose: `welcome:${run.workflowId}`,
      kind: MessageKind.WELCOME,
      accountId: account.id,
      contactId: contact.id,
      memberId: owner.id,
      from: { name: owner.name, address: from },
      replyTo: owner.email,
      to: { name: contact.name, address: contact.email },
      ...mail,
      notify: { workflow: ONBOARDING_WORKFLOW, workflowId: run.workflowId },
    });
  }

  private async askForDecisionMaker(
    tx: TransactionContext,
    run: OnboardingRun,
    { account, owner }: WelcomeParties,
  ): Promise<void> {
    await this.tasks.ensureTask(tx, {
      purpose: decisionMakerPurpose(run),
      accountId: account.id,
      ownerId: owner.id,
      title: `Name a decision maker at ${account.name}`,
      detail:
        'Your welcome waits for somebody to go to. Add a contact with the role DECISION_MAKER and an e-mail address, ' +
        'or give an existing contact what is missing: the welcome then goes out in your working hours.',
      dueOn: todayIn(owner.timeZone, tx.now),
    });
  }

  /** The request for a decision maker, where there was one, is served. */
  private async settleRequest(tx: TransactionContext, run: OnboardingRun): Promise<void> {
    const where = { purpose: decisionMakerPurpose(run), status: TaskStatus.OPEN };
    const task = await tx.transaction.manager.findOneBy(TaskEntity, where);
    if (task !== null) await this.tasks.complete(tx, { taskId: TaskId.of(task.id) });
  }

  private async askToGetInTouch(
    tx: TransactionContext,
    run: OnboardingRun,
    { account, owner }: WelcomeParties,
    uncertain: boolean,
  ): Promise<void> {
    await this.tasks.ensureTask(tx, {
      purpose: `${run.workflowId}:undelivered`,
      accountId: account.id,
      ownerId: owner.id,
      title: `Welcome ${account.name} in person`,
      detail: uncertain
        ? 'Nobody can know whether your welcome arrived: the line to the mail server died at the last moment. Ask for it in a call.'
        : 'The mail server did not take your welcome. Its words are in the timeline: correct the address, and get in touch.',
      dueOn: todayIn(owner.timeZone, tx.now),
    });
  }
}

function decisionMakerPurpose(run: OnboardingRun): string {
  return `${run.workflowId}:decision-maker`;
}

/** The row of a run that is still on, locked until the commit; null where it is over or was replaced. */
async function lockRun(tx: TransactionContext, run: OnboardingRun): Promise<OnboardingEntity | null> {
  const row = await tx.transaction.manager.findOne(OnboardingEntity, {
    where: { accountId: run.accountId, workflowId: run.workflowId },
    lock: { mode: 'pessimistic_write' },
  });
  return row === null || row.finishedAt !== null ? null : row;
}

async function earlierEnd(tx: TransactionContext, run: OnboardingRun): Promise<OnboardingState> {
  const row = await tx.transaction.manager.findOneBy(OnboardingEntity, { workflowId: run.workflowId });
  return row?.state ?? OnboardingState.CANCELLED;
}

/** Changes what differs; being asked for the same state again leaves its beginning as it was. */
async function enter(
  tx: TransactionContext,
  row: OnboardingEntity,
  state: OnboardingState,
  also: Partial<OnboardingEntity> = {},
): Promise<void> {
  const change = state === row.state ? also : { ...also, state, stateSince: tx.now };
  const same = Object.entries(change).every(
    ([key, value]) => JSON.stringify(value) === JSON.stringify(row[key as keyof OnboardingEntity]),
  );
  if (!same) await updateRow(tx.transaction.manager, OnboardingEntity, row, change);
}
