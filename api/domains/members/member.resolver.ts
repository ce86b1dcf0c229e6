import { Arg, Args, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import type { ConnectionShape } from '../../platform/graphql/connection';
import { answeredByReads, type Related } from '../../platform/graphql/related';
import { AlreadyTaken, resultOf, resultUnion, VersionConflict } from '../../platform/graphql/result';
import type { Row } from '../../platform/reads/connection-rows';
import { ApiKey, ApiKeyConnection } from '../access/api-key.type';
import {
  CreateMemberInput,
  DeactivateMemberInput,
  MembersArgs,
  ReactivateMemberInput,
  ResetPasswordInput,
  UpdateMemberInput,
} from './member.inputs';
import { MemberId } from './member.rules';
import type { MemberService } from './member.service';
import { Member, MemberConnection } from './member.type';
import { StillResponsible } from './responsibility.type';

const passwordNote =
  'To be passed on in person; shown only now. Null where you gave one, or the request was a repeat.';

@ObjectType({ description: 'The member is added.' })
export class CreateMemberPayload {
  @Field(() => Member, { description: 'The new member.' })
  member!: Related<Member>;

  @Field(() => String, { nullable: true, description: passwordNote })
  initialPassword!: string | null;
}

@ObjectType({ description: 'The member is changed.' })
export class UpdateMemberPayload {
  @Field(() => Member, { description: 'The member as they are now.' })
  member!: Related<Member>;
}

@ObjectType({ description: 'The member no longer works here.' })
export class DeactivateMemberPayload {
  @Field(() => Member, { description: 'The member as they are now.' })
  member!: Related<Member>;

  @Field(() => Int, { description: 'How many sessions of theirs were ended.' })
  endedSessions!: number;

  @Field(() => ApiKeyConnection, {
    description: 'Keys that they made and that go on working: revoke those that nobody else needs.',
  })
  apiKeys!: ConnectionShape<ApiKey>;
}

@ObjectType({ description: 'The member works here again.' })
export class ReactivateMemberPayload {
  @Field(() => Member, { description: 'The member as they are now.' })
  member!: Related<Member>;
}

@ObjectType({ description: 'The member has a new password, and was signed out everywhere.' })
export class ResetPasswordPayload {
  @Field(() => Member, { description: 'The member.' })
  member!: Related<Member>;

  @Field(() => String, { description: 'To be passed on in person; shown only now.' })
  initialPassword!: string;
}

const CreateMemberResult = resultUnion(
  'CreateMemberResult',
  'What came of createMember.',
  () => [CreateMemberPayload, AlreadyTaken] as const,
);
const UpdateMemberResult = resultUnion(
  'UpdateMemberResult',
  'What came of updateMember.',
  () => [UpdateMemberPayload, VersionConflict, AlreadyTaken, StillResponsible] as const,
);
const DeactivateMemberResult = resultUnion(
  'DeactivateMemberResult',
  'What came of deactivateMember.',
  () => [DeactivateMemberPayload, VersionConflict, StillResponsible] as const,
);
const ReactivateMemberResult = resultUnion(
  'ReactivateMemberResult',
  'What came of reactivateMember.',
  () => [ReactivateMemberPayload, VersionConflict] as const,
);

@Resolver()
export class MemberResolver {
  constructor(private readonly members: MemberService) {}

  @Query(() => Member, {
    nullable: true,
    description: 'One member; null where there is none that you may see.',
  })
  member(@Arg('id', () => ID, { description: 'The member’s id.' }) _id: string): never {
    return answeredByReads();
  }

  @Query(() => MemberConnection, { name: 'members', description: 'The members of the company.' })
  list(@Args(() => MembersArgs) _args: MembersArgs): never {
    return answeredByReads();
  }

  @Mutation(() => CreateMemberResult, { description: 'Adds a member. For administrators.' })
  createMember(
    @Arg('input', () => CreateMemberInput, { description: 'The new member.' }) input: CreateMemberInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const work = this.members.create(ctx, input);
    return resultOf(
      'CreateMemberPayload',
      work.then(async ({ id, initialPassword }) => ({ ...(await read(ctx, id)), initialPassword })),
    );
  }

  @Mutation(() => UpdateMemberResult, {
    description: 'Changes what is given of a member: yourself or, for administrators, anybody.',
  })
  updateMember(
    @Arg('input', () => UpdateMemberInput, { description: 'The changes.' }) input: UpdateMemberInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return resultOf(
      'UpdateMemberPayload',
      this.members.update(ctx, input).then((id) => read(ctx, id)),
    );
  }

  @Mutation(() => DeactivateMemberResult, {
    description: 'A member no longer works here: they are signed out for good. For administrators.',
  })
  deactivateMember(
    @Arg('input', () => DeactivateMemberInput, { description: 'Who.' }) input: DeactivateMemberInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const work = this.members.deactivate(ctx, input).then(async ({ id, endedSessions }) => ({
      ...(await read(ctx, id)),
      endedSessions,
      apiKeys: await ctx.reads.list('ApiKey', { filter: { createdById: id, live: true } }),
    }));
    return resultOf('DeactivateMemberPayload', work);
  }

  @Mutation(() => ReactivateMemberResult, { description: 'A member works here again. For administrators.' })
  reactivateMember(
    @Arg('input', () => ReactivateMemberInput, { description: 'Who.' }) input: ReactivateMemberInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return resultOf(
      'ReactivateMemberPayload',
      this.members.reactivate(ctx, input).then((id) => read(ctx, id)),
    );
  }

  @Mutation(() => ResetPasswordPayload, {
    description: 'Gives a member who lost their password a new one. For administrators.',
  })
  async resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'Who.' }) input: ResetPasswordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const { id, initialPassword } = await this.members.resetPassword(ctx, input);
    return { ...(await read(ctx, id)), initialPassword };
  }
}

async function read(ctx: RequestContext, id: string): Promise<{ member: Row }> {
  return { member: await ctx.reads.require(MemberId, id) };
}
