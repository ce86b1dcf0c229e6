import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { EntityMetadata } from 'typeorm';
import type { Ability } from '../../shared/access.rules';
import type {
  AnyDeclaration,
  GivenFilter,
  GivenFilterOf,
  Order,
  Relation,
  RowRef,
  StartFrom,
} from './declaration';
import { embeddedJson, isEmbedded, type Embedded } from './embedded';
import type { Viewer } from './viewer';

/** A declaration joined with TypeORM's metadata: what the statements are built from. */
export class ReadType {
  /** The fields of the GraphQL type that come with the row; the registry sets them when it meets the schema. */
  fields: readonly string[] = [];

  constructor(
    readonly declaration: AnyDeclaration,
    private readonly metadata: EntityMetadata,
  ) {}

  get name(): string {
    return this.declaration.id.type;
  }

  /** What it takes to ask for rows of this type at all; null for everybody who is signed in. */
  get ability(): Ability | null {
    const { ability = 'book.read' } = this.declaration;
    return ability;
  }

  get table(): Sql {
    return raw(`"${this.metadata.tableName}"`);
  }

  hasColumn(property: string): boolean {
    return this.metadata.findColumnWithPropertyName(property) !== undefined;
  }

  isOwnField(field: string): boolean {
    return field === 'id' || this.hasColumn(field) || this.declaration.fields?.[field] !== undefined;
  }

  relation(field: string): Relation<Record<string, unknown>> | undefined {
    return this.declaration.relations?.[field];
  }

  /** The columns of the row that is called `alias` in a statement. */
  row(alias: string): RowRef<Record<string, unknown>> {
    return (property) => raw(`${alias}."${this.column(property).databaseName}"`);
  }

  /** What a row brings: fields in wire form, all unless said, and the hidden values that its relations start from. */
  selection(alias: string, viewer: Viewer, fields = this.fields): Sql {
    const row = this.row(alias);
    const starts = new Set(Object.values(this.declaration.relations ?? {}).map((relation) => relation.by));
    return join([
      ...fields.map((field) => sql`${this.fieldSql(field, alias, viewer)} AS ${raw(`"${field}"`)}`),
      ...[...new Set(['id', ...starts])].map((by) => sql`${row(by)} AS ${raw(`"${hidden(by)}"`)}`),
    ]);
  }

  order(name: string | undefined): { name: string; order: Order<Record<string, unknown>> } {
    const chosen = name ?? this.declaration.defaultOrder;
    const order = this.declaration.orders[chosen];
    if (order === undefined) throw new Error(`${this.name} has no order "${chosen}".`);
    return { name: chosen, order };
  }

  /** Where a root list starts; null where that is the table itself. */
  startFrom(viewer: Viewer, filter: GivenFilter): StartFrom<Record<string, unknown>> | null {
    return this.declaration.startFrom?.(viewer, filter as GivenFilterOf<Record<string, unknown>>) ?? null;
  }

  /** The keys of an order as SQL and PostgreSQL type, the row's id last. */
  orderKeys(order: Order<Record<string, unknown>>, alias: string): { sql: Sql; type: string }[] {
    const row = this.row(alias);
    const keys = order.keys.map((key) =>
      typeof key === 'string'
        ? { sql: row(key), type: String(this.column(key).type) }
        : { sql: key.sql(row), type: key.type },
    );
    return [...keys, { sql: row('id'), type: 'uuid' }];
  }

  /** PostgreSQL's type of a column. */
  typeOf(property: string): string {
    return String(this.column(property).type);
  }

  /** What the declaration says of a field; undefined where it is a column. */
  expression(field: string, alias: string, viewer: Viewer): Sql | Embedded | undefined {
    return this.declaration.fields?.[field]?.(this.row(alias), viewer);
  }

  /** What stands before the row's UUID in its global id. */
  get idPrefix(): string {
    return `${this.declaration.id.prefix}_`;
  }

  /** Whether a property's column can be null. */
  isNullable(property: string): boolean {
    return this.column(property).isNullable;
  }

  private fieldSql(field: string, alias: string, viewer: Viewer): Sql {
    const expression = this.expression(field, alias, viewer);
    if (expression !== undefined) return isEmbedded(expression) ? embeddedJson(expression) : expression;
    const row = this.row(alias);
    return field === 'id' ? sql`${raw(`'${this.idPrefix}'`)} || ${row('id')}` : row(field);
  }

  private column(property: string) {
    const column = this.metadata.findColumnWithPropertyName(property);
    if (column === undefined)
      throw new Error(`${this.name}: ${this.metadata.name} has no column "${property}".`);
    return column;
  }
}

/** Under which name a row keeps the raw value of a column, beside its public fields. */
export function hidden(property: string): string {
  return `$${property}`;
}
