import { Role } from '../../shared/access.rules';
import { globalId } from '../../shared/ids';
import type { Problems } from '../../shared/problems';

export const MemberId = globalId('Member', 'mem');

/** What a member can't be without. */
export const neededOfMember = [
  'email',
  'name',
  'role',
  'timeZone',
  'language',
  'workStarts',
  'workEnds',
  'workDays',
];

/** What a member can be responsible for, in the order in which it is named. */
export enum ResponsibilityKind {
  ACCOUNT_OWNER = 'ACCOUNT_OWNER',
  TEAM_MEMBER = 'TEAM_MEMBER',
  OPEN_TASK = 'OPEN_TASK',
}

/** How many responsibilities a refusal names; it counts all of them. */
export const responsibilitiesNamed = 50;

/** What a member is made of, whoever gives it; undefined means "not said". */
export interface MemberValues {
  readonly email?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly role?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly workStarts?: string | null | undefined;
  readonly workEnds?: string | null | undefined;
  readonly workDays?: readonly number[] | null | undefined;
}

/** Checks the values that are given; whether the hours fit each other is `checkHours`. */
export function checkMemberValues(values: MemberValues, problems: Problems): void {
  const { email, name, role, title, timeZone, language, workDays } = values;
  if (text(email)) problems.email(email.trim(), 'email');
  if (text(name)) problems.text(name, 'name');
  if (text(role)) problems.oneOf(role, Object.values(Role), 'role');
  problems.optionalText(title, 'title', 100);
  if (text(timeZone)) problems.timeZone(timeZone, 'timeZone');
  if (text(language)) problems.language(language, 'language');
  if (workDays !== undefined && workDays !== null) checkWorkDays(workDays, problems);
}

/** The working day has to end after it starts; both as `09:00`. */
export function checkHours(workStarts: string, workEnds: string, problems: Problems): void {
  problems.require(
    workStarts.slice(0, 5) < workEnds.slice(0, 5),
    'workEnds',
    `The working day ends at ${workEnds.slice(0, 5)} and starts at ${workStarts.slice(0, 5)}.`,
    'Give an end after the start.',
  );
}

function checkWorkDays(days: readonly number[], problems: Problems): void {
  problems.require(days.length > 0, 'workDays', 'It names no day.', 'Name at least one day.');
  problems.require(
    days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7) && new Set(days).size === days.length,
    'workDays',
    `${days.slice(0, 10).join(', ')} are no days of the week.`,
    'Use 1 (Monday) to 7 (Sunday), each once.',
  );
}

/** Anything that was given and is a text. */
function text(value: string | null | undefined): value is string {
  return value !== undefined && value !== null;
}
