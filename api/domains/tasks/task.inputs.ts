import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { DateScalar } from '../../platform/graphql/scalars';
import { TaskSource, TaskStatus } from './task.rules';

registerEnumType(TaskStatus, {
  name: 'TaskStatus',
  description: 'Whether a task is still to be done.',
  valuesConfig: {
    OPEN: { description: 'To be done.' },
    DONE: { description: 'Done.' },
    CANCELLED: { description: 'Not to be done any more.' },
  },
});

registerEnumType(TaskSource, {
  name: 'TaskSource',
  description: 'Where a task came from.',
  valuesConfig: {
    PERSON: { description: 'A member of ours wrote it down.' },
    MEETING: { description: 'It came out of a meeting.' },
    WORKFLOW: { description: 'Mainstay asked for it.' },
    INTEGRATION: { description: 'Another system asked for it.' },
  },
});

/** The orders in which tasks are listed. */
export enum TaskOrder {
  DUE = 'DUE',
}
registerEnumType(TaskOrder, {
  name: 'TaskOrder',
  description: 'The orders in which tasks are listed.',
  valuesConfig: { DUE: { description: 'Soonest due first; without a day last.' } },
});

@InputType({ description: 'Narrows a list of tasks. What is left out doesn’t narrow, but for the status.' })
export class TaskFilter {
  @Field(() => Boolean, { nullable: true, description: 'True: only your own. False: only those of others.' })
  mine?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Tasks that this member owns.' })
  ownerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Tasks for this account.' })
  accountId?: string | null;

  @Field(() => [TaskStatus], {
    nullable: true,
    defaultValue: [TaskStatus.OPEN],
    description: 'Tasks in one of these states: open ones unless said, all with null.',
  })
  statuses?: TaskStatus[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Tasks due before this day: for today’s and older ones, give tomorrow.',
  })
  dueBefore?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Tasks due within so many days from today on, those that were due before included; 0 for today’s and older. Today is the day in your time zone.',
  })
  dueWithinDays?: number | null;
}

@ArgsType()
export class TasksArgs extends PageArgs {
  @Field(() => TaskFilter, {
    nullable: true,
    defaultValue: { statuses: [TaskStatus.OPEN] },
    description: 'Narrows the list; open tasks unless said.',
  })
  filter?: TaskFilter | null;

  @Field(() => TaskOrder, { defaultValue: TaskOrder.DUE, description: 'The order of the list.' })
  orderBy!: TaskOrder;
}

@InputType({ description: 'A new task.' })
export class CreateTaskInput {
  @Field(() => ID, { description: 'The account that it is for.' })
  accountId!: string;

  @Field(() => String, { description: 'What is to be done, in a line.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'All that the owner has to know, as plain text.' })
  detail?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day by whose end it should be done.' })
  dueOn?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Who does it: an active member who sees the account. Yourself unless said.',
  })
  ownerId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The entry of the account’s timeline that it came out of.',
  })
  timelineEntryId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Repeat the request with the same key, and it happens once. A random UUID, for instance.',
  })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Changes to a task. What is left out stays; null empties what can be empty.' })
export class UpdateTaskInput {
  @Field(() => ID, { description: 'The task.' })
  taskId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'What is to be done, in a line.' })
  title?: string;

  @Field(() => String, { nullable: true, description: 'All that the owner has to know, as plain text.' })
  detail?: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day by whose end it should be done.' })
  dueOn?: string | null;

  @Field(() => ID, { nullable: true, description: 'Who does it: an active member who sees the account.' })
  ownerId?: string;
}

@InputType({ description: 'A task is done.' })
export class CompleteTaskInput {
  @Field(() => ID, { description: 'The task. Saying it twice changes nothing.' })
  taskId!: string;
}

@InputType({ description: 'A task is not to be done any more.' })
export class CancelTaskInput {
  @Field(() => ID, { description: 'The task. Saying it twice changes nothing.' })
  taskId!: string;
}

@InputType({ description: 'A task is to be done after all.' })
export class ReopenTaskInput {
  @Field(() => ID, { description: 'The task, done or cancelled. Saying it twice changes nothing.' })
  taskId!: string;
}
