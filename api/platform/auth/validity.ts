import sql, { type Sql } from 'sql-template-tag';

/** Whether a session or key can be used: neither ended nor expired. One that has no end never expires. */
export function isLive(revokedAt: Sql, expiresAt: Sql): Sql {
  return sql`(${revokedAt} IS NULL AND coalesce(${expiresAt} > now(), true))`;
}
