import sql, { raw, type Sql } from 'sql-template-tag';
import { Given, type Decider } from '../reads/given';
import type { Actor } from './actor';
import { isLive } from './validity';

/**
 * SQL that is true as long as the actor is who their credentials said and may do what they may: their session or key
 * is neither ended nor expired, and they have the role or scopes that the statement was written for. On a replica it
 * is true only where it has all that the session or key has changed, as far as is known here.
 */
export function proofOf(actor: Actor, decider: Decider): Sql {
  const writes = Given.inRequest(decider, (values) => values.writes);
  switch (actor.kind) {
    case 'MEMBER': {
      const sessionId = Given.inRequest(decider, (values) => values.sessionId ?? '');
      return sql`EXISTS (SELECT FROM member_session s JOIN member m ON m.id = s.member_id
        WHERE s.id = ${sessionId} AND ${isLive(raw('s.revoked_at'), raw('s.expires_at'))} AND m.active AND m.role = ${actor.role}
        AND s.writes >= ${writes})`;
    }
    case 'INTEGRATION': {
      const keyId = Given.inRequest(decider, (values) => values.keyId ?? '');
      const scopes = sql`${[...actor.scopes].sort()}::text[]`;
      return sql`EXISTS (SELECT FROM api_key k WHERE k.id = ${keyId} AND ${isLive(raw('k.revoked_at'), raw('k.expires_at'))}
        AND k.scopes @> ${scopes} AND k.scopes <@ ${scopes}
        AND k.writes >= ${writes})`;
    }
    default:
      return sql`true`;
  }
}
