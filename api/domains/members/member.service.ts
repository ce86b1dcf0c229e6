import { QueryFailedError } from 'typeorm';
import type { RequestContext, TransactionContext } from '../../context';
import { may, requireAbility, requireSignedIn } from '../../platform/auth/actor';
import { hashPassword, randomPassword } from '../../platform/auth/passwords';
import type { SignInLimits } from '../../platform/auth/sign-in-limits';
import type { Database } from '../../platform/database/database';
import { once } from '../../platform/database/idempotency';
import { insertRow, lockRow, takenWhen, updateRow } from '../../platform/database/writes';
import { mayOwnAccounts, Role } from '../../shared/access.rules';
import { BadInput, Forbidden } from '../../shared/errors';
import { Problems } from '../../shared/problems';
import { checkPassword } from '../access/password.rules';
import { endSessions } from '../access/session.service';
import { MemberEntity } from './member.entity';
import type {
  CreateMemberInput,
  DeactivateMemberInput,
  ReactivateMemberInput,
  ResetPasswordInput,
  UpdateMemberInput,
} from './member.inputs';
import { checkHours, checkMemberValues, MemberId, neededOfMember, ResponsibilityKind } from './member.rules';
import { responsibilitiesOf, StillResponsibleRefusal } from './responsibility.service';

/** Constraints that hold back a member who still owns something open. */
const holdingBack = ['team_assignment_member_active', 'task_owner_active'];

/** A member and the password that was made for them; null where none was made just now. */
export interface WithPassword {
  readonly id: string;
  readonly initialPassword: string | null;
}

/** The members of the company: who works here, as what, and when. */
export class MemberService {
  constructor(
    private readonly database: Database,
    private readonly limits: SignInLimits,
  ) {}

  /**
   * Adds a member with a random password, given once, unless the input names one. A repeated request gets the
   * member again without the password.
   */
  async create(ctx: RequestContext, input: CreateMemberInput): Promise<WithPassword> {
    requireAbility(ctx.actor, 'members.manage');
    const { password, ...rest } = input;
    const values = { ...rest, workStarts: input.workStarts ?? '09:00', workEnds: input.workEnds ?? '17:00' };
    checkNew(values, password ?? null);
    let initialPassword: string | null = null;
    // The password stays out of the request's fingerprint, which is kept under a fast hash.
    const id = await this.database.transaction(ctx, 'createMember', (tx) =>
      once(tx, 'createMember', rest, async () => {
        initialPassword = password ? null : randomPassword();
        const { idempotencyKey, workDays, ...columns } = values;
        const email = input.email.trim().toLowerCase();
        const passwordHash = await hashPassword(password ?? initialPassword ?? randomPassword());
        const row = await insertRow(tx.transaction.manager, MemberEntity, {
          ...columns,
          email,
          name: input.name.trim(),
          title: input.title ?? null,
          workDays: sorted(workDays ?? [1, 2, 3, 4, 5]),
          active: true,
          passwordHash,
        }).catch((error: unknown) => {
          throw takenWhen(error, 'member_email', 'email', email);
        });
        return MemberId.of(row.id);
      }),
    );
    return { id, initialPassword };
  }

  /** Changes what is given. Members change themselves; administrators change everybody, roles and addresses too. */
  async update(ctx: RequestContext, input: UpdateMemberInput): Promise<string> {
    requireSignedIn(ctx.actor);
    const { memberId, version, ...values } = input;
    const id = MemberId.parse(memberId, 'memberId');
    requireMayChange(ctx, id, input);
    const problems = new Problems();
    problems.notNull(values, ...neededOfMember);
    checkMemberValues(values, problems);
    problems.throwIfAny();
    return this.database.transaction(ctx, 'updateMember', async (tx) => {
      if (input.role) await lockAdministrators(tx);
      const member = await lockRow(tx, MemberEntity, MemberId, id, 'memberId', version);
      checkHours(input.workStarts ?? member.workStarts, input.workEnds ?? member.workEnds, problems);
      problems.throwIfAny();
      if (input.role) await requireRoleFree(tx, member, input.role);
      const patch = patchOf(values);
      await updateRow(tx.transaction.manager, MemberEntity, member, patch).catch((error: unknown) => {
        throw takenWhen(error, 'member_email', 'email', patch.email ?? '');
      });
      return memberId;
    });
  }

  /**
   * The member no longer works here: their sessions end. Keys that they made go on working.
   * @throws StillResponsibleRefusal naming what they still own; the database holds it against any race
   */
  async deactivate(
    ctx: RequestContext,
    input: DeactivateMemberInput,
  ): Promise<{ id: string; endedSessions: number }> {
    requireAbility(ctx.actor, 'members.manage');
    const id = MemberId.parse(input.memberId, 'memberId');
    const work = this.database.transaction(ctx, 'deactivateMember', async (tx) => {
      await lockAdministrators(tx);
      const member = await lockRow(tx, MemberEntity, MemberId, id, 'memberId', input.version);
      await requireAnotherAdministrator(tx, member, 'memberId');
      if (member.active) await updateRow(tx.transaction.manager, MemberEntity, member, { active: false });
      return { id: input.memberId, endedSessions: await endSessions(tx, id, null) };
    });
    return work.catch(async (error: unknown) => {
      if (!heldBack(error)) throw error;
      throw new StillResponsibleRefusal(await responsibilitiesOf(this.database.dataSource.manager, id));
    });
  }

  /** The member works here again, and signs in with the password that they had. */
  async reactivate(ctx: RequestContext, input: ReactivateMemberInput): Promise<string> {
    requireAbility(ctx.actor, 'members.manage');
    const id = MemberId.parse(input.memberId, 'memberId');
    return this.database.transaction(ctx, 'reactivateMember', async (tx) => {
      const member = await lockRow(tx, MemberEntity, MemberId, id, 'memberId', input.version);
      if (!member.active) await updateRow(tx.transaction.manager, MemberEntity, member, { active: true });
      return input.memberId;
    });
  }

  /** Makes a new random password for a member, ends their sessions, and forgets their failed tries. */
  async resetPassword(ctx: RequestContext, input: ResetPasswordInput): Promise<WithPassword> {
    requireAbility(ctx.actor, 'members.manage');
    const id = MemberId.parse(input.memberId, 'memberId');
    const initialPassword = randomPassword();
    const passwordHash = await hashPassword(initialPassword);
    const email = await this.database.transaction(ctx, 'resetPassword', async (tx) => {
      const member = await lockRow(tx, MemberEntity, MemberId, id, 'memberId');
      if (!member.active)
        throw problem('memberId', `${member.name} is not active.`, 'Use reactivateMember first.');
      await updateRow(tx.transaction.manager, MemberEntity, member, { passwordHash });
      await endSessions(tx, id, null);
      return member.email;
    });
    await this.limits.forget(email);
    return { id: input.memberId, initialPassword };
  }
}

function checkNew(
  input: CreateMemberInput & { workStarts: string; workEnds: string },
  password: string | null,
): void {
  const problems = new Problems();
  checkMemberValues(input, problems);
  checkHours(input.workStarts, input.workEnds, problems);
  if (password !== null) checkPassword(password, 'password', problems);
  problems.throwIfAny();
}

function requireMayChange(ctx: RequestContext, memberId: string, input: UpdateMemberInput): void {
  if (may(ctx.actor, 'members.manage')) return;
  const self = ctx.actor.kind === 'MEMBER' && ctx.actor.id === memberId;
  if (!self) throw new Forbidden('You may change yourself only; administrators change other members.');
  if (input.role !== undefined || input.email !== undefined) {
    throw new Forbidden('Role and e-mail address are changed by administrators.');
  }
}

function patchOf(values: Omit<UpdateMemberInput, 'memberId' | 'version'>): Partial<MemberEntity> {
  const patch = { ...values } as Partial<MemberEntity>;
  if (values.email) patch.email = values.email.trim().toLowerCase();
  if (values.name) patch.name = values.name.trim();
  if (values.workDays) patch.workDays = sorted(values.workDays);
  return patch;
}

/** Two administrators who take each other's role at once would each see the other left: one has to wait. */
async function lockAdministrators(tx: TransactionContext): Promise<void> {
  await tx.transaction.manager.query(
    `SELECT id FROM member WHERE role = 'ADMIN' AND active ORDER BY id FOR NO KEY UPDATE`,
  );
}

/** Somebody stays to run the deployment, and nobody owns accounts in a role that can't care for them. */
async function requireRoleFree(tx: TransactionContext, member: MemberEntity, role: Role): Promise<void> {
  if (role !== Role.ADMIN) await requireAnotherAdministrator(tx, member, 'role');
  if (mayOwnAccounts(role)) return;
  const owned = await responsibilitiesOf(tx.transaction.manager, member.id, [
    ResponsibilityKind.ACCOUNT_OWNER,
  ]);
  if (owned.total > 0) throw new StillResponsibleRefusal(owned);
}

async function requireAnotherAdministrator(
  tx: TransactionContext,
  member: MemberEntity,
  field: string,
): Promise<void> {
  if (member.role !== Role.ADMIN || !member.active) return;
  const others: unknown[] = await tx.transaction.manager.query(
    `SELECT 1 FROM member WHERE role = 'ADMIN' AND active AND id <> $1 LIMIT 1`,
    [member.id],
  );
  if (others.length > 0) return;
  throw problem(
    field,
    `${member.name} is the last active administrator.`,
    'Make somebody else an administrator first.',
  );
}

function heldBack(error: unknown): boolean {
  const driver = error instanceof QueryFailedError ? (error.driverError as { constraint?: string }) : {};
  return holdingBack.includes(driver.constraint ?? '');
}

function sorted(days: readonly number[]): number[] {
  return [...days].sort((a, b) => a - b);
}

function problem(field: string, message: string, remedy: string): BadInput {
  return new BadInput([{ field, message, remedy }]);
}
