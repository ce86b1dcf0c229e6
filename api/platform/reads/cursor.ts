import { BadInput } from '../../shared/errors';

/** A cursor is the order's name and the keys of a row, as text from SQL, so that no digit of a time is lost. */
export interface Cursor {
  readonly order: string;
  readonly keys: readonly string[];
}

export function encodeCursor(order: string, keys: readonly string[]): string {
  return Buffer.from(JSON.stringify([order, ...keys])).toString('base64url');
}

/** Reads a cursor; a BAD_USER_INPUT where it was not made by this list in this order. */
export function decodeCursor(text: string, order: string, keyCount: number, field: string): Cursor {
  try {
    const [name, ...keys] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if (name === order && keys.length === keyCount && keys.every((key) => typeof key === 'string')) {
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
