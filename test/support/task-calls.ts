import { randomUUID } from 'node:crypto';
import type { Caller, TestApi } from './api';

/** A task, as these operations ask for it. */
export interface Task {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly dueOn: string | null;
  readonly status: string;
  readonly settledAt: string | null;
  readonly source: string;
  readonly version: number;
  readonly owner: { readonly name: string };
  readonly account: { readonly id: string };
  readonly timelineEntry: { readonly id: string } | null;
}

/** What these operations ask for of a task. */
export const taskFields = `id title detail dueOn status settledAt source version owner { name } account { id }
  timelineEntry { id }`;

/** The mutations, for tests that expect them to be refused. */
export const taskMutations = {
  create: `mutation ($input: CreateTaskInput!) { done: createTask(input: $input) { task { ${taskFields} } } }`,
  update: `mutation ($input: UpdateTaskInput!) { done: updateTask(input: $input) { __typename
    ... on VersionConflict { currentVersion } ... on UpdateTaskPayload { task { ${taskFields} } } } }`,
};

/** The mutations that settle and reopen. */
export const taskMoves = {
  complete: `mutation ($input: CompleteTaskInput!) { done: completeTask(input: $input) { task { ${taskFields} } } }`,
  cancel: `mutation ($input: CancelTaskInput!) { done: cancelTask(input: $input) { task { ${taskFields} } } }`,
  reopen: `mutation ($input: ReopenTaskInput!) { done: reopenTask(input: $input) { task { ${taskFields} } } }`,
};

/** Tasks through the API. */
export class TaskCalls {
  constructor(private readonly api: TestApi) {}

  async create(as: Caller, input: { accountId: string; [field: string]: unknown }): Promise<Task> {
    const all = { title: `Task ${randomUUID()}`, ...input };
    return (await this.api.raw<{ done: { task: Task } }>(as, taskMutations.create, { input: all })).done.task;
  }

  async update(
    as: Caller,
    input: object,
  ): Promise<{ __typename: string; task?: Task; currentVersion?: number }> {
    type Answer = { done: { __typename: string; task?: Task; currentVersion?: number } };
    return (await this.api.raw<Answer>(as, taskMutations.update, { input })).done;
  }

  async move(as: Caller, name: keyof typeof taskMoves, taskId: string): Promise<Task> {
    return (await this.api.raw<{ done: { task: Task } }>(as, taskMoves[name], { input: { taskId } })).done
      .task;
  }

  /** Titles of a list, in its order. A filter that is left out and one that is null are two things. */
  async titles(as: Caller, filter?: object | null): Promise<string[]> {
    const document = `query ($filter: TaskFilter) { tasks(filter: $filter) { nodes { title } } }`;
    const variables = filter === undefined ? {} : { filter };
    const found = await this.api.raw<{ tasks: { nodes: { title: string }[] } }>(as, document, variables);
    return found.tasks.nodes.map((node) => node.title);
  }
}
