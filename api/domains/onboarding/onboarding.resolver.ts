import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import type { Connection, Row } from '../../platform/reads/request-reads';
import { OnboardingsArgs } from './onboarding.inputs';
import { OnboardingId } from './onboarding.rules';
import { Onboarding, OnboardingConnection } from './onboarding.type';

@Resolver()
export class OnboardingResolver {
  @Query(() => Onboarding, {
    nullable: true,
    description: 'One onboarding; null where there is none that you may see.',
  })
  onboarding(
    @Arg('id', () => ID, { description: 'The onboarding’s id.' }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Row | null> {
    return ctx.reads.find(OnboardingId, id);
  }

  @Query(() => OnboardingConnection, {
    name: 'onboardings',
    description: 'The onboardings of the accounts that you may see.',
  })
  list(@Args(() => OnboardingsArgs) args: OnboardingsArgs, @Ctx() ctx: RequestContext): Promise<Connection> {
    return ctx.reads.list('Onboarding', args);
  }
}
