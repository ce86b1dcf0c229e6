import type { RequestContext, TransactionContext } from '../../context';
import { requireMember, type MemberActor } from '../../platform/auth/actor';
import { hashPassword, verifyPassword } from '../../platform/auth/passwords';
import type { SignInLimits } from '../../platform/auth/sign-in-limits';
import { hashToken, newToken, sessionPrefix } from '../../platform/auth/tokens';
import type { Database } from '../../platform/database/database';
import { lockRow, updateRow } from '../../platform/database/writes';
import type { Role } from '../../shared/access.rules';
import { BadInput, Refusal } from '../../shared/errors';
import { isEmail, Problems } from '../../shared/problems';
import { MemberEntity } from '../members/member.entity';
import { MemberId } from '../members/member.rules';
import { SessionId } from './access-ids.rules';
import { checkPassword } from './password.rules';
import type { ChangePasswordInput, RevokeSessionInput, SignInInput } from './session.inputs';

/** Deliberately one word for every reason: whether an account exists is nobody's business. */
export class SignInRefusal extends Refusal {
  readonly typename = 'SignInRefused';
  readonly details = {};

  constructor() {
    super('UNAUTHENTICATED', 'The e-mail address or the password is wrong, or the member is not active.');
  }
}

/** A new session: its token, which is not kept anywhere, and the actor that it stands for. */
export interface SignedIn {
  readonly token: string;
  readonly expiresAt: Date;
  readonly actor: MemberActor;
}

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
  readonly passwordHash: string | null;
  readonly sessionId: string;
}

/** How members sign in and out. */
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly limits: SignInLimits,
    /** Days from signing in to a session's end. */
    private readonly sessionDays: number,
  ) {}

  /**
   * Opens a session for e-mail address and password.
   * @throws SignInRefusal for whatever reason, after the same work; TooManyAttemptsRefusal
   */
  async signIn(ctx: RequestContext, input: SignInInput): Promise<SignedIn> {
    const email = input.email.trim().toLowerCase();
    await this.limits.count(email, ctx.address);
    const candidate = await this.candidate(email);
    const matches = await verifyPassword(candidate?.passwordHash ?? null, input.password);
    if (candidate === null || !matches || !candidate.active) throw new SignInRefusal();
    const signedIn = await this.open(ctx, candidate);
    await this.limits.succeeded(email, ctx.address);
    ctx.respond?.setSessionCookie(signedIn.token, signedIn.expiresAt);
    return signedIn;
  }

  /** Ends the session that asks. Gives its global id. */
  async signOut(ctx: RequestContext): Promise<string> {
    const { sessionId } = requireMember(ctx.actor);
    await this.database.transaction(ctx, 'signOut', (tx) => endSession(tx, sessionId));
    ctx.respond?.clearSessionCookie();
    return SessionId.of(sessionId);
  }

  /** Ends a session that the actor may see: an own one or, for administrators, anybody's. Ending it twice is fine. */
  async revoke(ctx: RequestContext, input: RevokeSessionInput): Promise<string> {
    const actor = requireMember(ctx.actor);
    const id = SessionId.parse(input.sessionId, 'sessionId');
    await this.database.transaction(ctx, 'revokeSession', async (tx) => {
      await tx.reads.requireVisible(tx.transaction.manager, SessionId, id, 'sessionId');
      await endSession(tx, id);
    });
    if (id === actor.sessionId) ctx.respond?.clearSessionCookie();
    return input.sessionId;
  }

  /** Gives the signed-in member another password and ends their other sessions; says how many those were. */
  async changePassword(ctx: RequestContext, input: ChangePasswordInput): Promise<number> {
    const actor = requireMember(ctx.actor);
    const problems = new Problems();
    checkPassword(input.newPassword, 'newPassword', problems);
    problems.require(
      input.newPassword !== input.currentPassword,
      'newPassword',
      'It is the one that you have.',
      'Choose another.',
    );
    problems.throwIfAny();
    const { email } = await this.database.dataSource.manager.findOneByOrFail(MemberEntity, { id: actor.id });
    // Who finds an open browser must not find the password by trying.
    await this.limits.count(email, ctx.address);
    const passwordHash = await hashPassword(input.newPassword);
    const ended = await this.database.transaction(ctx, 'changePassword', async (tx) => {
      const member = await lockRow(tx, MemberEntity, MemberId, actor.id, 'memberId');
      if (!(await verifyPassword(member.passwordHash, input.currentPassword))) throw wrongPassword();
      await updateRow(tx.transaction.manager, MemberEntity, member, { passwordHash });
      return endSessions(tx, actor.id, actor.sessionId);
    });
    await this.limits.succeeded(email, ctx.address);
    return ended;
  }

  private async candidate(email: string): Promise<Candidate | null> {
    if (!isEmail(email)) return null;
    const rows: Candidate[] = await this.database.dataSource.query(
      `SELECT id, name, role, active, password_hash AS "passwordHash", uuidv7() AS "sessionId" FROM member WHERE email = $1`,
      [email],
    );
    return rows[0] ?? null;
  }

  private async open(ctx: RequestContext, candidate: Candidate): Promise<SignedIn> {
    const { id, name, role, sessionId, passwordHash } = candidate;
    const actor: MemberActor = { kind: 'MEMBER', id, name, role, sessionId, writes: '0' };
    const token = newToken(sessionPrefix);
    const rows = await this.database.transaction(
      { ...ctx, actor },
      'signIn',
      (tx): Promise<{ expiresAt: Date }[]> =>
        // The password may have been changed, or the member deactivated, while it was being verified.
        tx.transaction.manager.query(
          `INSERT INTO member_session (id, member_id, token_hash, user_agent, address, expires_at)
         SELECT $1, id, $2, $3, $4, now() + make_interval(days => $5)
         FROM (SELECT id FROM member WHERE id = $6 AND active AND password_hash = $7 FOR SHARE) AS m
         RETURNING expires_at AS "expiresAt"`,
          [
            sessionId,
            hashToken(token),
            ctx.userAgent?.slice(0, 300) ?? null,
            ctx.address,
            this.sessionDays,
            id,
            passwordHash,
          ],
        ),
    );
    if (rows[0] === undefined) throw new SignInRefusal();
    return { token, expiresAt: rows[0].expiresAt, actor };
  }
}

/** Ends the live sessions of a member, but for one; says how many. */
export async function endSessions(
  tx: TransactionContext,
  memberId: string,
  exceptId: string | null,
): Promise<number> {
  const [, ended] = await tx.transaction.manager.query<[unknown[], number]>(
    `UPDATE member_session SET revoked_at = now()
     WHERE member_id = $1 AND id IS DISTINCT FROM $2::uuid AND revoked_at IS NULL AND expires_at > now()`,
    [memberId, exceptId],
  );
  return ended;
}

async function endSession(tx: TransactionContext, sessionId: string): Promise<void> {
  await tx.transaction.manager.query(
    'UPDATE member_session SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL AND expires_at > now()',
    [sessionId],
  );
}

function wrongPassword(): BadInput {
  return new BadInput([
    { field: 'currentPassword', message: 'It is wrong.', remedy: 'Give the password that you sign in with.' },
  ]);
}
