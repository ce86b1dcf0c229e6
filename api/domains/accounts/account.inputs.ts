import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { MoneyInput } from '../../platform/graphql/money.type';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars';
import { AccountAttributeFilter } from '../attributes/attribute.inputs';
import { LifecycleStage, Segment, Tier } from './account.rules';

/** The orders in which accounts are listed. Each is served by an index. */
export enum AccountOrder {
  NAME = 'NAME',
  TIER = 'TIER',
  REVENUE_DESC = 'REVENUE_DESC',
  WON_DESC = 'WON_DESC',
}
registerEnumType(AccountOrder, {
  name: 'AccountOrder',
  description: 'The orders in which accounts are listed.',
  valuesConfig: {
    NAME: { description: 'By name, as people sort names.' },
    TIER: { description: 'Key customers first, by name within a tier.' },
    REVENUE_DESC: {
      description: 'Highest annual recurring revenue first; amounts as they stand, in minor units.',
    },
    WON_DESC: { description: 'Latest won first; prospects before all.' },
  },
});

@InputType({ description: 'What an account or contact is called in another system.' })
export class ExternalIdInput {
  @Field(() => String, { description: 'The other system, for instance crm or billing.' })
  source!: string;

  @Field(() => String, { description: 'The id that the other system uses.' })
  externalId!: string;
}

@InputType({
  description: 'Narrows a list of accounts. What is left out doesn’t narrow; everything given must hold.',
})
export class AccountFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Accounts whose name contains this, in any case and with any accents.',
  })
  search?: string | null;

  @Field(() => String, { nullable: true, description: 'Accounts with this Internet domain.' })
  domain?: string | null;

  @Field(() => ID, { nullable: true, description: 'Accounts that this member owns.' })
  ownerId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Accounts in whose team this member is, in whatever role.',
  })
  teamMemberId?: string | null;

  @Field(() => ExternalIdInput, {
    nullable: true,
    description: 'The account that another system calls by this id.',
  })
  externalId?: ExternalIdInput | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Accounts without a call, meeting or mail since this moment.',
  })
  silentSince?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Accounts without a call, meeting or mail for so many days, counted from now.',
  })
  silentForDays?: number | null;

  @Field(() => [LifecycleStage], { nullable: true, description: 'Accounts in one of these stages.' })
  stages?: LifecycleStage[] | null;

  @Field(() => [Tier], { nullable: true, description: 'Accounts in one of these tiers.' })
  tiers?: Tier[] | null;

  @Field(() => [Segment], { nullable: true, description: 'Accounts in one of these segments.' })
  segments?: Segment[] | null;

  @Field(() => [AccountAttributeFilter], {
    nullable: true,
    description: 'Accounts whose attributes are all like these; 5 at most.',
  })
  attributes?: AccountAttributeFilter[] | null;
}

@ArgsType()
export class AccountsArgs extends PageArgs {
  @Field(() => AccountFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: AccountFilter | null;

  @Field(() => AccountOrder, { defaultValue: AccountOrder.NAME, description: 'The order of the list.' })
  orderBy!: AccountOrder;
}

@InputType({ description: 'A new account.' })
export class CreateAccountInput {
  @Field(() => String, { description: 'The name that people use.' })
  name!: string;

  @Field(() => Segment, { description: 'How large the customer is.' })
  segment!: Segment;

  @Field(() => Tier, { description: 'How much of our people’s time it gets.' })
  tier!: Tier;

  @Field(() => MoneyInput, { description: 'Annual recurring revenue; its currency becomes the account’s.' })
  annualRecurringRevenue!: MoneyInput;

  @Field(() => String, { description: 'IANA time zone, for instance Europe/Berlin.' })
  timeZone!: string;

  @Field(() => String, { description: 'BCP 47 language tag, for instance de.' })
  language!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Who owns it; yourself unless said. A CSM creates accounts of their own only.',
  })
  ownerId?: string | null;

  @Field(() => [String], { nullable: true, description: 'Internet domains, lower case, 50 at most.' })
  domains?: string[] | null;

  @Field(() => [ExternalIdInput], {
    nullable: true,
    description: 'What the account is called in other systems.',
  })
  externalIds?: ExternalIdInput[] | null;

  @Field(() => String, { nullable: true, description: 'The industry that it works in.' })
  industry?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many people work there.' })
  employees?: number | null;

  @Field(() => Int, { nullable: true, description: 'Term of the contract in months.' })
  contractTermMonths?: number | null;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1 code of two letters.' })
  country?: string | null;

  @Field(() => ID, { nullable: true, description: 'The company that it belongs to.' })
  parentId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Repeat the request with the same key, and it happens once. A random UUID, for instance.',
  })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Changes to an account. What is left out stays; null empties what can be empty.' })
export class UpdateAccountInput {
  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'The name that people use.' })
  name?: string;

  @Field(() => Segment, { nullable: true, description: 'How large the customer is.' })
  segment?: Segment;

  @Field(() => Tier, { nullable: true, description: 'How much of our people’s time it gets.' })
  tier?: Tier;

  @Field(() => LifecycleStage, {
    nullable: true,
    description:
      'The stage of a customer: ADOPTION, EXPANSION or RENEWAL. To win or lose one, use winAccount and churnAccount.',
  })
  lifecycleStage?: LifecycleStage;

  @Field(() => MoneyInput, { nullable: true, description: 'Annual recurring revenue.' })
  annualRecurringRevenue?: MoneyInput;

  @Field(() => [String], {
    nullable: true,
    description: 'Internet domains, lower case, 50 at most; replaces what was there.',
  })
  domains?: string[];

  @Field(() => [ExternalIdInput], {
    nullable: true,
    description: 'What the account is called in other systems; replaces what was there.',
  })
  externalIds?: ExternalIdInput[];

  @Field(() => String, { nullable: true, description: 'The industry that it works in.' })
  industry?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many people work there.' })
  employees?: number | null;

  @Field(() => Int, { nullable: true, description: 'Term of the contract in months.' })
  contractTermMonths?: number | null;

  @Field(() => String, { nullable: true, description: 'IANA time zone.' })
  timeZone?: string;

  @Field(() => String, { nullable: true, description: 'BCP 47 language tag.' })
  language?: string;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1 code of two letters.' })
  country?: string | null;

  @Field(() => ID, { nullable: true, description: 'The company that it belongs to.' })
  parentId?: string | null;
}

@InputType({ description: 'An account is won: it becomes a customer, and its onboarding starts.' })
export class WinAccountInput {
  @Field(() => ID, { description: 'The account, a prospect or a customer who had left.' })
  accountId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which it was won; today in the account’s time zone unless said.',
  })
  wonOn?: string | null;
}

@InputType({ description: 'A customer has left.' })
export class ChurnAccountInput {
  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which it left; today in the account’s time zone unless said.',
  })
  churnedOn?: string | null;
}
