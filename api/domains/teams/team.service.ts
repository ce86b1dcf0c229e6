import type { RequestContext, TransactionContext } from '../../context';
import { requireAbility } from '../../platform/auth/actor';
import type { Database } from '../../platform/database/database';
import { once } from '../../platform/database/idempotency';
import { insertRow, lockRow, takenWhen, updateRow } from '../../platform/database/writes';
import { mayOwnAccounts } from '../../shared/access.rules';
import { BadInput } from '../../shared/errors';
import { Problems } from '../../shared/problems';
import { AccountEntity } from '../accounts/account.entity';
import { AccountId } from '../accounts/account.rules';
import { MemberEntity } from '../members/member.entity';
import { MemberId } from '../members/member.rules';
import type { OnboardingService } from '../onboarding/onboarding.service';
import { TeamAssignmentEntity } from './team.entity';
import type { AddTeamMemberInput, AssignAccountOwnerInput, RemoveTeamMemberInput } from './team.inputs';
import { TeamAssignmentId, TeamRole } from './team.rules';

/** Who of ours looks after an account. The database holds that it has exactly one open, active owner. */
export class TeamService {
  constructor(
    private readonly database: Database,
    private readonly onboardings: OnboardingService,
  ) {}

  /** Gives an account another owner: the old assignment ends, the new one opens, at the same moment. */
  async assignOwner(ctx: RequestContext, input: AssignAccountOwnerInput): Promise<string> {
    requireAbility(ctx.actor, 'accounts.move');
    const accountId = AccountId.parse(input.accountId, 'accountId');
    const memberId = MemberId.parse(input.memberId, 'memberId');
    return this.database.transaction(ctx, 'assignAccountOwner', async (tx) => {
      const account = await lockRow(tx, AccountEntity, AccountId, accountId, 'accountId', input.version);
      if (account.ownerId !== memberId) {
        await requireOwner(tx, memberId, 'memberId');
        const { manager } = tx.transaction;
        await manager.query(
          'UPDATE team_assignment SET ended_at = greatest($2, started_at), version = version + 1 WHERE id = $1',
          [account.ownerAssignmentId, tx.now],
        );
        const ownerAssignmentId = await openOwnerAssignment(tx, accountId, memberId);
        await updateRow(manager, AccountEntity, account, { ownerId: memberId, ownerAssignmentId });
        await this.onboardings.ownerChanged(tx, [accountId]);
      }
      return input.accountId;
    });
  }

  /** Puts a member into the team; the owner is changed by `assignOwner`. */
  async add(ctx: RequestContext, input: AddTeamMemberInput): Promise<string> {
    requireAbility(ctx.actor, 'accounts.change');
    const problems = new Problems();
    problems.require(
      input.role !== TeamRole.OWNER,
      'role',
      'An account has one owner.',
      'Use assignAccountOwner.',
    );
    problems.optionalText(input.specialty, 'specialty', 100);
    problems.throwIfAny();
    const accountId = AccountId.parse(input.accountId, 'accountId');
    const memberId = MemberId.parse(input.memberId, 'memberId');
    return this.database.transaction(ctx, 'addTeamMember', (tx) =>
      once(tx, 'addTeamMember', input, async () => {
        await lockRow(tx, AccountEntity, AccountId, accountId, 'accountId');
        await requireActive(tx, memberId, 'memberId');
        const { role } = input;
        const values = { accountId, memberId, role, specialty: input.specialty ?? null, startedAt: tx.now };
        const assignment = await insertRow(tx.transaction.manager, TeamAssignmentEntity, values).catch(
          (error: unknown) => {
            throw takenWhen(error, 'team_assignment_once', 'memberId', input.memberId);
          },
        );
        return TeamAssignmentId.of(assignment.id);
      }),
    );
  }

  /** Ends a member's time in the team. An owner can't be removed, only replaced. */
  async remove(ctx: RequestContext, input: RemoveTeamMemberInput): Promise<string> {
    requireAbility(ctx.actor, 'accounts.change');
    const id = TeamAssignmentId.parse(input.assignmentId, 'assignmentId');
    return this.database.transaction(ctx, 'removeTeamMember', async (tx) => {
      const assignment = await lockRow(
        tx,
        TeamAssignmentEntity,
        TeamAssignmentId,
        id,
        'assignmentId',
        input.version,
      );
      const problems = new Problems();
      const { role, endedAt, startedAt } = assignment;
      problems.require(
        role !== TeamRole.OWNER,
        'assignmentId',
        'This is the owner.',
        'Use assignAccountOwner to name another.',
      );
      problems.require(endedAt === null, 'assignmentId', 'It has ended already.', 'Nothing is left to do.');
      problems.throwIfAny();
      const end = tx.now < startedAt ? startedAt : tx.now;
      await updateRow(tx.transaction.manager, TeamAssignmentEntity, assignment, { endedAt: end });
      return input.assignmentId;
    });
  }
}

/** Opens the OWNER row of an account, which the account then has to point at; gives the row's id. */
export async function openOwnerAssignment(
  tx: TransactionContext,
  accountId: string,
  memberId: string,
): Promise<string> {
  const values = { accountId, memberId, role: TeamRole.OWNER, specialty: null, startedAt: tx.now };
  return (await insertRow(tx.transaction.manager, TeamAssignmentEntity, values)).id;
}

/** The member if they can own accounts; a problem that names the field where they can't. */
export async function requireOwner(
  tx: TransactionContext,
  memberId: string,
  field: string,
): Promise<MemberEntity> {
  const member = await requireActive(tx, memberId, field);
  if (!mayOwnAccounts(member.role)) {
    throw new BadInput([
      { field, message: `${member.name} can't own accounts.`, remedy: 'Name a success manager or a leader.' },
    ]);
  }
  return member;
}

async function requireActive(tx: TransactionContext, memberId: string, field: string): Promise<MemberEntity> {
  // The share lock keeps the member active until this transaction is done.
  const member = await tx.transaction.manager.findOne(MemberEntity, {
    where: { id: memberId },
    lock: { mode: 'pessimistic_read' },
  });
  if (member?.active === true) return member;
  throw new BadInput([
    { field, message: 'No active member has this id.', remedy: 'Use the id of a member who works here.' },
  ]);
}
