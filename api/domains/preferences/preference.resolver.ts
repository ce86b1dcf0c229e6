import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import type { Related } from '../../platform/graphql/related';
import { resultOf, resultUnion, VersionConflict } from '../../platform/graphql/result';
import { NotePreferenceInput, WithdrawPreferenceInput } from './preference.inputs';
import { PreferenceId } from './preference.rules';
import type { PreferenceService } from './preference.service';
import { Preference } from './preference.type';

@ObjectType({ description: 'It is noted.' })
export class NotePreferencePayload {
  @Field(() => Preference, { description: 'The new preference.' })
  preference!: Related<Preference>;
}

@ObjectType({ description: 'It holds no more.' })
export class WithdrawPreferencePayload {
  @Field(() => Preference, { description: 'The preference, withdrawn.' })
  preference!: Related<Preference>;
}

const WithdrawPreferenceResult = resultUnion(
  'WithdrawPreferenceResult',
  'What came of withdrawPreference.',
  () => [WithdrawPreferencePayload, VersionConflict] as const,
);

@Resolver()
export class PreferenceResolver {
  constructor(private readonly preferences: PreferenceService) {}

  @Mutation(() => NotePreferencePayload, {
    description: 'Notes what somebody likes, dislikes or doesn’t accept, and how you know.',
  })
  async notePreference(
    @Arg('input', () => NotePreferenceInput, { description: 'Whose preference, and which.' })
    input: NotePreferenceInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const id = await this.preferences.note(ctx, input);
    return { preference: await ctx.reads.require(PreferenceId, id) };
  }

  @Mutation(() => WithdrawPreferenceResult, {
    description: 'Says that a preference holds no more; it stays readable as withdrawn.',
  })
  withdrawPreference(
    @Arg('input', () => WithdrawPreferenceInput, { description: 'Which preference.' })
    input: WithdrawPreferenceInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const work = this.preferences
      .withdraw(ctx, input)
      .then(async (id) => ({ preference: await ctx.reads.require(PreferenceId, id) }));
    return resultOf('WithdrawPreferencePayload', work);
  }
}
