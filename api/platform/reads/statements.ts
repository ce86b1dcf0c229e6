import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import { decodeCursor } from './cursor';
import type { Given } from './given';
import type { ListRequest, PageRequest } from './lists';
import { firstFromStart } from './page-start';
import type { ReadType } from './read-type';
import type { Viewer } from './viewer';

/** Rows by some key: one statement for any number of keys. */
export function selectByKeys(
  type: ReadType,
  key: string,
  keys: readonly string[],
  viewer: Viewer,
  fields?: readonly string[],
): Sql {
  const row = type.row('t');
  return sql`SELECT ${type.selection('t', viewer, fields)}, ${row(key)} AS "$key" FROM ${type.table} t
    WHERE ${row(key)} = ANY(${keys}::${raw(type.typeOf(key))}[]) AND ${type.declaration.visibleTo(row, viewer)}`;
}

/** Whether one row is there and seen. */
export function selectVisible(type: ReadType, rowId: string, viewer: Viewer): Sql {
  const row = type.row('t');
  return sql`SELECT 1 FROM ${type.table} t WHERE ${row('id')} = ${rowId} AND ${type.declaration.visibleTo(row, viewer)}`;
}

/** One page of a root list. */
export function selectPage(
  type: ReadType,
  request: ListRequest,
  viewer: Viewer,
  fields?: readonly string[],
): Sql {
  return pageRows(wholePage(type, request, viewer, fields));
}

/** One page for each of many parents, in one statement. */
export function selectPages(
  type: ReadType,
  key: string,
  parents: readonly string[],
  request: ListRequest,
  viewer: Viewer,
  fields?: readonly string[],
): Sql {
  const ofParent = sql`${type.row('t')(key)} = parent.key`;
  return sql`SELECT parent.key AS "$key", page.* FROM unnest(${parents}::${raw(type.typeOf(key))}[]) AS parent (key)
    CROSS JOIN LATERAL (${pageRows({ ...wholePage(type, request, viewer, fields), ofParent })}) AS page`;
}

/** How many rows a list has in all, for each of many parents. */
export function countByParents(
  type: ReadType,
  key: string,
  parents: readonly string[],
  request: ListRequest,
  viewer: Viewer,
): Sql {
  const column = type.row('t')(key);
  return sql`SELECT ${column} AS "$key", count(*)::integer AS count FROM ${type.table} t
    WHERE ${column} = ANY(${parents}::${raw(type.typeOf(key))}[]) AND ${conditions(type, 't', request, viewer)} GROUP BY 1`;
}

export function countAll(type: ReadType, request: ListRequest, viewer: Viewer): Sql {
  return sql`SELECT count(*)::integer AS count ${fromWholeList(type, 't', request, viewer)}`;
}

/** `FROM` and `WHERE` of all rows of a root list. */
export function fromWholeList(type: ReadType, alias: string, request: ListRequest, viewer: Viewer): Sql {
  const where = conditions(type, alias, request, viewer);
  const start = type.startFrom(viewer, request.filter);
  if (start === null || start.atMost !== undefined)
    return sql`FROM ${type.table} ${raw(alias)} WHERE ${where}`;
  const isKey = sql`${type.row(alias)(start.property)} = start.key`;
  return sql`FROM (${start.keys}) AS start JOIN ${type.table} ${raw(alias)} ON ${isKey} WHERE ${where}`;
}

/** The rows of a page with their fields, all unless said, and one row more, which tells whether there is more. */
function wholePage(
  type: ReadType,
  request: ListRequest,
  viewer: Viewer,
  fields?: readonly string[],
): PageRows {
  const keys = sorting(type, 't', request).keys.map((key) => sql`${key.sql}::text`);
  const columns = sql`${type.selection('t', viewer, fields)}, json_build_array(${join(keys)})::text AS "$cursor"`;
  return { type, alias: 't', request, viewer, columns, limit: request.page.size + 1 };
}

export interface PageRows {
  readonly type: ReadType;
  /** What the row is called in `columns` and `ofParent`. */
  readonly alias: string;
  readonly request: ListRequest;
  readonly viewer: Viewer;
  /** What is selected of each row. */
  readonly columns: Sql;
  readonly limit: number;
  /** Which rows belong to the parent, for lists that hang on one. */
  readonly ofParent?: Sql;
}

/** The rows of a page in its order, or turned round where it is read backward. */
export function pageRows(page: PageRows): Sql {
  const { type, request, viewer, limit, columns, alias } = page;
  const { keys, sorted } = sorting(type, alias, request);
  const order = sorted(keys.map((key) => key.sql));
  const start = page.ofParent === undefined ? type.startFrom(viewer, request.filter) : null;
  if (start === null) {
    const { ofParent = sql`true` } = page;
    return sql`SELECT ${columns} FROM ${type.table} ${raw(alias)}
      WHERE ${ofParent} AND ${inPage(page)} ORDER BY ${order} LIMIT ${literal(limit)}`;
  }
  const names = keys.map((_, at) => raw(`"$${at}"`));
  const named = keys.map((key, at) => sql`${key.sql} AS ${names[at]}`);
  const found = firstFromStart({
    start,
    column: type.row(alias)(start.property),
    table: sql`${type.table} ${raw(alias)}`,
    columns: join(named),
    where: inPage(page),
    order,
    orderOfColumns: sorted(names.map((name) => name ?? empty)),
    limit,
  });
  return sql`SELECT ${columns} FROM (${found}) AS first
    JOIN ${type.table} ${raw(alias)} ON ${type.row(alias)('id')} = first.${names.at(-1)}
    ORDER BY ${order}`;
}

/** Part of the text, not a parameter: PostgreSQL plans for so few rows only where it knows that they are few. */
function literal(limit: number): Sql {
  return raw(String(limit));
}

export interface SortKey {
  readonly sql: Sql;
  /** PostgreSQL's type. */
  readonly type: string;
}

/** By what a request's page is sorted, the row's id last, and in which direction. */
export function sorting(type: ReadType, alias: string, request: ListRequest) {
  const { order, name } = type.order(request.order);
  // Reading backward is reading forward in the other direction; the rows are turned round afterwards.
  const ascending = (order.direction === 'asc') !== request.page.backward;
  const direction = raw(ascending ? 'ASC' : 'DESC');
  return {
    name,
    ascending,
    keys: type.orderKeys(order, alias),
    sorted: (keys: readonly Sql[]): Sql => join(keys.map((key) => sql`${key} ${direction}`)),
  };
}

/** Which rows belong to the list, from the cursor on. */
function inPage({ type, alias, request, viewer }: PageRows): Sql {
  const { name, keys, ascending } = sorting(type, alias, request);
  return sql`${conditions(type, alias, request, viewer)}${beyond(request.page, name, keys, ascending)}`;
}

function beyond(page: PageRequest, order: string, keys: readonly SortKey[], ascending: boolean): Sql {
  if (page.cursor === null) return empty;
  const types = keys.map((key) => key.type);
  const cursor = page.cursor.map((text) =>
    decodeCursor(text, order, types, page.backward ? 'before' : 'after'),
  );
  const values = keys.map((key, at) => sql`${cursor.map(({ keys }) => keys[at])}::${raw(key.type)}`);
  return sql` AND (${join(keys.map((key) => key.sql))}) ${raw(ascending ? '>' : '<')} (${join(values)})`;
}

/** Which rows belong to the list at all: what the viewer may see, and the filters. */
export function conditions(
  type: ReadType,
  alias: string,
  { filter }: Pick<ListRequest, 'filter'>,
  viewer: Viewer,
): Sql {
  const row = type.row(alias);
  const filters = Object.entries(filter).map(([name, value]) => {
    const predicate = type.declaration.filters?.[name];
    if (predicate === undefined) throw new Error(`${type.name} has no filter "${name}".`);
    return predicate(row, value as Given<never>, viewer);
  });
  return join([type.declaration.visibleTo(row, viewer), ...filters], ' AND ');
}
