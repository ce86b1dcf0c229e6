import { createHash } from 'node:crypto';
import type { Sql } from 'sql-template-tag';
import { Given } from '../given';
import type { PreparedStatement } from '../statement-runner';

/** The text of a statement with a name of its own; what stands in it more than once is one parameter. */
export function prepared(statement: Sql): PreparedStatement {
  const values: unknown[] = [];
  let text = statement.strings[0] ?? '';
  statement.values.forEach((value, at) => {
    const known = value instanceof Given ? values.indexOf(value) : -1;
    const place = known === -1 ? values.push(value) : known + 1;
    text += `$${place}${statement.strings[at + 1] ?? ''}`;
  });
  return { name: `c_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`, text, values };
}
