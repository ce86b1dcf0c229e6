import sql, { join, raw, type Sql } from 'sql-template-tag';
import { BadInput } from '../../shared/errors';
import type { IdType } from '../../shared/ids';
import { embeddedObject, type Embedded } from './embedded';
import { Given } from './given';

/** The predicates that let everything and nothing through. */
export const everything: Sql = sql`true`;
export const nothing: Sql = sql`false`;

/** A `Money` object from an amount in minor units and its currency; null where there is no amount. */
export function money(amount: Sql, currency: Sql): Embedded {
  return embeddedObject(
    {
      minorUnits: sql`${amount}::text`,
      currency: raw('c.code'),
      exponent: raw('c.exponent'),
      decimal: sql`round(${amount}::numeric / 10::numeric ^ c.exponent, c.exponent)::text`,
    },
    sql`currency c WHERE c.code = ${currency} AND ${amount} IS NOT NULL`,
  );
}

/** A `time` column as `09:00`. */
export function timeOfDaySql(column: Sql): Sql {
  return sql`to_char(${column}, 'HH24:MI')`;
}

/**
 * Whether a column holds one of some values of an enum. They stand in the text of the statement: there are few of
 * them, and only a planner that knows them sees whether nearly all rows have one of them or hardly any.
 */
export function oneOf(column: Sql, values: Given<readonly string[]>): Sql {
  const list = enumValues(values);
  if (list.length === 0) return nothing;
  return list.length === 1 ? sql`${column} = ${list[0]}` : sql`${column} IN (${join(list)})`;
}

/** Values of an enum as literals, each once, in one order whatever the client's. */
export function enumValues(values: Given<readonly string[]>): Sql[] {
  const names = values.decide((wanted) => [...new Set(wanted)].sort().join());
  if (!/^[A-Z_,]*$/.test(names)) throw new Error(`${names} are no values of an enum.`);
  return names === '' ? [] : names.split(',').map((name) => raw(`'${name}'`));
}

/** Whether a column holds the row that a global id names; a BAD_USER_INPUT that names the field where it names none. */
export function references(column: Sql, id: IdType, globalId: Given<string>, field: string): Sql {
  return sql`${column} = ${globalId.map((text) => id.parse(text, field))}`;
}

/**
 * Whether a text has the wanted one in it, in any case and accents; served by a trigram index over plain_text(column).
 * The pattern is made once, by a query of its own, and not for each row.
 */
export function containsText(column: Sql, wanted: Given<string>): Sql {
  return sql`plain_text(${column}) LIKE (SELECT plain_pattern(${wanted}))`;
}

/** Whether the index behind `containsText` can find a text: by three letters or digits in a row. */
export function isIndexed(wanted: Given<string>): boolean {
  return wanted.decide((text) => /[\p{L}\p{N}]{3}/u.test(text));
}

/**
 * The ids of a table's rows for which something holds, as `key`: planned as if all of them were wanted, which is by
 * the index that finds them, even where only the first ones are read.
 */
export function everyId(table: string, where: (column: (name: string) => Sql) => Sql): Sql {
  return sql`WITH found AS MATERIALIZED (
      SELECT f.id AS key FROM ${raw(`"${table}"`)} f WHERE ${where((name) => column('f', name))})
    SELECT key FROM found`;
}

/** Longest time that a filter counts back or ahead, in days: ten years. */
const mostDays = 3_650;

/** A number of days that a filter counts from now; a BAD_USER_INPUT that names the field for one that won't do. */
export function countedDays(days: Given<number>, field: string): Given<number> {
  return days.map((count) => {
    if (count >= 0 && count <= mostDays) return count;
    const remedy = `Use a number from 0 to ${mostDays}.`;
    throw new BadInput([{ field, message: `${count} days can’t be counted.`, remedy }]);
  });
}

/** The moment so many days of 24 hours before now. */
export function daysBefore(now: Given<Date>, days: Given<number>, field: string): Given<string> {
  return Given.all({ now, days: countedDays(days, field) }).map((given) => {
    const { now: moment, days: count } = given as { now: Date; days: number };
    return new Date(moment.getTime() - count * 86_400_000).toISOString();
  });
}

/** All of the given predicates; true where there are none. */
export function allOf(predicates: readonly Sql[]): Sql {
  return predicates.length === 0 ? everything : join(predicates, ' AND ');
}

/** A column of a table that is named in the statement at hand: `column('ta', 'account_id')`. */
export function column(alias: string, name: string): Sql {
  return raw(`${alias}."${name}"`);
}
