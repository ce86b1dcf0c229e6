import { globalId } from '../../shared/ids';
import type { Problems } from '../../shared/problems';

export const TaskId = globalId('Task', 'tsk');

/** Whether a task is still to be done. */
export enum TaskStatus {
  OPEN = 'OPEN',
  DONE = 'DONE',
  CANCELLED = 'CANCELLED',
}

/** Where a task came from. */
export enum TaskSource {
  PERSON = 'PERSON',
  MEETING = 'MEETING',
  WORKFLOW = 'WORKFLOW',
  INTEGRATION = 'INTEGRATION',
}

/** What a task is made of, whoever gives it; undefined means "not said". */
export interface TaskValues {
  readonly title?: string | null | undefined;
  readonly detail?: string | null | undefined;
  readonly dueOn?: string | null | undefined;
}

export function checkTaskValues(values: TaskValues, problems: Problems, at = ''): void {
  const { title, detail, dueOn } = values;
  if (title !== undefined && title !== null) problems.text(title, `${at}title`, 300);
  problems.optionalText(detail, `${at}detail`, 20_000);
  if (dueOn !== undefined && dueOn !== null) {
    problems.require(
      dueOn >= '1900-01-01',
      `${at}dueOn`,
      `${dueOn} is too long ago.`,
      'Give a day from 1900 on.',
    );
  }
}
