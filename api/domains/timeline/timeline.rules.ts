import { globalId } from '../../shared/ids';
import type { Problems } from '../../shared/problems';

export const TimelineEntryId = globalId('TimelineEntry', 'tle');
export const TimelineParticipantId = globalId('TimelineParticipant', 'tlp');

/** What kind of thing happened. */
export enum TimelineKind {
  CALL = 'CALL',
  MEETING = 'MEETING',
  NOTE = 'NOTE',
  EMAIL = 'EMAIL',
  EVENT = 'EVENT',
}

/** Who turned to whom. */
export enum Direction {
  INBOUND = 'INBOUND',
  OUTBOUND = 'OUTBOUND',
}

/** Longest body that is kept, in characters: some two hundred pages. */
export const longestBody = 500_000;

/** What an entry is made of, as it will stand. */
export interface TimelineValues {
  readonly kind: string;
  readonly direction: string | null;
  readonly occurredAt: Date;
  readonly subject: string;
  readonly body: string;
}

/** How far a caller's clock may be ahead of ours. */
const clockTolerance = 5 * 60_000;

const mayLieAhead: ReadonlySet<string> = new Set([TimelineKind.MEETING, TimelineKind.EVENT]);
const haveDirection: ReadonlySet<string> = new Set([TimelineKind.CALL, TimelineKind.EMAIL]);

/** Whether entries of a kind say who turned to whom. */
export function hasDirection(kind: string): boolean {
  return haveDirection.has(kind);
}

/** Checks an entry, whoever gives it. Meetings and events may be planned; all else is written down once it happened. */
export function checkTimelineValues(values: TimelineValues, now: Date, problems: Problems, at = ''): void {
  const { kind, direction, occurredAt, subject, body } = values;
  problems.oneOf(kind, Object.values(TimelineKind), `${at}kind`);
  problems.text(subject, `${at}subject`, 300);
  problems.optionalText(body, `${at}body`, longestBody);
  if (direction !== null) {
    problems.oneOf(direction, Object.values(Direction), `${at}direction`);
    problems.require(
      hasDirection(kind),
      `${at}direction`,
      `A ${kind} has none.`,
      'Leave it out; only a CALL or an EMAIL has one.',
    );
  }
  problems.require(
    occurredAt.getTime() >= Date.UTC(1900, 0, 1),
    `${at}occurredAt`,
    'It is too long ago.',
    'Give a moment from 1900 on.',
  );
  problems.require(
    mayLieAhead.has(kind) || occurredAt.getTime() <= now.getTime() + clockTolerance,
    `${at}occurredAt`,
    `It lies in the future, and a ${kind} is written down once it happened.`,
    'Give a moment that has passed, use MEETING or EVENT for what is planned, or create a task.',
  );
}
