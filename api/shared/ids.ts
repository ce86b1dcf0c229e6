import { BadInput } from './errors';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The global ids of one type: its prefix, an underscore and the row's UUID. Opaque to clients. */
export interface IdType {
  readonly type: string;
  readonly prefix: string;
  /** The global id of a row. */
  of(rowId: string): string;
  /** The row's UUID; a BAD_USER_INPUT that names the field where the id is malformed or of another type. */
  parse(globalId: string, field: string): string;
}

/** Declares the ids of a type: `globalId('Account', 'acc')`. Prefixes are unique; the read registry checks it. */
export function globalId(type: string, prefix: string): IdType {
  return {
    type,
    prefix,
    of: (rowId) => `${prefix}_${rowId}`,
    parse(id, field) {
      const rowId = id.startsWith(`${prefix}_`) ? id.slice(prefix.length + 1) : '';
      if (uuid.test(rowId)) return rowId;
      throw new BadInput([
        {
          field,
          message: `"${id.slice(0, 80)}" is no id of ${article(type)}.`,
          remedy: 'Use an id that a query gave you.',
        },
      ]);
    },
  };
}

/** Prefix and UUID of any global id, or null where it has not that form. */
export function splitGlobalId(id: string): { prefix: string; rowId: string } | null {
  const at = id.indexOf('_');
  const rowId = id.slice(at + 1);
  return at > 0 && uuid.test(rowId) ? { prefix: id.slice(0, at), rowId } : null;
}

function article(type: string): string {
  return /^[AEIOU]/.test(type) ? `an ${type}` : `a ${type}`;
}
