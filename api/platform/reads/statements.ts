import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import { decodeCursor } from './cursor';
import type { Page } from './page';
import type { ReadType } from './read-type';
import type { Viewer } from './viewer';

/** Rows by some key: one statement for any number of keys. */
export function selectByKeys(type: ReadType, key: string, keys: readonly string[], viewer: Viewer): Sql {
  const row = type.row('t');
  return sql`SELECT ${type.selection('t')}, ${row(key)} AS "$key" FROM ${type.table} t
    WHERE ${row(key)} = ANY(${keys}::${raw(type.typeOf(key))}[]) AND ${type.declaration.visibleTo(row, viewer)}`;
}

/** Whether one row is there and seen. */
export function selectVisible(type: ReadType, rowId: string, viewer: Viewer): Sql {
  const row = type.row('t');
  return sql`SELECT 1 FROM ${type.table} t WHERE ${row('id')} = ${rowId} AND ${type.declaration.visibleTo(row, viewer)}`;
}

/** What makes up a list: which rows, in which order, and which page of them. */
export interface ListRequest {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly order: string | undefined;
  readonly page: Page;
}

/** One page of a root list. */
export function selectPage(type: ReadType, request: ListRequest, viewer: Viewer): Sql {
  const start = type.declaration.startFrom?.(viewer) ?? null;
  if (start === null) return page(type, request, viewer, sql`true`);
  // The first rows of each start, by index, and then the first of those: for who sees little of a large table.
  const { keys, sorted, limit } = sorting(type, request);
  const named = keys.map((key, at) => sql`${key.sql} AS ${raw(`"$${at}"`)}`);
  const ofStart = sql`${type.row('t')(start.property)} = start.key`;
  return sql`SELECT ${type.selection('t')}, ${cursorOf(keys)}
    FROM (SELECT found.* FROM (${start.keys}) AS start CROSS JOIN LATERAL (
        SELECT ${join(named)} FROM ${type.table} t WHERE ${ofStart} AND ${inPage(type, request, viewer)}
        ORDER BY ${sorted(keys.map((key) => key.sql))} LIMIT ${limit}) AS found
      ORDER BY ${sorted(keys.map((_, at) => raw(`"$${at}"`)))} LIMIT ${limit}) AS first
    JOIN ${type.table} t ON ${type.row('t')('id')} = first.${raw(`"$${keys.length - 1}"`)}
    ORDER BY ${sorted(keys.map((key) => key.sql))}`;
}

/** One page for each of many parents, in one statement. */
export function selectPages(
  type: ReadType,
  key: string,
  parents: readonly string[],
  request: ListRequest,
  viewer: Viewer,
): Sql {
  const ofParent = sql`${type.row('t')(key)} = parent.key`;
  return sql`SELECT parent.key AS "$key", page.* FROM unnest(${parents}::${raw(type.typeOf(key))}[]) AS parent (key)
    CROSS JOIN LATERAL (${page(type, request, viewer, ofParent)}) AS page`;
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
    WHERE ${column} = ANY(${parents}::${raw(type.typeOf(key))}[]) AND ${conditions(type, request, viewer)} GROUP BY 1`;
}

export function countAll(type: ReadType, request: ListRequest, viewer: Viewer): Sql {
  return sql`SELECT count(*)::integer AS count FROM ${type.table} t WHERE ${conditions(type, request, viewer)}`;
}

function page(type: ReadType, request: ListRequest, viewer: Viewer, also: Sql): Sql {
  const { keys, sorted, limit } = sorting(type, request);
  return sql`SELECT ${type.selection('t')}, ${cursorOf(keys)}
    FROM ${type.table} t WHERE ${also} AND ${inPage(type, request, viewer)}
    ORDER BY ${sorted(keys.map((key) => key.sql))} LIMIT ${limit}`;
}

interface SortKey {
  readonly sql: Sql;
  /** PostgreSQL's type. */
  readonly type: string;
}

/** By what a request's page is sorted, the row's id last, and in which direction. */
function sorting(type: ReadType, request: ListRequest) {
  const { order, name } = type.order(request.order);
  // Reading backward is reading forward in the other direction; the rows are turned round afterwards.
  const ascending = (order.direction === 'asc') !== request.page.backward;
  const direction = raw(ascending ? 'ASC' : 'DESC');
  return {
    name,
    ascending,
    keys: type.orderKeys(order, 't'),
    sorted: (keys: readonly Sql[]): Sql => join(keys.map((key) => sql`${key} ${direction}`)),
    // One more than asked for tells whether there is more.
    limit: request.page.size + 1,
  };
}

function cursorOf(keys: readonly SortKey[]): Sql {
  return sql`ARRAY[${join(keys.map((key) => sql`${key.sql}::text`))}] AS "$cursor"`;
}

/** Which rows belong to the list, from the cursor on. */
function inPage(type: ReadType, request: ListRequest, viewer: Viewer): Sql {
  const { name, keys, ascending } = sorting(type, request);
  return sql`${conditions(type, request, viewer)}${beyond(request.page, name, keys, ascending)}`;
}

function beyond(page: Page, order: string, keys: readonly SortKey[], ascending: boolean): Sql {
  if (page.cursor === null) return empty;
  const cursor = decodeCursor(
    page.cursor,
    order,
    keys.map((key) => key.type),
    page.backward ? 'before' : 'after',
  );
  const values = keys.map((key, at) => sql`${cursor.keys[at]}::${raw(key.type)}`);
  return sql` AND (${join(keys.map((key) => key.sql))}) ${raw(ascending ? '>' : '<')} (${join(values)})`;
}

function conditions(type: ReadType, request: ListRequest, viewer: Viewer): Sql {
  const row = type.row('t');
  const filters = Object.entries(request.filter)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => {
      const predicate = type.declaration.filters?.[name];
      if (predicate === undefined) throw new Error(`${type.name} has no filter "${name}".`);
      return predicate(row, value as never, viewer);
    });
  return join([type.declaration.visibleTo(row, viewer), ...filters], ' AND ');
}
