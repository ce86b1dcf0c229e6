import sql, { type Sql } from 'sql-template-tag';
import { enumValues } from '../../platform/reads/expressions';
import type { Given } from '../../platform/reads/given';

/** To what somebody agrees now, in alphabetical order: to what they agreed when they were last asked about it. */
export function consentedTo(contactId: Sql): Sql {
  return sql`ARRAY(SELECT latest.purpose FROM (
      SELECT DISTINCT ON (c.purpose) c.purpose, c.granted FROM consent c WHERE c.contact_id = ${contactId}
      ORDER BY c.purpose, c.given_at DESC, c.id DESC) AS latest
    WHERE latest.granted ORDER BY latest.purpose)`;
}

/** Whether somebody agrees to a purpose now. */
export function consentsTo(contactId: Sql, purpose: Given<string>): Sql {
  return sql`coalesce((SELECT c.granted FROM consent c WHERE c.contact_id = ${contactId} AND c.purpose = ${named(purpose)}
    ORDER BY c.given_at DESC, c.id DESC LIMIT 1), false)`;
}

/** Who has ever agreed to a purpose, as `key`. */
export function whoHasAgreed(purpose: Given<string>): Sql {
  return sql`SELECT DISTINCT c.contact_id AS key FROM consent c WHERE c.purpose = ${named(purpose)} AND c.granted`;
}

function named(purpose: Given<string>): Sql {
  const [name] = enumValues(purpose.map((one) => [one]));
  return name ?? sql`NULL`;
}
