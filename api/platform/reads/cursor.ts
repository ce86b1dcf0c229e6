import { BadInput } from '../../shared/errors';

/** A cursor is the order's name and the keys of a row, as text from SQL, so that no digit of a time is lost. */
export interface Cursor {
  readonly order: string;
  readonly keys: readonly string[];
}

export function encodeCursor(order: string, keys: readonly string[]): string {
  return Buffer.from(JSON.stringify([order, ...keys])).toString('base64url');
}

/** How PostgreSQL writes the types that orders use as text; whatever else stands in a cursor was forged. */
const written: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  date: /^(\d{4,7}-\d\d-\d\d|-?infinity)$/,
  timestamptz: /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/,
  bigint: /^-?\d{1,19}$/,
  integer: /^-?\d{1,10}$/,
};

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
  return typeof key === 'string' && !key.includes('\0') && (written[type ?? '']?.test(key) ?? true);
}
