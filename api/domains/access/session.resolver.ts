import { Arg, Args, Ctx, Field, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import { answeredByReads, type Related } from '../../platform/graphql/related';
import { resultOf, resultUnion } from '../../platform/graphql/result';
import { DateTimeScalar } from '../../platform/graphql/scalars';
import { MemberId } from '../members/member.rules';
import { Member } from '../members/member.type';
import { SessionId } from './access-ids.rules';
import { ChangePasswordInput, RevokeSessionInput, SessionsArgs, SignInInput } from './session.inputs';
import type { SessionService, SignedIn } from './session.service';
import { Session, SessionConnection } from './session.type';

@ObjectType({ description: 'Signed in.' })
export class SignInPayload {
  @Field(() => String, {
    description:
      'Send it as "Authorization: Bearer …". It is shown only now; browsers got it as a cookie as well.',
  })
  token!: string;

  @Field(() => DateTimeScalar, { description: 'When the session ends by itself.' })
  expiresAt!: string;

  @Field(() => Member, { description: 'Who is signed in.' })
  member!: Related<Member>;
}

@ObjectType({
  description: 'Not signed in. The reason is not told apart, so that nobody learns who has an account.',
})
export class SignInRefused {
  @Field(() => String, { description: 'What happened, for people.' })
  message!: string;
}

@ObjectType({
  description: 'Too many tries have failed, for this e-mail address or from this network address.',
})
export class TooManyAttempts {
  @Field(() => String, { description: 'What happened, for people.' })
  message!: string;

  @Field(() => Int, { description: 'Seconds after which trying again makes sense.' })
  retryAfterSeconds!: number;
}

@ObjectType({ description: 'Signed out.' })
export class SignOutPayload {
  @Field(() => Session, { description: 'The session that has ended.' })
  session!: Related<Session>;
}

@ObjectType({ description: 'The session has ended.' })
export class RevokeSessionPayload {
  @Field(() => Session, { description: 'The session, with its end.' })
  session!: Related<Session>;
}

@ObjectType({ description: 'The password is changed.' })
export class ChangePasswordPayload {
  @Field(() => Int, { description: 'How many other sessions of yours were ended.' })
  endedSessions!: number;
}

const SignInResult = resultUnion(
  'SignInResult',
  'What came of signIn.',
  () => [SignInPayload, SignInRefused, TooManyAttempts] as const,
);
const ChangePasswordResult = resultUnion(
  'ChangePasswordResult',
  'What came of changePassword.',
  () => [ChangePasswordPayload, TooManyAttempts] as const,
);

@Resolver()
export class SessionResolver {
  constructor(private readonly sessions: SessionService) {}

  @Query(() => SessionConnection, {
    name: 'sessions',
    description: 'Where you are signed in or, for administrators, where a member is.',
  })
  list(@Args(() => SessionsArgs) _args: SessionsArgs): never {
    return answeredByReads();
  }

  @Mutation(() => SignInResult, { description: 'Opens a session for an e-mail address and password.' })
  signIn(
    @Arg('input', () => SignInInput, { description: 'Who signs in.' }) input: SignInInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return resultOf(
      'SignInPayload',
      this.sessions.signIn(ctx, input).then((signedIn) => signInPayload(ctx, signedIn)),
    );
  }

  @Mutation(() => SignOutPayload, { description: 'Ends the session that asks.' })
  async signOut(@Ctx() ctx: RequestContext): Promise<object> {
    return { session: await ctx.reads.require(SessionId, await this.sessions.signOut(ctx)) };
  }

  @Mutation(() => RevokeSessionPayload, {
    description: 'Ends a session of yours or, for administrators, of anybody.',
  })
  async revokeSession(
    @Arg('input', () => RevokeSessionInput, { description: 'Which session ends.' }) input: RevokeSessionInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return { session: await ctx.reads.require(SessionId, await this.sessions.revoke(ctx, input)) };
  }

  @Mutation(() => ChangePasswordResult, {
    description: 'Gives you another password, and ends your other sessions.',
  })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'The old password and the new.' })
    input: ChangePasswordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const work = this.sessions.changePassword(ctx, input).then((endedSessions) => ({ endedSessions }));
    return resultOf('ChangePasswordPayload', work);
  }
}

async function signInPayload(ctx: RequestContext, { token, expiresAt, actor }: SignedIn): Promise<object> {
  // The request itself is still nobody's, and nobody sees no members.
  const member = await ctx.reads.as(actor, ctx.now).require(MemberId, MemberId.of(actor.id));
  return { token, expiresAt: expiresAt.toISOString(), member };
}
