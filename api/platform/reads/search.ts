import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import type { RowRef, Search } from './declaration';
import type { Given } from './given';
import type { ReadType } from './read-type';
import type { Viewer } from './viewer';

/** How many of the latest matches are ranked, where any number may match. */
const mostRanked = 1_000;

/** A type that is searched, and what its hits are called. */
export interface SearchedType {
  readonly kind: string;
  readonly type: ReadType;
}

/**
 * The best hits of several types together, of those that the viewer may see: one statement, whose rows have `kind`, `id`
 * (the row's UUID), `rank` and `excerpt`. They come in the order of `bestFirst`.
 */
export function selectHits(
  types: readonly SearchedType[],
  text: Given<string>,
  viewer: Viewer,
  limit: number,
): Sql {
  const best = sql`ORDER BY rank DESC, id DESC LIMIT ${raw(String(limit))}`;
  const searches = types.map((type) => new TypeSearch(type, text, viewer, best, limit));
  const found = searches.map((search) => sql`(${search.best()})`);
  // Only those that are shown are told of.
  const excerpts = searches.map((search) => search.excerpt());
  return sql`SELECT hit.kind, hit.id, hit.rank, (CASE hit.kind ${join(excerpts, ' ')} END) AS excerpt
    FROM (SELECT * FROM (${join(found, ' UNION ALL ')}) AS hits ${best}) AS hit ORDER BY ${bestFirst('hit')}`;
}

/** What each hit says of itself. */
const hitFields: ReadonlySet<string> = new Set(['kind', 'rank', 'excerpt']);

/** Whether a field of a hit is one of the columns of `selectHits`. */
export function isHitField(field: string): boolean {
  return hitFields.has(field);
}

/** The order of hits that are called so. */
export function bestFirst(hits: string): Sql {
  return raw(`${hits}.rank DESC, ${hits}.id DESC`);
}

/** The search in one type's rows, called `t`. */
class TypeSearch {
  private readonly type: ReadType;
  private readonly kind: Sql;
  private readonly search: Search<Record<string, unknown>>;
  private readonly row: RowRef<Record<string, unknown>>;
  private readonly hit: Sql;
  private readonly matches: Sql;
  private readonly visible: Sql;

  constructor(
    { type, kind }: SearchedType,
    private readonly text: Given<string>,
    private readonly viewer: Viewer,
    private readonly inOrder: Sql,
    private readonly limit: number,
  ) {
    const { search, visibleTo } = type.declaration;
    if (search === undefined) throw new Error(`${type.name} doesn't say how it is searched.`);
    this.type = type;
    this.kind = raw(`'${kind}'`);
    this.search = search;
    this.row = type.row('t');
    this.matches = search.matches(this.row, text);
    this.visible = visibleTo(this.row, viewer);
    const rank = sql`round((${search.rank(this.row, text)})::numeric, 4)::float8`;
    this.hit = sql`${this.kind} AS kind, ${this.row('id')} AS id, ${rank} AS rank`;
  }

  /** The best hits, each with its kind, the row's id and its rank. */
  best(): Sql {
    if (this.search.latest !== undefined) return sql`${this.ofLatest(this.search.latest)} ${this.inOrder}`;
    const matching = sql`${this.where(this.matches)} ${this.inOrder}`;
    if (this.search.resembles === undefined) return matching;
    const tooFew = sql`(SELECT count(*) FROM matching) < ${raw(String(this.limit))}`;
    // Where they are too few, all that match are there: to look them up costs less than to compare texts again.
    const isNew = sql`${this.row('id')} NOT IN (SELECT id FROM matching)`;
    const resembling = sql`${tooFew} AND ${this.search.resembles(this.row, this.text)} AND ${isNew}`;
    return sql`WITH matching AS MATERIALIZED (${matching})
      SELECT * FROM (SELECT * FROM matching UNION ALL ${this.where(resembling)}) AS either ${this.inOrder}`;
  }

  excerpt(): Sql {
    return sql`WHEN ${this.kind} THEN (SELECT ${this.search.excerpt(this.row, this.text)}
      FROM ${this.type.table} t WHERE ${this.row('id')} = hit.id)`;
  }

  /** Whoever sees little of the table looks through that; everybody else through what an index finds. */
  private where(condition: Sql): Sql {
    const where = sql`${condition} AND ${this.visible}`;
    const start = this.type.startFrom(this.viewer, {});
    if (start?.property !== 'id') return sql`SELECT ${this.hit} FROM ${this.type.table} t WHERE ${where}`;
    return sql`SELECT found.* FROM (${start.keys}) AS start CROSS JOIN LATERAL (
      SELECT ${this.hit} FROM ${this.type.table} t WHERE ${this.row('id')} = start.key AND ${where} LIMIT 1) AS found`;
  }

  /** All that match are found first, which is planned by the index on the words, and not in the order of the latest. */
  private ofLatest(property: string): Sql {
    const start = this.type.startFrom(this.viewer, {});
    const among =
      start === null ? empty : sql`JOIN (${start.keys}) AS start ON ${this.row(start.property)} = start.key`;
    return sql`WITH found AS MATERIALIZED (
        SELECT ${this.row('id')} AS key, ${this.row(property)} AS at FROM ${this.type.table} t ${among} WHERE ${this.matches})
      SELECT ${this.hit} FROM (SELECT key FROM found ORDER BY at DESC LIMIT ${raw(String(mostRanked))}) AS latest
      JOIN ${this.type.table} t ON ${this.row('id')} = latest.key WHERE ${this.visible}`;
  }
}
