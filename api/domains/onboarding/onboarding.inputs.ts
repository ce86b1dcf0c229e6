import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { OnboardingState } from './onboarding.rules';

registerEnumType(OnboardingState, {
  name: 'OnboardingState',
  description: 'How far the onboarding of an account is.',
  valuesConfig: {
    STARTING: { description: 'The account is won; the process has not taken its first step yet.' },
    WAITING_FOR_WORKING_HOURS: {
      description: 'The welcome goes out in the owner’s next working hours: see welcomeDueAt.',
    },
    WAITING_FOR_DECISION_MAKER: {
      description:
        'Nobody at the customer who decides and can be written to is known. The owner has a task to name one.',
    },
    WELCOME_QUEUED: { description: 'The welcome is written and is about to be delivered.' },
    WELCOME_SENT: {
      description: 'The customer’s mail server has taken the welcome. The onboarding is done.',
    },
    WELCOME_UNDELIVERED: {
      description:
        'The welcome was refused, or nobody can know whether it arrived. The owner has a task to get in touch.',
    },
    CANCELLED: { description: 'The account left before it was welcomed.' },
  },
});

/** The orders in which onboardings are listed. */
export enum OnboardingOrder {
  SINCE = 'SINCE',
}
registerEnumType(OnboardingOrder, {
  name: 'OnboardingOrder',
  description: 'The orders in which onboardings are listed.',
  valuesConfig: { SINCE: { description: 'Longest in its state first.' } },
});

@InputType({ description: 'Narrows a list of onboardings. What is left out doesn’t narrow.' })
export class OnboardingFilter {
  @Field(() => [OnboardingState], { nullable: true, description: 'Onboardings in one of these states.' })
  states?: OnboardingState[] | null;
}

@ArgsType()
export class OnboardingsArgs extends PageArgs {
  @Field(() => OnboardingFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: OnboardingFilter | null;

  @Field(() => OnboardingOrder, {
    defaultValue: OnboardingOrder.SINCE,
    description: 'The order of the list.',
  })
  orderBy!: OnboardingOrder;
}
