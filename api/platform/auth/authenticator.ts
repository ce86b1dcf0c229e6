import type { Pool } from 'pg';
import type { Role, Scope } from '../../shared/access.rules';
import { DomainError } from '../../shared/errors';
import { anonymous, type Actor } from './actor';
import { ActorMemory } from './actor-memory';
import { apiKeyPrefix, hashToken, sessionPrefix } from './tokens';

/** What a request brings to say who sends it. */
export interface Credentials {
  /** The `Authorization` header: `Bearer mss_…` for a session, `Bearer msk_…` for an API key. */
  readonly authorization?: string | undefined;
  /** The value of the session cookie; the header goes before it. */
  readonly cookie?: string | undefined;
}

interface SessionRow {
  readonly id: string;
  readonly memberId: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
  readonly revoked: boolean;
  readonly expired: boolean;
  readonly stale: boolean;
  readonly writes: string;
}

interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: Scope[];
  readonly revoked: boolean;
  readonly expired: boolean;
  readonly stale: boolean;
  readonly writes: string;
}

/** "Last seen" is kept to the minute: one write a minute for a credential, however busy it is. */
const sessionStatement = {
  name: 'authenticate_session',
  text: `SELECT s.id, s.member_id AS "memberId", m.name, m.role, m.active, s.revoked_at IS NOT NULL AS revoked,
      s.expires_at <= now() AS expired, s.last_seen_at < now() - interval '1 minute' AS stale, s.writes
    FROM member_session s JOIN member m ON m.id = s.member_id WHERE s.token_hash = $1`,
};
const keyStatement = {
  name: 'authenticate_key',
  text: `SELECT id, name, scopes, revoked_at IS NOT NULL AS revoked, coalesce(expires_at <= now(), false) AS expired,
      coalesce(last_used_at < now() - interval '1 minute', true) AS stale, writes
    FROM api_key WHERE secret_hash = $1`,
};

/** Who waits for a row that another request is touching would wait for nothing: it is being done. */
const touchSession = `UPDATE member_session SET last_seen_at = now()
  WHERE id = (SELECT id FROM member_session WHERE id = $1 FOR NO KEY UPDATE SKIP LOCKED)`;
const touchKey = `UPDATE api_key SET last_used_at = now()
  WHERE id = (SELECT id FROM api_key WHERE id = $1 FOR NO KEY UPDATE SKIP LOCKED)`;

/** Credentials were sent and are no good; `cookie` says whether they came as the cookie, which is then to be cleared. */
export class CredentialsRefused extends DomainError {
  constructor(
    message: string,
    readonly cookie: boolean,
  ) {
    super('UNAUTHENTICATED', message);
  }
}

/** Tells from its credentials who sends a request, with one statement; the audit and the reads build on it. */
export class Authenticator {
  private readonly memory = new ActorMemory();

  constructor(
    private readonly pool: Pool,
    /** Whether connections may keep statements by name. */
    private readonly prepares: boolean,
  ) {}

  /**
   * Who sent these credentials lately; null where nobody is remembered. Sessions end and roles change at any time and
   * on any process: whoever acts on it proves it in the same statement (`proofOf`).
   */
  recall(credentials: Credentials): Actor | null {
    return this.memory.recall(credentials);
  }

  /**
   * The actor of a request; anonymous where it brings no credentials.
   * @throws CredentialsRefused where it brings some that are wrong, ended or expired: nobody should believe to be
   * signed in, see an empty book, and wonder.
   */
  async authenticate(credentials: Credentials): Promise<Actor> {
    const actor = await this.find(credentials);
    this.memory.remember(credentials, actor);
    return actor;
  }

  private async find({ authorization, cookie }: Credentials): Promise<Actor> {
    if (authorization !== undefined && authorization !== '') return this.bearer(authorization);
    if (cookie !== undefined && cookie !== '') return this.session(cookie, true);
    return anonymous;
  }

  private bearer(authorization: string): Promise<Actor> {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
    if (token.startsWith(sessionPrefix)) return this.session(token, false);
    if (token.startsWith(apiKeyPrefix)) return this.key(token);
    const shapes = `"Bearer ${sessionPrefix}…" with a session's token or "Bearer ${apiKeyPrefix}…" with an API key`;
    throw new CredentialsRefused(`The Authorization header can't be used. Send ${shapes}.`, false);
  }

  private async session(token: string, cookie: boolean): Promise<Actor> {
    const { rows } = await this.ask<SessionRow>(sessionStatement, token);
    const session = rows[0];
    if (session === undefined)
      throw new CredentialsRefused('There is no such session. Sign in again.', cookie);
    if (session.revoked) throw new CredentialsRefused('This session was ended. Sign in again.', cookie);
    if (session.expired) throw new CredentialsRefused('This session has expired. Sign in again.', cookie);
    if (!session.active)
      throw new CredentialsRefused('This member is not active. Ask an administrator.', cookie);
    if (session.stale) this.touch(touchSession, session.id);
    return {
      kind: 'MEMBER',
      id: session.memberId,
      name: session.name,
      role: session.role,
      sessionId: session.id,
      writes: session.writes,
    };
  }

  private async key(token: string): Promise<Actor> {
    const { rows } = await this.ask<KeyRow>(keyStatement, token);
    const key = rows[0];
    const remedy = 'Ask an administrator for a new one.';
    if (key === undefined)
      throw new CredentialsRefused('There is no such API key. Check that it was copied whole.', false);
    if (key.revoked) throw new CredentialsRefused(`This API key was revoked. ${remedy}`, false);
    if (key.expired) throw new CredentialsRefused(`This API key has expired. ${remedy}`, false);
    if (key.stale) this.touch(touchKey, key.id);
    return {
      kind: 'INTEGRATION',
      id: key.id,
      name: key.name,
      scopes: [...key.scopes].sort(),
      writes: key.writes,
    };
  }

  private ask<Row extends object>(statement: { name: string; text: string }, token: string) {
    const { name, text } = statement;
    return this.pool.query<Row>({ ...(this.prepares && { name }), text, values: [hashToken(token)] });
  }

  /** Nobody waits for it; and where it fails, the next request does it. */
  private touch(statement: string, id: string): void {
    this.pool.query(statement, [id]).catch(() => undefined);
  }
}
