import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { TimeScalar } from '../../platform/graphql/scalars';
import { Role } from '../../shared/access.rules';

/** The orders in which members are listed. */
export enum MemberOrder {
  NAME = 'NAME',
}
registerEnumType(MemberOrder, {
  name: 'MemberOrder',
  description: 'The orders in which members are listed.',
  valuesConfig: { NAME: { description: 'By name.' } },
});

@InputType({ description: 'Narrows a list of members. What is left out doesn’t narrow.' })
export class MemberFilter {
  @Field(() => [Role], { nullable: true, description: 'Members with one of these roles.' })
  roles?: Role[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Members who still work here, or who don’t.' })
  active?: boolean | null;
}

@ArgsType()
export class MembersArgs extends PageArgs {
  @Field(() => MemberFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: MemberFilter | null;

  @Field(() => MemberOrder, { defaultValue: MemberOrder.NAME, description: 'The order of the list.' })
  orderBy!: MemberOrder;
}

@InputType({ description: 'A new member of the company.' })
export class CreateMemberInput {
  @Field(() => String, { description: 'Address for signing in and for mail; kept in lower case.' })
  email!: string;

  @Field(() => String, { description: 'Full name.' })
  name!: string;

  @Field(() => Role, { description: 'What they are, and so what they may do.' })
  role!: Role;

  @Field(() => String, { nullable: true, description: 'What their card says.' })
  title?: string | null;

  @Field(() => String, { description: 'IANA time zone in which they work, for instance Europe/Berlin.' })
  timeZone!: string;

  @Field(() => String, { description: 'BCP 47 language tag, for instance de.' })
  language!: string;

  @Field(() => TimeScalar, {
    nullable: true,
    description: 'When their working day starts; 09:00 unless said.',
  })
  workStarts?: string | null;

  @Field(() => TimeScalar, { nullable: true, description: 'When their working day ends; 17:00 unless said.' })
  workEnds?: string | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'Days on which they work, Monday is 1, Sunday 7; Monday to Friday unless said.',
  })
  workDays?: number[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Their first password, 12 characters or more; made at random unless given.',
  })
  password?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Repeat the request with the same key, and it happens once. A random UUID, for instance.',
  })
  idempotencyKey?: string | null;
}

@InputType({
  description:
    'Changes to a member. What is left out stays. Role and e-mail address are for administrators; the rest everybody may change of themselves.',
})
export class UpdateMemberInput {
  @Field(() => ID, { description: 'The member.' })
  memberId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Address for signing in and for mail; kept in lower case.',
  })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Full name.' })
  name?: string | null;

  @Field(() => Role, {
    nullable: true,
    description: 'What they are. There is always one active administrator at least.',
  })
  role?: Role | null;

  @Field(() => String, { nullable: true, description: 'What their card says; null for nothing.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA time zone in which they work.' })
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: 'BCP 47 language tag.' })
  language?: string | null;

  @Field(() => TimeScalar, {
    nullable: true,
    description: 'When their working day starts, in their time zone.',
  })
  workStarts?: string | null;

  @Field(() => TimeScalar, {
    nullable: true,
    description: 'When their working day ends, in their time zone.',
  })
  workEnds?: string | null;

  @Field(() => [Int], { nullable: true, description: 'Days on which they work; Monday is 1, Sunday 7.' })
  workDays?: number[] | null;
}

@InputType({ description: 'A member no longer works here. They have to own nothing open.' })
export class DeactivateMemberInput {
  @Field(() => ID, { description: 'The member.' })
  memberId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;
}

@InputType({ description: 'A member works here again.' })
export class ReactivateMemberInput {
  @Field(() => ID, { description: 'The member.' })
  memberId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;
}

@InputType({ description: 'Gives a member who lost their password a new one.' })
export class ResetPasswordInput {
  @Field(() => ID, { description: 'The member; active.' })
  memberId!: string;
}
