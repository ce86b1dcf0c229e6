import { DateTime } from 'luxon';

const days = new Map<string, string>();

/**
 * The calendar day (YYYY-MM-DD) that it is in a time zone. Asked for every row of an import, so the answers are kept
 * for a moment.
 */
export function todayIn(timeZone: string, now: Date): string {
  const key = `${timeZone} ${now.getTime()}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const day = DateTime.fromJSDate(now, { zone: timeZone }).toFormat('yyyy-MM-dd');
  if (days.size > 1000) days.clear();
  days.set(key, day);
  return day;
}

/** The moment at which a calendar day begins in a time zone. */
export function startOfDay(day: string, timeZone: string): string {
  return DateTime.fromISO(day, { zone: timeZone }).startOf('day').toJSDate().toISOString();
}

/** The calendar day that a moment belongs to in a time zone. */
export function dayOf(moment: string, timeZone: string): string {
  return DateTime.fromISO(moment, { zone: timeZone }).toFormat('yyyy-MM-dd');
}
