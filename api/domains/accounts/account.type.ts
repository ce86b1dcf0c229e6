import { Args, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Node, connectionOf, type ConnectionShape } from '../../platform/graphql/connection';
import { Money } from '../../platform/graphql/money.type';
import { answeredByReads, type Related } from '../../platform/graphql/related';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars';
import { AccountContact, AccountContactConnection } from '../contacts/account-contact.type';
import { AccountContactsArgs } from '../contacts/contact.inputs';
import { AccountAttributesArgs } from '../attributes/attribute.inputs';
import { AccountAttributeConnection, type AccountAttribute } from '../attributes/attribute.type';
import { MessagesArgs } from '../messages/message.inputs';
import { Message, MessageConnection } from '../messages/message.type';
import { Member } from '../members/member.type';
import { Onboarding } from '../onboarding/onboarding.type';
import { Task, TaskConnection } from '../tasks/task.type';
import { TasksArgs } from '../tasks/task.inputs';
import { TeamArgs } from '../teams/team.inputs';
import { TeamAssignment, TeamAssignmentConnection } from '../teams/team.type';
import { TimelineArgs } from '../timeline/timeline.inputs';
import { TimelineEntry, TimelineEntryConnection } from '../timeline/timeline.type';
import { AccountsArgs } from './account.inputs';
import { LifecycleStage, Segment, Tier } from './account.rules';

registerEnumType(Segment, {
  name: 'Segment',
  description: 'How large a customer is, which decides what kind of work fits.',
  valuesConfig: {
    ENTERPRISE: { description: 'A large organisation with many people and decisions.' },
    MID_MARKET: { description: 'A company of some hundred to a few thousand people.' },
    SMALL_BUSINESS: { description: 'A small company, often one decision maker.' },
    CONSUMER: { description: 'A private person.' },
  },
});

registerEnumType(Tier, {
  name: 'Tier',
  description:
    'How much of our people’s time an account gets: key customers get people, the rest get process.',
  valuesConfig: {
    KEY: { description: 'A key customer: personal care by the whole team.' },
    GROWTH: { description: 'Personal care on a cadence.' },
    SCALED: { description: 'Cared for by process first.' },
  },
});

registerEnumType(LifecycleStage, {
  name: 'LifecycleStage',
  description: 'Where an account stands in its life as a customer.',
  valuesConfig: {
    PROSPECT: { description: 'Not a customer yet.' },
    ONBOARDING: { description: 'Won, and on the way to first value.' },
    ADOPTION: { description: 'Uses what it bought, more and more.' },
    EXPANSION: { description: 'Grows with us.' },
    RENEWAL: { description: 'A renewal is near.' },
    CHURNED: { description: 'No customer any more.' },
  },
});

/** What an account is called in another system. */
@ObjectType({ description: 'What an account or contact is called in another system.' })
export class ExternalId {
  @Field(() => String, { description: 'The other system, for instance crm or billing.' })
  source!: string;

  @Field(() => String, { description: 'The id that the other system uses.' })
  externalId!: string;
}

/** A customer, or one that may become one. */
@ObjectType({ implements: Node, description: 'A customer, or one that may become one.' })
export class Account extends Node {
  @Field(() => String, { description: 'The name that people use.' })
  name!: string;

  @Field(() => [String], { description: 'Internet domains of the company, lower case.' })
  domains!: string[];

  @Field(() => [ExternalId], { description: 'What the account is called in other systems, by source.' })
  externalIds!: ExternalId[];

  @Field(() => Segment, { description: 'How large the customer is.' })
  segment!: Segment;

  @Field(() => Tier, { description: 'How much of our people’s time it gets.' })
  tier!: Tier;

  @Field(() => LifecycleStage, { description: 'Where it stands in its life as a customer.' })
  lifecycleStage!: LifecycleStage;

  @Field(() => String, { nullable: true, description: 'The industry that it works in.' })
  industry!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many people work there.' })
  employees!: number | null;

  @Field(() => Money, { description: 'Annual recurring revenue (ARR).' })
  annualRecurringRevenue!: Money;

  @Field(() => Money, { nullable: true, description: 'All that was ever billed; null where nobody told us.' })
  billedToDate!: Money | null;

  @Field(() => Int, { nullable: true, description: 'Term of the contract in months; 1 is month to month.' })
  contractTermMonths!: number | null;

  @Field(() => String, { description: 'IANA time zone.' })
  timeZone!: string;

  @Field(() => String, { description: 'BCP 47 language tag.' })
  language!: string;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1 code of two letters.' })
  country!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it became a customer.' })
  wonOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it left.' })
  churnedOn!: string | null;

  @Field(() => Int, { description: 'Counts changes; send it back when you change the account.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'When it was added to the book.' })
  createdAt!: string;

  @Field(() => Member, {
    description: 'The success manager who owns it. There is exactly one at every moment.',
  })
  owner!: Related<Member>;

  @Field(() => Account, {
    nullable: true,
    description: 'The company that it belongs to; null where there is none that you may see.',
  })
  parent!: Related<Account> | null;

  @Field(() => AccountConnection, { description: 'Companies that belong to it, of those that you may see.' })
  subsidiaries(@Args(() => AccountsArgs) _args: AccountsArgs): ConnectionShape<Account> {
    return answeredByReads();
  }

  @Field(() => TeamAssignmentConnection, { description: 'Who of ours looks after it, with its history.' })
  team(@Args(() => TeamArgs) _args: TeamArgs): ConnectionShape<TeamAssignment> {
    return answeredByReads();
  }

  @Field(() => AccountContactConnection, {
    description: 'The customer’s people and what each is to this account.',
  })
  contacts(@Args(() => AccountContactsArgs) _args: AccountContactsArgs): ConnectionShape<AccountContact> {
    return answeredByReads();
  }

  @Field(() => TimelineEntryConnection, { description: 'What happened with this customer, newest first.' })
  timeline(@Args(() => TimelineArgs) _args: TimelineArgs): ConnectionShape<TimelineEntry> {
    return answeredByReads();
  }

  @Field(() => AccountAttributeConnection, {
    description: 'What your company keeps of it besides, by key: see attributes.',
  })
  attributes(
    @Args(() => AccountAttributesArgs) _args: AccountAttributesArgs,
  ): ConnectionShape<AccountAttribute> {
    return answeredByReads();
  }

  @Field(() => TaskConnection, { description: 'What is to be done for this customer, soonest first.' })
  tasks(@Args(() => TasksArgs) _args: TasksArgs): ConnectionShape<Task> {
    return answeredByReads();
  }

  @Field(() => MessageConnection, {
    description: 'What left the building for this customer, or is about to; newest first.',
  })
  messages(@Args(() => MessagesArgs) _args: MessagesArgs): ConnectionShape<Message> {
    return answeredByReads();
  }

  @Field(() => Onboarding, { nullable: true, description: 'Its onboarding, once it was won.' })
  onboarding!: Related<Onboarding> | null;
}

export const AccountConnection = connectionOf(Account, 'Account', 'accounts');
