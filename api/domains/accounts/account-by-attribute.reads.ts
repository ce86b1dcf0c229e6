import sql, { join, type Sql } from 'sql-template-tag';
import type { Given } from '../../platform/reads/given';
import { questionsOf, type AskedAttribute } from '../attributes/attribute.rules';

type Asked = Given<readonly AskedAttribute[]>;

/** How a question is said of a value; the number and the kinds of questions are part of the statement's text. */
const said: Readonly<Record<string, (wanted: Given<unknown>) => Sql>> = {
  text: (wanted) => sql`aa.text_value = ${wanted}`,
  numberFrom: (wanted) => sql`aa.number_value >= ${wanted}::numeric`,
  numberTo: (wanted) => sql`aa.number_value <= ${wanted}::numeric`,
  dateFrom: (wanted) => sql`aa.date_value >= ${wanted}::date`,
  dateTo: (wanted) => sql`aa.date_value <= ${wanted}::date`,
  boolean: (wanted) => sql`aa.boolean_value = ${wanted}::boolean`,
};

/** Whether an account has every attribute that is asked for. */
export function hasAttributes(accountId: Sql, asked: Asked): Sql {
  const all = valuesOf(asked).map(
    (where) => sql`EXISTS (SELECT FROM account_attribute aa WHERE aa.account_id = ${accountId} AND ${where})`,
  );
  return all.length === 0 ? sql`true` : join(all, ' AND ');
}

/** The accounts that have the first attribute that is asked for, as `key`; null where none is. */
export function accountsWithAttribute(asked: Asked): Sql | null {
  const [first] = valuesOf(asked);
  return first === undefined
    ? null
    : sql`SELECT aa.account_id AS key FROM account_attribute aa WHERE ${first}`;
}

/** For each attribute that is asked for, which rows of `account_attribute aa` answer. */
function valuesOf(asked: Asked): Sql[] {
  const questions = asked.decide((list) => questionsOf(list).join());
  if (questions === '') return [];
  return questions.split(',').map((names, at) => {
    const key = asked.map((list) => list[at]?.key);
    const conditions = names.split(' ').map((name) => {
      const wanted = asked.map((list) => list[at]?.[name as keyof AskedAttribute]);
      return said[name]?.(wanted) ?? sql`false`;
    });
    return join([sql`aa.key = ${key}`, ...conditions], ' AND ');
  });
}
