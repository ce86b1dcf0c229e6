import { Field, Int, ObjectType } from 'type-graphql';
import { Node, connectionOf } from '../../platform/graphql/connection';
import type { Related } from '../../platform/graphql/related';
import { DateTimeScalar } from '../../platform/graphql/scalars';
import { Account } from '../accounts/account.type';
import { Message } from '../messages/message.type';
import { OnboardingState } from './onboarding.rules';

/** How far the onboarding of an account is. */
@ObjectType({
  implements: Node,
  description: 'How far the onboarding of an account is, from the day it was won.',
})
export class Onboarding extends Node {
  @Field(() => OnboardingState, { description: 'How far it is.' })
  state!: OnboardingState;

  @Field(() => DateTimeScalar, { description: 'Since when it is in this state.' })
  stateSince!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it waits for, in a sentence for people; null once it is done.',
  })
  waitingFor!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the welcome is to be written: a moment in the owner’s working hours. Null until that was worked out.',
  })
  welcomeDueAt!: string | null;

  @Field(() => DateTimeScalar, {
    description: 'When it began: the moment at which the account was entered as won.',
  })
  startedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null while it runs.' })
  finishedAt!: string | null;

  @Field(() => String, {
    description: 'The id of the workflow that carries it, for those who look into Temporal.',
  })
  workflowId!: string;

  @Field(() => Int, { description: 'Counts changes.' })
  version!: number;

  @Field(() => Account, { description: 'The account that is welcomed.' })
  account!: Related<Account>;

  @Field(() => Message, { nullable: true, description: 'The welcome, once it is written.' })
  welcomeMessage!: Related<Message> | null;
}

export const OnboardingConnection = connectionOf(Onboarding, 'Onboarding', 'onboardings');
