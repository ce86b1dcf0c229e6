import sql, { join, raw, type Sql } from 'sql-template-tag';

/**
 * A small object, or a list of them, that comes with a row and has no id of its own: an amount of money, external ids.
 * Its fields are SQL over `from`, in the form in which they leave.
 */
export interface Embedded {
  readonly fields: Readonly<Record<string, Sql>>;
  /** What stands after FROM, with its WHERE: one row at most for an object. */
  readonly from: Sql;
  /** For a list: by what it is ordered, totally. */
  readonly orderBy: Sql | null;
}

/** One object; null where `from` gives no row. */
export function embeddedObject(fields: Embedded['fields'], from: Sql): Embedded {
  return { fields, from, orderBy: null };
}

/** A list of objects; empty where `from` gives no row. */
export function embeddedList(fields: Embedded['fields'], from: Sql, orderBy: Sql): Embedded {
  return { fields, from, orderBy };
}

export function isEmbedded(field: Sql | Embedded): field is Embedded {
  return 'from' in field;
}

/** The whole of it as JSON, for rows that resolvers take apart. */
export function embeddedJson({ fields, from, orderBy }: Embedded): Sql {
  const pairs = Object.entries(fields).map(([name, value]) => sql`${raw(`'${name}'`)}, ${value}`);
  const object = sql`json_build_object(${join(pairs)})`;
  return orderBy === null
    ? sql`(SELECT ${object} FROM ${from})`
    : sql`(SELECT coalesce(json_agg(${object} ORDER BY ${orderBy}), '[]') FROM ${from})`;
}
