import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import type { Related } from '../../platform/graphql/related';
import { AlreadyTaken, resultOf, resultUnion, VersionConflict } from '../../platform/graphql/result';
import { AccountId } from '../accounts/account.rules';
import { Account } from '../accounts/account.type';
import { AddTeamMemberInput, AssignAccountOwnerInput, RemoveTeamMemberInput } from './team.inputs';
import { TeamAssignmentId } from './team.rules';
import type { TeamService } from './team.service';
import { TeamAssignment } from './team.type';

@ObjectType({ description: 'The account has another owner.' })
export class AssignAccountOwnerPayload {
  @Field(() => Account, { description: 'The account, with its new owner.' })
  account!: Related<Account>;
}

@ObjectType({ description: 'The member is in the team.' })
export class AddTeamMemberPayload {
  @Field(() => TeamAssignment, { description: 'The new assignment.' })
  assignment!: Related<TeamAssignment>;
}

@ObjectType({ description: 'The member’s time in the team has ended.' })
export class RemoveTeamMemberPayload {
  @Field(() => TeamAssignment, {
    nullable: true,
    description:
      'The assignment, with its end; null where you don’t see the account any more, because the place was your own.',
  })
  assignment!: Related<TeamAssignment> | null;
}

const AssignAccountOwnerResult = resultUnion(
  'AssignAccountOwnerResult',
  'What came of assignAccountOwner.',
  () => [AssignAccountOwnerPayload, VersionConflict] as const,
);
const AddTeamMemberResult = resultUnion(
  'AddTeamMemberResult',
  'What came of addTeamMember.',
  () => [AddTeamMemberPayload, AlreadyTaken] as const,
);
const RemoveTeamMemberResult = resultUnion(
  'RemoveTeamMemberResult',
  'What came of removeTeamMember.',
  () => [RemoveTeamMemberPayload, VersionConflict] as const,
);

@Resolver()
export class TeamResolver {
  constructor(private readonly teams: TeamService) {}

  @Mutation(() => AssignAccountOwnerResult, { description: 'Gives an account another owner. For leaders.' })
  assignAccountOwner(
    @Arg('input', () => AssignAccountOwnerInput, { description: 'The account and its new owner.' })
    input: AssignAccountOwnerInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const work = this.teams
      .assignOwner(ctx, input)
      .then(async (id) => ({ account: await ctx.reads.require(AccountId, id) }));
    return resultOf('AssignAccountOwnerPayload', work);
  }

  @Mutation(() => AddTeamMemberResult, { description: 'Puts a member into an account’s team.' })
  addTeamMember(
    @Arg('input', () => AddTeamMemberInput, { description: 'Who, where and as what.' })
    input: AddTeamMemberInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const work = this.teams
      .add(ctx, input)
      .then(async (id) => ({ assignment: await ctx.reads.require(TeamAssignmentId, id) }));
    return resultOf('AddTeamMemberPayload', work);
  }

  @Mutation(() => RemoveTeamMemberResult, {
    description: 'Takes a member out of an account’s team; the history stays.',
  })
  removeTeamMember(
    @Arg('input', () => RemoveTeamMemberInput, { description: 'Which assignment ends.' })
    input: RemoveTeamMemberInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const work = this.teams
      .remove(ctx, input)
      .then(async (id) => ({ assignment: await ctx.reads.find(TeamAssignmentId, id) }));
    return resultOf('RemoveTeamMemberPayload', work);
  }
}
