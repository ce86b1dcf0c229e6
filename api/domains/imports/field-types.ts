import { DateTime } from 'luxon';
import { earliestDay } from '../../shared/problems';
import { parseDecimal, type Decimal } from './decimal.rules';

/** A text that can't be read as what the field needs. */
export class Unreadable {
  constructor(
    readonly message: string,
    readonly remedy: string,
  ) {}
}

/** How the text of a cell becomes a value. Empty cells are no matter of it: they are null. */
export interface FieldType<Value> {
  parse(text: string, shiftDays: number): Value | Unreadable;
  /** Blanks around it belong to the value. */
  readonly untrimmed?: boolean;
}

export type Fields = Readonly<Record<string, FieldType<unknown>>>;

/** What a row says: undefined where the file says nothing about a field, null where it says that it is empty. */
export type ValuesOf<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends FieldType<infer Value> ? Value | null | undefined : never;
};

/** What the file says, null included; what there was where it says nothing. */
export function said<Value>(given: Value | null | undefined, stored: Value | null | undefined): Value | null {
  return given === undefined ? (stored ?? null) : given;
}

export const text: FieldType<string> = { parse: (value) => value };

export const longText: FieldType<string> = { parse: (value) => value, untrimmed: true };

export const lowerCase: FieldType<string> = { parse: (value) => value.toLowerCase() };

/** An id of another system. */
export const externalId: FieldType<string> = {
  parse: (value) =>
    value.length <= 200
      ? value
      : new Unreadable(`It has ${value.length} characters.`, 'Use 200 characters at most.'),
};

/** Words with blanks between them, each once. */
export const words: FieldType<string[]> = { parse: (value) => [...new Set(value.split(/\s+/))] };

export const lowerCaseWords: FieldType<string[]> = {
  parse: (value) => [...new Set(value.toLowerCase().split(/\s+/))],
};

export const wholeNumber: FieldType<number> = {
  parse: (value) =>
    /^-?\d{1,15}$/.test(value)
      ? Number(value)
      : new Unreadable('It is no whole number.', 'Write digits only, such as 1200.'),
};

export const decimal: FieldType<Decimal> = {
  parse: (value) =>
    parseDecimal(value) ??
    new Unreadable(
      'It is no decimal number.',
      'Write it like 1234.50, without thousands separators and currency signs.',
    ),
};

/** A calendar day, `YYYY-MM-DD`. */
export const day: FieldType<string> = {
  parse(value, shiftDays) {
    const shifted = /^\d{4}-\d{2}-\d{2}$/.test(value) ? shiftDay(value, shiftDays) : null;
    if (shifted !== null && shifted < earliestDay) {
      return new Unreadable('It is too long ago.', 'Give a day from 1900 on.');
    }
    return shifted ?? new Unreadable('It is no day of the calendar.', 'Write it as YYYY-MM-DD.');
  },
};

/** A time of day, `HH:MM`. */
export const timeOfDay: FieldType<string> = {
  parse: (value) =>
    /^([01]?\d|2[0-3]):[0-5]\d$/.test(value)
      ? value.padStart(5, '0')
      : new Unreadable('It is no time of day.', 'Write it as HH:MM, from 00:00 to 23:59.'),
};

/** A moment, whose text may leave the offset to the account's time zone. */
export class Moment {
  constructor(
    private readonly iso: string,
    private readonly shiftDays: number,
  ) {}

  at(timeZone: string): Date {
    return DateTime.fromISO(this.iso, { zone: timeZone }).plus({ days: this.shiftDays }).toJSDate();
  }
}

export const moment: FieldType<Moment> = {
  parse(value, shiftDays) {
    const iso = value.replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:)/, '$1T$2');
    const parsed = DateTime.fromISO(iso, { zone: 'utc' }).plus({ days: shiftDays });
    // A year of leeway, so that no time zone leads out of what has four digits.
    if (parsed.isValid && (parsed.year < 1900 || parsed.year > 9998)) {
      return new Unreadable('It is too far away.', 'Give a moment from 1900 to 9998.');
    }
    return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(iso) && parsed.isValid
      ? new Moment(iso, shiftDays)
      : new Unreadable(
          'It is no date with a time.',
          'Write it as 2026-01-31T14:30:00+01:00; without an offset it is in the account’s time zone.',
        );
  },
};

/** The day so many days later, or null where the text is no day. */
function shiftDay(value: string, days: number): string | null {
  const time = Date.parse(`${value}T00:00:00Z`);
  // JavaScript takes 2026-02-30 for the second of March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value) return null;
  return days === 0 ? value : new Date(time + days * 86_400_000).toISOString().slice(0, 10);
}
