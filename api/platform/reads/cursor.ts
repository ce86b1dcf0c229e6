import { DateTime } from 'luxon';
import { BadInput } from '../../shared/errors';

/** A cursor is the order's name and the keys of a row, as text from SQL, so that no digit of a time is lost. */
export interface Cursor {
  readonly order: string;
  readonly keys: readonly string[];
}

export function encodeCursor(order: string, keys: readonly string[]): string {
  return Buffer.from(JSON.stringify([order, ...keys])).toString('base64url');
}

/**
 * How PostgreSQL writes the types that orders use as text. Whatever else stands in a cursor was forged, also where it
 * has the right digits: a value out of its type's range would fail in the database.
 */
const written: Readonly<Record<string, (key: string) => boolean>> = {
  uuid: (key) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key),
  date: (key) => /^-?infinity$/.test(key) || (/^\d{4}-\d\d-\d\d$/.test(key) && isMoment(key)),
  timestamptz: (key) =>
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/.test(key) && isMoment(key.replace(' ', 'T')),
  bigint: (key) => /^-?\d{1,19}$/.test(key) && fitsBits(key, 64),
  integer: (key) => /^-?\d{1,10}$/.test(key) && fitsBits(key, 32),
};

/** Whether a day or moment is there in the calendar; PostgreSQL knows no year 0. */
function isMoment(iso: string): boolean {
  return !iso.startsWith('0000') && DateTime.fromISO(iso).isValid;
}

function fitsBits(digits: string, bits: number): boolean {
  return BigInt.asIntN(bits, BigInt(digits)) === BigInt(digits);
}

/**
 * Reads a cursor whose keys have the given types of PostgreSQL; a BAD_USER_INPUT where it was not made by this list
 * in this order.
 */
export function decodeCursor(text: string, order: string, types: readonly string[], field: string): Cursor {
  try {
    const [name, ...keys] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if (name === order && keys.length === types.length && keys.every((key, at) => fits(key, types[at]))) {
      return { order, keys: keys as string[] };
    }
  } catch {
    // Falls through to the one message for every malformed cursor.
  }
  throw new BadInput([
    {
      field,
      message: 'This cursor is not from this list in this order.',
      remedy: 'Use a cursor that the same query with the same order gave you.',
    },
  ]);
}

function fits(key: unknown, type: string | undefined): boolean {
  return typeof key === 'string' && !key.includes('\0') && (written[type ?? '']?.(key) ?? true);
}
