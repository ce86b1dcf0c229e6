import sql, { join, raw, type Sql } from 'sql-template-tag';
import { column } from '../expressions';
import { bestFirst } from '../search';
import { conditions, pageRows } from '../statements';
import type { Viewer } from '../viewer';
import { literal, objectPieces, textOf, type Piece } from './json-text';
import { printPage } from './page-printer';
import {
  constant,
  type Absence,
  type EmbeddedPlan,
  type HitNodePlan,
  type HitsPlan,
  type LeafPlan,
  type ObjectPlan,
  type RowPlan,
  type ValuePlan,
} from './plan';

/** Stands where a field that promises a value has none. No JSON holds it: in texts, control characters are escaped. */
export const brokenPromise = '\u0001';

/** The key of what every object of a branch holds, whose other keys are those of the answer. */
export const branchMark = '$branch';

/** Writes a plan as SQL that builds the text of its JSON. */
export class Printer {
  private aliases = 0;
  private mark: readonly string[] = [];

  constructor(readonly viewer: Viewer) {}

  /** The statement of an operation: one row with one text, which is null unless the proof holds. */
  operation(plan: ObjectPlan, proof: Sql): Sql {
    return sql`SELECT CASE WHEN ${proof} THEN ${textOf(this.object(plan, ''))} END`;
  }

  /** The statement of one value, every object of which says that it is part of a branch. */
  branch(plan: ValuePlan): Sql {
    this.mark = [`"${branchMark}":1`];
    return sql`SELECT ${textOf(this.value(plan, ''))}`;
  }

  /** The text of an object of these members. */
  members(members: readonly { key: string; pieces: readonly Piece[] }[]): Piece[] {
    return objectPieces(members, this.mark);
  }

  /** A name that no other row of the statement has. */
  alias(): string {
    this.aliases += 1;
    return `t${this.aliases}`;
  }

  object(plan: ObjectPlan, alias: string): Piece[] {
    return this.members(plan.members.map(({ key, value }) => ({ key, pieces: this.value(value, alias) })));
  }

  private value(plan: ValuePlan, alias: string): Piece[] {
    switch (plan.kind) {
      case 'constant':
        return [plan.json];
      case 'object':
        return this.object(plan.object, alias);
      case 'leaf':
        return this.leaf(plan, alias);
      case 'embedded':
        return this.embedded(plan, alias);
      case 'row':
        return [orAbsent(this.row(plan, alias), plan.absence)];
      case 'page':
        return [printPage(this, plan, alias)];
      case 'hits':
        return this.hits(plan);
      case 'hitNode':
        return [this.hitNode(plan, alias)];
    }
  }

  private leaf({ sql: expression, form, absence, prefix = '' }: LeafPlan, alias: string): Piece[] {
    const value = expression(alias);
    const quoted: Record<typeof form, Piece[]> = {
      escaped: [sql`to_json(${value})::text`],
      quoted: [`"${prefix}`, sql`(${value})::text`, '"'],
      bare: [sql`(${value})::text`],
      array: [sql`array_to_json(${value})::text`],
    };
    return absence === 'never' ? quoted[form] : [orAbsent(textOf(quoted[form]), absence)];
  }

  private embedded(plan: EmbeddedPlan, alias: string): Piece[] {
    const embedded = plan.embedded(alias);
    const object = textOf(this.object(plan.object(embedded), alias));
    if (embedded.orderBy === null)
      return [orAbsent(sql`(SELECT ${object} FROM ${embedded.from})`, plan.absence)];
    const items = sql`string_agg(${object}, ',' ORDER BY ${embedded.orderBy})`;
    return ['[', sql`(SELECT coalesce(${items}, '') FROM ${embedded.from})`, ']'];
  }

  private hits({ hits, object }: HitsPlan): Piece[] {
    const alias = this.alias();
    const items = sql`string_agg(${textOf(this.object(object, alias))}, ',' ORDER BY ${bestFirst(alias)})`;
    return ['[', sql`(SELECT coalesce(${items}, '') FROM (${hits}) AS ${raw(alias)})`, ']'];
  }

  private hitNode({ nodes }: HitNodePlan, hit: string): Sql {
    const rows = nodes.map(({ kind, type, object }) => {
      const where = (alias: string) => sql`${type.row(alias)('id')} = ${column(hit, 'id')}`;
      // In a branch, the rest of the execution has to find out which type it is.
      const named = [{ key: '__typename', value: constant(type.name) }, ...object.members];
      const members = this.mark.length > 0 ? named : object.members;
      const row = this.row(
        { kind: 'row', type, which: { where }, object: { members }, absence: 'null' },
        hit,
      );
      return sql`WHEN ${literal(kind)} THEN ${row}`;
    });
    return orAbsent(sql`(CASE ${column(hit, 'kind')} ${join(rows, ' ')} END)`, 'null');
  }

  private row({ type, which, object }: RowPlan, parent: string): Sql {
    const alias = this.alias();
    const text = textOf(this.object(object, alias));
    if ('first' in which) {
      const { viewer } = this;
      return sql`(${pageRows({ type, alias, request: which.first, viewer, columns: text, limit: 1 })})`;
    }
    const seen = conditions(type, alias, { filter: {} }, this.viewer);
    return sql`(SELECT ${text} FROM ${type.table} ${raw(alias)} WHERE ${which.where(alias, parent)} AND ${seen})`;
  }
}

/** A text, or what stands for it where there is none. */
function orAbsent(text: Sql, absence: Absence): Sql {
  return absence === 'never'
    ? text
    : sql`coalesce(${text}, ${literal(absence === 'null' ? 'null' : brokenPromise)})`;
}
