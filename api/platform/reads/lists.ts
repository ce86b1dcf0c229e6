import { BadInput } from '../../shared/errors';
import type { GivenFilter } from './declaration';
import { Given } from './given';
import { pageOf, type PageArguments } from './page';

/** What makes up a list: which rows, in which order, and which page of them. */
export interface ListRequest {
  readonly filter: GivenFilter;
  readonly order: string | undefined;
  readonly page: PageRequest;
}

/** One direction, one size, and where it starts. */
export interface PageRequest {
  readonly size: number;
  readonly backward: boolean;
  /** Exclusive; null for a page that starts with the list. */
  readonly cursor: Given<string> | null;
}

/** The arguments of a field by name; those that weren't given are left out. */
export type GivenArguments = Readonly<Record<string, Given<unknown>>>;

/** Arguments whose values are known already. */
export function knownArguments(args: object): GivenArguments {
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, Given.known<unknown>(value)]));
}

/** The list that a field's arguments ask for. Throws a BAD_USER_INPUT for pages that can't be. */
export function listRequest(args: GivenArguments, order?: string): ListRequest {
  const orderBy = args['orderBy']?.decide((name) => (name as string | null) ?? null);
  return { filter: givenFilter(args['filter']), order: orderBy ?? order, page: pageRequest(args) };
}

/** The filters that are given and not null, in one order whatever the client's: the same filter is the same statement. */
function givenFilter(filter: Given<unknown> | undefined): GivenFilter {
  if (filter === undefined) return {};
  const names = filter.decide((value) => {
    const given = Object.entries((value ?? {}) as object).filter(([, inner]) => (inner ?? null) !== null);
    for (const [name, inner] of given) refuseNul(inner, `filter.${name}`);
    return given
      .map(([name]) => name)
      .sort()
      .join();
  });
  const list = names === '' ? [] : names.split(',');
  return Object.fromEntries(
    list.map((name) => [name, filter.map((value) => (value as Record<string, unknown>)[name])]),
  );
}

function pageRequest(args: GivenArguments): PageRequest {
  const page = recordOf(args, ['first', 'after', 'last', 'before']).map((given) =>
    pageOf(given as PageArguments),
  );
  const shape = page.decide(({ size, backward, cursor }) => `${size} ${backward} ${cursor !== null}`);
  const [size, backward, starts] = shape.split(' ');
  return {
    size: Number(size),
    backward: backward === 'true',
    cursor: starts === 'true' ? page.map(({ cursor }) => cursor ?? '') : null,
  };
}

function recordOf(args: GivenArguments, names: readonly string[]): Given<Readonly<Record<string, unknown>>> {
  const parts = names.flatMap((name) => {
    const given = args[name];
    return given === undefined ? [] : [[name, given] as const];
  });
  return Given.all(Object.fromEntries(parts));
}

/** All arguments of a field, as the value that a row is looked for with. */
export function lookedFor(
  args: Given<Readonly<Record<string, unknown>>>,
): Given<Readonly<Record<string, unknown>>> {
  return args.map((values) => {
    for (const [name, value] of Object.entries(values)) refuseNul(value, name);
    return values;
  });
}

/** PostgreSQL can't take a NUL in a text, so none can be looked for. */
function refuseNul(value: unknown, field: string): void {
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) refuseNul(inner, `${field}.${name}`);
  }
  if (typeof value !== 'string' || !value.includes('\0')) return;
  throw new BadInput([{ field, message: 'It contains a NUL character.', remedy: 'Remove that character.' }]);
}
