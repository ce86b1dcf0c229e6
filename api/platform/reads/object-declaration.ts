import type { Sql } from 'sql-template-tag';
import type { Ability } from '../../shared/access.rules';
import type { Narrowing } from './declaration';
import type { Given } from './given';
import type { Viewer } from './viewer';

/** An object of the API that is no row of a table: who asks, what is under way. One field of `Query` gives it. */
export interface ObjectDeclaration {
  /** Name of the GraphQL type. */
  readonly type: string;
  /** The field of `Query`. */
  readonly query: string;
  /** What it takes to ask for it; nothing where it is left out. */
  readonly ability?: Ability;
  /** Whether there is such an object for the viewer; always, where it is left out. */
  readonly isThere?: (viewer: Viewer) => boolean;
  /** Its values as expressions in the form in which they leave. */
  readonly fields: Readonly<Record<string, (viewer: Viewer) => Sql>>;
  readonly relations?: Readonly<Record<string, ObjectRelation>>;
}

/** From such an object to a row, or to a list of those rows of a type that the viewer may see. */
export type ObjectRelation = ObjectToOne | ObjectToMany;

export interface ObjectToOne {
  readonly kind: 'one';
  readonly target: string;
  /** The row's UUID; null where there is no such row. */
  readonly id: (viewer: Viewer) => Given<string> | null;
}

export interface ObjectToMany {
  readonly kind: 'many';
  readonly target: string;
  readonly narrow: Narrowing;
}

/** `member: oneRow('Member', (viewer) => viewer.memberId)` */
export function oneRow(target: string, id: ObjectToOne['id']): ObjectToOne {
  return { kind: 'one', target, id };
}

/** `deadCommands: rowsOf('WorkflowCommand', (filter) => ({ ...filter, statuses: Given.known(['DEAD']) }))` */
export function rowsOf(target: string, narrow: Narrowing): ObjectToMany {
  return { kind: 'many', target, narrow };
}
