import type { Sql } from 'sql-template-tag';
import type { Embedded } from '../embedded';
import type { ListRequest } from '../lists';
import type { ReadType } from '../read-type';

/** What an operation asks for, said without SQL: the members of an object in the order of the answer. */
export interface ObjectPlan {
  readonly members: readonly Member[];
}

export interface Member {
  /** The key in the answer: the alias, or the field's name. */
  readonly key: string;
  readonly value: ValuePlan;
}

export type ValuePlan =
  ConstantPlan | ObjectValuePlan | LeafPlan | EmbeddedPlan | RowPlan | PagePlan | HitsPlan | HitNodePlan;

/** A value that is known already, as JSON: a type's name. */
export interface ConstantPlan {
  readonly kind: 'constant';
  readonly json: string;
}

/** An object that is no row: its members stand for themselves. */
export interface ObjectValuePlan {
  readonly kind: 'object';
  readonly object: ObjectPlan;
}

/** What it means that a value is null: that can't be, it is an answer, or it breaks the promise of a non-null field. */
export type Absence = 'never' | 'null' | 'broken';

/** How SQL of a value becomes JSON: see `leaf-form.ts`. */
export type LeafForm = 'escaped' | 'quoted' | 'bare' | 'array';

/** A column or an expression. */
export interface LeafPlan {
  readonly kind: 'leaf';
  readonly sql: (alias: string) => Sql;
  readonly form: LeafForm;
  readonly absence: Absence;
  /** What stands before the value, as in global ids. */
  readonly prefix?: string;
}

/** An object without an id of its own, or a list of such; its members are leaves of `embedded`. */
export interface EmbeddedPlan {
  readonly kind: 'embedded';
  readonly embedded: (alias: string) => Embedded;
  readonly object: (embedded: Embedded) => ObjectPlan;
  readonly absence: Absence;
}

/** One row of a declared type, of those that the viewer may see. */
export interface RowPlan {
  readonly kind: 'row';
  readonly type: ReadType;
  /** Which row, given its own alias and that of the row that it hangs on; or the first of a list. */
  readonly which:
    { readonly where: (alias: string, parent: string) => Sql } | { readonly first: ListRequest };
  readonly object: ObjectPlan;
  readonly absence: Absence;
}

/** A page of rows, of all that the viewer may see or of those that hang on a row. */
export interface PagePlan {
  readonly kind: 'page';
  readonly type: ReadType;
  readonly request: ListRequest;
  readonly ofParent: ((alias: string, parent: string) => Sql) | null;
  readonly members: readonly PageMember[];
}

/** The best hits of a search, over the columns of `selectHits`. */
export interface HitsPlan {
  readonly kind: 'hits';
  readonly hits: Sql;
  readonly object: ObjectPlan;
}

/** What a hit leads to: a row of the type that its kind says. */
export interface HitNodePlan {
  readonly kind: 'hitNode';
  readonly nodes: readonly { readonly kind: string; readonly type: ReadType; readonly object: ObjectPlan }[];
}

export interface PageMember {
  readonly key: string;
  readonly part: PagePart;
}

export type PagePart =
  | ConstantPlan
  | { readonly kind: 'nodes'; readonly object: ObjectPlan }
  | { readonly kind: 'edges'; readonly members: readonly EdgeMember[] }
  | { readonly kind: 'pageInfo'; readonly members: readonly InfoMember[] }
  | { readonly kind: 'total' };

export interface EdgeMember {
  readonly key: string;
  readonly part:
    ConstantPlan | { readonly kind: 'cursor' } | { readonly kind: 'node'; readonly object: ObjectPlan };
}

export interface InfoMember {
  readonly key: string;
  readonly part: ConstantPlan | { readonly kind: 'info'; readonly name: InfoName };
}

const infoNames = ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'] as const;

export type InfoName = (typeof infoNames)[number];

export function isInfoName(name: string): name is InfoName {
  return (infoNames as readonly string[]).includes(name);
}

/** Thrown where a selection can't be said in SQL; says which part of it, for developers. */
export class NotCompiled extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'NotCompiled';
  }
}

export function constant(value: string): ConstantPlan {
  return { kind: 'constant', json: JSON.stringify(value) };
}
