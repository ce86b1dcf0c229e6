import { Arg, Args, ID, Query, Resolver } from 'type-graphql';
import { answeredByReads } from '../../platform/graphql/related';
import { OnboardingsArgs } from './onboarding.inputs';
import { Onboarding, OnboardingConnection } from './onboarding.type';

@Resolver()
export class OnboardingResolver {
  @Query(() => Onboarding, {
    nullable: true,
    description: 'One onboarding; null where there is none that you may see.',
  })
  onboarding(@Arg('id', () => ID, { description: 'The onboarding’s id.' }) _id: string): never {
    return answeredByReads();
  }

  @Query(() => OnboardingConnection, {
    name: 'onboardings',
    description: 'The onboardings of the accounts that you may see.',
  })
  list(@Args(() => OnboardingsArgs) _args: OnboardingsArgs): never {
    return answeredByReads();
  }
}
