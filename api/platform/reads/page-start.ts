import sql, { raw, type Sql } from 'sql-template-tag';
import type { StartFrom } from './declaration';

/** A page of a list, told in pieces of SQL, and from where it starts. */
export interface StartedPage {
  readonly start: StartFrom<Record<string, unknown>>;
  /** The column of `table` that equals the start's keys. */
  readonly column: Sql;
  /** The table with its alias. */
  readonly table: Sql;
  /** What is selected of each row: the keys of the order. */
  readonly columns: Sql;
  /** Which rows belong to the page. */
  readonly where: Sql;
  readonly order: Sql;
  /** The same order, said of the selected columns. */
  readonly orderOfColumns: Sql;
  readonly limit: number;
}

/** The first rows of a page in its order. */
export function firstFromStart(page: StartedPage): Sql {
  const { keys, property, atMost } = page.start;
  if (atMost !== undefined) return fewOrWalk(page, atMost);
  return property === 'id' ? ofRows(page, keys) : ofParents(page);
}

/** Every key is one row at most, looked up by itself: no planner is to read the whole table for some of its rows. */
function ofRows({ table, column, columns, where, orderOfColumns, limit }: StartedPage, keys: Sql): Sql {
  return sql`SELECT found.* FROM (${keys}) AS start
    CROSS JOIN LATERAL (SELECT ${columns} FROM ${table} WHERE ${column} = start.key AND ${where} LIMIT 1) AS found
    ORDER BY ${orderOfColumns} LIMIT ${raw(String(limit))}`;
}

/**
 * Every key has rows of its own, which an index gives in order. The first row of each tells which keys can have any
 * part in the page: so many as the page has rows, those whose first row comes first.
 */
function ofParents(page: StartedPage): Sql {
  const { start, table, column, columns, where, order, orderOfColumns } = page;
  const limit = raw(String(page.limit));
  const rowsOf = (count: Sql) =>
    sql`(SELECT ${columns} FROM ${table} WHERE ${column} = start.key AND ${where} ORDER BY ${order} LIMIT ${count})`;
  const starts = sql`SELECT start.key FROM (${start.keys}) AS start CROSS JOIN LATERAL ${rowsOf(sql`1`)} AS found
    ORDER BY ${orderOfColumns} LIMIT ${limit}`;
  return sql`SELECT found.* FROM (${starts}) AS start CROSS JOIN LATERAL ${rowsOf(limit)} AS found
    ORDER BY ${orderOfColumns} LIMIT ${limit}`;
}

/** From the keys where they are few; from the table in its order where they are many. */
function fewOrWalk(page: StartedPage, atMost: number): Sql {
  const { start, table, columns, where, order } = page;
  const limit = raw(String(page.limit));
  const areFew = sql`(SELECT count(*) FROM few) <= ${raw(String(atMost))}`;
  const fromKeys = ofRows(page, sql`SELECT key FROM few WHERE ${areFew}`);
  return sql`WITH few AS MATERIALIZED (SELECT key FROM (${start.keys}) AS keys LIMIT ${raw(String(atMost + 1))})
    SELECT * FROM ((${fromKeys}) UNION ALL
      (SELECT ${columns} FROM ${table} WHERE NOT ${areFew} AND ${where} ORDER BY ${order} LIMIT ${limit})) AS either`;
}
