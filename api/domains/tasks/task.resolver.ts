import { Arg, Args, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import { answeredByReads, type Related } from '../../platform/graphql/related';
import { resultOf, resultUnion, VersionConflict } from '../../platform/graphql/result';
import type { Row } from '../../platform/reads/connection-rows';
import {
  CancelTaskInput,
  CompleteTaskInput,
  CreateTaskInput,
  ReopenTaskInput,
  TasksArgs,
  UpdateTaskInput,
} from './task.inputs';
import { TaskId } from './task.rules';
import type { TaskService } from './task.service';
import { Task, TaskConnection } from './task.type';

@ObjectType({ description: 'The task is written down.' })
export class CreateTaskPayload {
  @Field(() => Task, { description: 'The new task.' })
  task!: Related<Task>;
}

@ObjectType({ description: 'The task is changed.' })
export class UpdateTaskPayload {
  @Field(() => Task, { description: 'The task as it is now.' })
  task!: Related<Task>;
}

@ObjectType({ description: 'The task is done.' })
export class CompleteTaskPayload {
  @Field(() => Task, { description: 'The task as it is now.' })
  task!: Related<Task>;
}

@ObjectType({ description: 'The task is cancelled.' })
export class CancelTaskPayload {
  @Field(() => Task, { description: 'The task as it is now.' })
  task!: Related<Task>;
}

@ObjectType({ description: 'The task is open.' })
export class ReopenTaskPayload {
  @Field(() => Task, { description: 'The task as it is now.' })
  task!: Related<Task>;
}

const UpdateTaskResult = resultUnion(
  'UpdateTaskResult',
  'What came of updateTask.',
  () => [UpdateTaskPayload, VersionConflict] as const,
);

@Resolver()
export class TaskResolver {
  constructor(private readonly tasks: TaskService) {}

  @Query(() => Task, { nullable: true, description: 'One task; null where there is none that you may see.' })
  task(@Arg('id', () => ID, { description: 'The task’s id.' }) _id: string): never {
    return answeredByReads();
  }

  @Query(() => TaskConnection, {
    name: 'tasks',
    description: 'What is to be done for the customers that you may see, soonest first.',
  })
  list(@Args(() => TasksArgs) _args: TasksArgs): never {
    return answeredByReads();
  }

  @Mutation(() => CreateTaskPayload, { description: 'Writes down what is to be done for a customer.' })
  createTask(
    @Arg('input', () => CreateTaskInput, { description: 'The new task.' }) input: CreateTaskInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return payload(ctx, this.tasks.create(ctx, input));
  }

  @Mutation(() => UpdateTaskResult, {
    description: 'Changes what is given of a task, or gives it to somebody else.',
  })
  updateTask(
    @Arg('input', () => UpdateTaskInput, { description: 'The changes.' }) input: UpdateTaskInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return resultOf('UpdateTaskPayload', payload(ctx, this.tasks.update(ctx, input)));
  }

  @Mutation(() => CompleteTaskPayload, { description: 'Says that a task is done.' })
  completeTask(
    @Arg('input', () => CompleteTaskInput, { description: 'Which task.' }) input: CompleteTaskInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return payload(ctx, this.tasks.complete(ctx, input));
  }

  @Mutation(() => CancelTaskPayload, { description: 'Says that a task is not to be done any more.' })
  cancelTask(
    @Arg('input', () => CancelTaskInput, { description: 'Which task.' }) input: CancelTaskInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return payload(ctx, this.tasks.cancel(ctx, input));
  }

  @Mutation(() => ReopenTaskPayload, { description: 'Says that a task is to be done after all.' })
  reopenTask(
    @Arg('input', () => ReopenTaskInput, { description: 'Which task.' }) input: ReopenTaskInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return payload(ctx, this.tasks.reopen(ctx, input));
  }
}

async function payload(ctx: RequestContext, work: Promise<string>): Promise<{ task: Row }> {
  return { task: await ctx.reads.require(TaskId, await work) };
}
