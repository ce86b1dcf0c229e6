import { BadInput } from '../../shared/errors';

export const defaultPageSize = 50;
export const maximumPageSize = 200;

/** The arguments of a Relay connection, as they come from a client. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** One direction and one size. `cursor` is exclusive. */
export interface Page {
  readonly size: number;
  readonly backward: boolean;
  readonly cursor: string | null;
}

/** Checks the paging arguments: forward by `first` and `after`, or backward by `last` and `before`. */
export function pageOf(args: PageArguments): Page {
  const { first, after, last, before } = args;
  const backward = (last ?? null) !== null || ((before ?? null) !== null && (first ?? null) === null);
  if (backward && ((first ?? null) !== null || (after ?? null) !== null)) {
    refuse('last', 'A page goes one way.', 'Use first and after, or last and before.');
  }
  if (!backward && (before ?? null) !== null) {
    refuse('before', 'A page goes one way.', 'Use first and after, or last and before.');
  }
  const size = (backward ? last : first) ?? defaultPageSize;
  if (size < 0 || size > maximumPageSize) {
    refuse(
      backward ? 'last' : 'first',
      `${size} rows were asked for.`,
      `Ask for 0 to ${maximumPageSize}, and page on.`,
    );
  }
  return { size, backward, cursor: (backward ? before : after) ?? null };
}

function refuse(field: string, message: string, remedy: string): never {
  throw new BadInput([{ field, message, remedy }]);
}
