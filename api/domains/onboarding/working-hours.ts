import { DateTime } from 'luxon';

/** When somebody works. Times are `09:00` or `09:00:00`, local to the zone; days are ISO 8601, Monday is 1. */
export interface WorkingHours {
  readonly timeZone: string;
  readonly workStarts: string;
  readonly workEnds: string;
  readonly workDays: readonly number[];
}

/**
 * The moment itself where it lies in the working hours, else the start of the next working day. Days are counted in
 * the zone, so that a working day starts at its hour on the days on which clocks change, too; a start that a clock
 * change leaves out is taken an hour later.
 */
export function nextWorkingMoment(at: Date, hours: WorkingHours): Date {
  const moment = DateTime.fromJSDate(at, { zone: hours.timeZone });
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = moment.startOf('day').plus({ days: ahead });
    if (!hours.workDays.includes(day.weekday)) continue;
    const starts = day.set(timeOf(hours.workStarts));
    if (moment < starts) return starts.toJSDate();
    if (moment < day.set(timeOf(hours.workEnds))) return at;
  }
  throw new Error('Working hours have at least one day a week.');
}

function timeOf(text: string): { hour: number; minute: number; second: number; millisecond: number } {
  const [hour = 0, minute = 0, second = 0] = text.split(':').map(Number);
  return { hour, minute, second, millisecond: 0 };
}
