import type { RequestContext, TransactionContext } from '../../context';
import { requireAbility, type Actor } from '../../platform/auth/actor';
import type { Database } from '../../platform/database/database';
import { once } from '../../platform/database/idempotency';
import { insertRow, lockRow, updateRow } from '../../platform/database/writes';
import { BadInput, DomainError } from '../../shared/errors';
import { Problems } from '../../shared/problems';
import { AccountEntity } from '../accounts/account.entity';
import { AccountId } from '../accounts/account.rules';
import { MemberId } from '../members/member.rules';
import { TimelineEntryEntity } from '../timeline/timeline.entity';
import { TimelineEntryId, TimelineKind } from '../timeline/timeline.rules';
import { TaskEntity } from './task.entity';
import type {
  CancelTaskInput,
  CompleteTaskInput,
  CreateTaskInput,
  ReopenTaskInput,
  UpdateTaskInput,
} from './task.inputs';
import { checkTaskValues, TaskId, TaskSource, TaskStatus } from './task.rules';
import { insertTaskOnce, requireTaskOwner, type WorkflowTask } from './task.writes';

/** What is to be done for customers, each thing by one member who works here and sees the account. */
export class TaskService {
  constructor(private readonly database: Database) {}

  /** Adds a task. Without an owner it is the acting member's, and the account owner's where no member acts. */
  async create(ctx: RequestContext, input: CreateTaskInput): Promise<string> {
    requireAbility(ctx.actor, 'tasks.write');
    const problems = new Problems();
    checkTaskValues(input, problems);
    problems.throwIfAny();
    const accountId = AccountId.parse(input.accountId, 'accountId');
    return this.database.transaction(ctx, 'createTask', (tx) =>
      once(tx, 'createTask', input, () => this.insert(tx, accountId, input)),
    );
  }

  /** Changes what is given of a task, its owner included. */
  async update(ctx: RequestContext, input: UpdateTaskInput): Promise<string> {
    requireAbility(ctx.actor, 'tasks.write');
    const { taskId, version, title, detail, dueOn, ownerId } = input;
    const problems = new Problems();
    problems.notNull(input, 'title', 'detail', 'ownerId');
    checkTaskValues(input, problems);
    problems.throwIfAny();
    const id = TaskId.parse(taskId, 'taskId');
    return this.database.transaction(ctx, 'updateTask', async (tx) => {
      const task = await lockRow(tx, TaskEntity, TaskId, id, 'taskId', version);
      const patch: Partial<TaskEntity> = {};
      if (title !== undefined) patch.title = title.trim();
      if (detail !== undefined) patch.detail = detail;
      if (dueOn !== undefined) patch.dueOn = dueOn;
      if (ownerId !== undefined) {
        patch.ownerId = MemberId.parse(ownerId, 'ownerId');
        await requireTaskOwner(tx, task.accountId, patch.ownerId, 'ownerId');
      }
      await updateRow(tx.transaction.manager, TaskEntity, task, patch);
      return taskId;
    });
  }

  /** The task is done. Again changes nothing; a cancelled one has to be reopened first. */
  complete(ctx: RequestContext, input: CompleteTaskInput): Promise<string> {
    return this.settle(ctx, 'completeTask', input.taskId, TaskStatus.DONE);
  }

  /** The task is not to be done any more. Again changes nothing; a done one stays done. */
  cancel(ctx: RequestContext, input: CancelTaskInput): Promise<string> {
    return this.settle(ctx, 'cancelTask', input.taskId, TaskStatus.CANCELLED);
  }

  /** The task is to be done after all, by its owner, who has to work here still. */
  async reopen(ctx: RequestContext, input: ReopenTaskInput): Promise<string> {
    requireAbility(ctx.actor, 'tasks.write');
    const id = TaskId.parse(input.taskId, 'taskId');
    return this.database.transaction(ctx, 'reopenTask', async (tx) => {
      const task = await lockRow(tx, TaskEntity, TaskId, id, 'taskId');
      if (task.status === TaskStatus.OPEN) return input.taskId;
      await requireTaskOwner(tx, task.accountId, task.ownerId, 'taskId');
      const patch = { status: TaskStatus.OPEN, settledAt: null };
      await updateRow(tx.transaction.manager, TaskEntity, task, patch);
      return input.taskId;
    });
  }

  /** Makes the task that a workflow asks for, once for each purpose, whoever asks how often. Gives its row id. */
  ensureTask(tx: TransactionContext, task: WorkflowTask): Promise<string> {
    return insertTaskOnce(tx, task);
  }

  private async insert(tx: TransactionContext, accountId: string, input: CreateTaskInput): Promise<string> {
    const { manager } = tx.transaction;
    await tx.reads.requireVisible(manager, AccountId, accountId, 'accountId');
    const entry = await entryOf(tx, accountId, input.timelineEntryId ?? null);
    const ownerId = await ownerOf(tx, accountId, input.ownerId ?? null);
    await requireTaskOwner(tx, accountId, ownerId, 'ownerId');
    const task = await insertRow(manager, TaskEntity, {
      accountId,
      ownerId,
      title: input.title.trim(),
      detail: input.detail ?? '',
      dueOn: input.dueOn ?? null,
      status: TaskStatus.OPEN,
      source: sourceOf(tx.actor, entry),
      timelineEntryId: entry?.id ?? null,
    });
    return TaskId.of(task.id);
  }

  private async settle(
    ctx: RequestContext,
    operation: string,
    taskId: string,
    status: TaskStatus,
  ): Promise<string> {
    requireAbility(ctx.actor, 'tasks.write');
    const id = TaskId.parse(taskId, 'taskId');
    return this.database.transaction(ctx, operation, async (tx) => {
      const task = await lockRow(tx, TaskEntity, TaskId, id, 'taskId');
      if (task.status === status) return taskId;
      if (task.status !== TaskStatus.OPEN) {
        throw new DomainError('CONFLICT', `The task is ${task.status}. Reopen it first.`);
      }
      await updateRow(tx.transaction.manager, TaskEntity, task, { status, settledAt: tx.now });
      return taskId;
    });
  }
}

async function entryOf(
  tx: TransactionContext,
  accountId: string,
  entryId: string | null,
): Promise<TimelineEntryEntity | null> {
  if (entryId === null) return null;
  const id = TimelineEntryId.parse(entryId, 'timelineEntryId');
  const { manager } = tx.transaction;
  await tx.reads.requireVisible(manager, TimelineEntryId, id, 'timelineEntryId');
  const entry = await manager.findOneBy(TimelineEntryEntity, { id, accountId });
  if (entry !== null) return entry;
  throw new BadInput([
    {
      field: 'timelineEntryId',
      message: 'The entry is of another account.',
      remedy: 'Use an entry of the account that the task is for.',
    },
  ]);
}

async function ownerOf(tx: TransactionContext, accountId: string, ownerId: string | null): Promise<string> {
  if (ownerId !== null) return MemberId.parse(ownerId, 'ownerId');
  if (tx.actor.kind === 'MEMBER') return tx.actor.id;
  return (await tx.transaction.manager.findOneByOrFail(AccountEntity, { id: accountId })).ownerId;
}

function sourceOf(actor: Actor, entry: TimelineEntryEntity | null): TaskSource {
  if (actor.kind === 'INTEGRATION') return TaskSource.INTEGRATION;
  if (actor.kind === 'SYSTEM') return TaskSource.WORKFLOW;
  return entry?.kind === TimelineKind.MEETING ? TaskSource.MEETING : TaskSource.PERSON;
}
