import type { Sql } from 'sql-template-tag';
import type { Ability } from '../../shared/access.rules';
import type { IdType } from '../../shared/ids';
import type { Embedded } from './embedded';
import type { Given } from './given';
import type { Viewer } from './viewer';

/**
 * The one place where a type's reads are said: `docs/guides/declaring-reads.md` walks through an example.
 * Fields that are named like a column of the entity need no word here.
 */
export interface ReadDeclaration<Entity extends object, Filter extends object = object> {
  /** The type's global ids; their `type` is the name of the GraphQL type. */
  readonly id: IdType;
  readonly entity: new () => Entity;
  /**
   * What it takes to ask for such rows at all, `book.read` unless said: who hasn't it is refused, and told so, instead
   * of being shown an empty list. Null where everybody who is signed in may ask.
   */
  readonly ability?: Ability | null;
  /** Whether the viewer may see the row. Holds on every node and every edge, and for services that change it. */
  readonly visibleTo: (row: RowRef<Entity>, viewer: Viewer) => Sql;
  /**
   * Where the root list starts for viewers who see, and filters that leave, a small part of a large table: the values
   * of a column by which all of it is found, each through an index that begins with that column. Only a way to the
   * rows, never a rule of its own: `visibleTo` and the filters hold on every one of them. Null where the table itself
   * is the best start.
   */
  readonly startFrom?: (viewer: Viewer, filter: GivenFilterOf<Filter>) => StartFrom<Entity> | null;
  /**
   * Fields that are more than a column: expressions in the form in which they leave (text, number, boolean, json), or
   * small objects.
   */
  readonly fields?: Readonly<Record<string, (row: RowRef<Entity>, viewer: Viewer) => Sql | Embedded>>;
  readonly relations?: Readonly<Record<string, Relation<Entity>>>;
  /** The orders in which the type is listed; each maps to an index. The row's id is always the last key. */
  readonly orders: Readonly<Record<string, Order<Entity>>>;
  /** One of `orders`, used where a list names none. */
  readonly defaultOrder: string;
  /** The fields of `Query` that give such rows. */
  readonly queries?: Readonly<Record<string, RootQuery>>;
  /** How rows are found by what somebody types into a search. */
  readonly search?: Search<Entity>;
  /** What a list can be narrowed by: one predicate for each field of the filter input. */
  readonly filters?: {
    readonly [Name in keyof Filter]-?: FilterPredicate<Entity, NonNullable<Filter[Name]>>;
  };
}

/** Of each, `text` is what was typed. */
export interface Search<Entity extends object> {
  /** Whether a row may be meant; served by an index. */
  readonly matches: SearchSql<Entity>;
  /** Whether it may be meant after all: asked where fewer rows match than are wanted. */
  readonly resembles?: SearchSql<Entity>;
  /** How well it fits, from 0 to 1. */
  readonly rank: SearchSql<Entity>;
  /** What people are shown of it: plain text of a line or two. */
  readonly excerpt: SearchSql<Entity>;
  /** For rows of which any number may match: only the latest by this property are ranked. */
  readonly latest?: keyof Entity & string;
}

type SearchSql<Entity extends object> = (row: RowRef<Entity>, text: Given<string>) => Sql;

/** A query of one column named `key`, without doubles, and the property of the row that equals it. */
export interface StartFrom<Entity extends object> {
  readonly property: keyof Entity & string;
  readonly keys: Sql;
  /**
   * Said where nobody knows whether the keys are few: only so many are read, and where there are more, the list walks
   * the table in its order, since then it soon has a page together.
   */
  readonly atMost?: number;
}

/** SQL of a column of the row at hand, by the entity's property: `row('ownerId')`. */
export type RowRef<Entity extends object> = (property: keyof Entity & string) => Sql;

export type FilterPredicate<Entity extends object, Value> = (
  row: RowRef<Entity>,
  value: Given<Value>,
  viewer: Viewer,
) => Sql;

/** A field of `Query`: a page of the rows, the row with an id, or the first of a list. */
export type RootQuery = RootList | RootOne;

export interface RootList {
  readonly kind: 'list';
  /** What the arguments mean, where they aren't taken as they are. */
  readonly narrow?: Narrowing;
}

export interface RootOne {
  readonly kind: 'one';
  /** Of which list the row is the first; the row that the argument `id` names where there is none. */
  readonly first?: (args: Given<Readonly<Record<string, unknown>>>) => GivenFilter;
}

/** Replaces filters of a list by others; throws a refusal for who may not ask so. */
export type Narrowing = (filter: GivenFilter, viewer: Viewer) => GivenFilter;

/** The filters of a list that were given, by name. */
export type GivenFilter = Readonly<Record<string, Given<unknown>>>;

/** The same for a filter input that is known. */
export type GivenFilterOf<Filter> = {
  readonly [Name in keyof Filter]?: Given<NonNullable<Filter[Name]>>;
};

/** From a row to one row, or to a list of rows, of another declared type. */
export type Relation<Entity extends object> = ToOne<Entity> | ToMany<Entity>;

export interface ToOne<Entity extends object> {
  readonly kind: 'one';
  /** Name of the target's type. */
  readonly target: string;
  /** Property of this row that holds the value … */
  readonly by: keyof Entity & string;
  /** … that this property of the target equals. */
  readonly key: string;
}

export interface ToMany<Entity extends object> {
  readonly kind: 'many';
  readonly target: string;
  readonly by: keyof Entity & string;
  readonly key: string;
  /** One of the target's orders, where its default is not the one. */
  readonly order?: string;
}

/** Rows in one direction by some keys; null keys are coalesced, so that the order is total. */
export interface Order<Entity extends object> {
  readonly direction: 'asc' | 'desc';
  readonly keys: readonly OrderKey<Entity>[];
}

export type OrderKey<Entity extends object> =
  (keyof Entity & string) | { readonly sql: (row: RowRef<Entity>) => Sql; readonly type: string };

/** To the row whose `key` equals this row's `by`: `toOne('Member', 'ownerId')`. */
export function toOne<Entity extends object>(
  target: string,
  by: keyof Entity & string,
  key = 'id',
): ToOne<Entity> {
  return { kind: 'one', target, by, key };
}

/** To the list of rows whose `key` equals this row's `by`, which is its id unless said otherwise. */
export function toMany<Entity extends { id: string }>(
  target: string,
  key: string,
  options: { order?: string; by?: keyof Entity & string } = {},
): ToMany<Entity> {
  const { order, by = 'id' } = options;
  return order === undefined ? { kind: 'many', target, by, key } : { kind: 'many', target, by, key, order };
}

export function ascending<Entity extends object>(...keys: OrderKey<Entity>[]): Order<Entity> {
  return { direction: 'asc', keys };
}

export function descending<Entity extends object>(...keys: OrderKey<Entity>[]): Order<Entity> {
  return { direction: 'desc', keys };
}

/** `accounts: listed()`: the list with its page, filter and order as arguments. */
export function listed(narrow?: Narrowing): RootList {
  return narrow === undefined ? { kind: 'list' } : { kind: 'list', narrow };
}

/** `account: byId()`: the row that the argument `id` names, or null. */
export function byId(): RootOne {
  return { kind: 'one' };
}

/** The first row, in the default order, for which filters hold that are made of the arguments; or null. */
export function firstWhere(first: NonNullable<RootOne['first']>): RootOne {
  return { kind: 'one', first };
}

/** A declaration whose entity is no longer known to the type system, as the registry keeps it. */
export type AnyDeclaration = ReadDeclaration<Record<string, unknown>, Record<string, unknown>>;

/** Checks a declaration against its entity and filter input, and gives it to the registry. */
export function declareReads<Entity extends object, Filter extends object = object>(
  declaration: ReadDeclaration<Entity, Filter>,
): AnyDeclaration {
  return declaration as unknown as AnyDeclaration;
}
