import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { TeamRole } from './team.rules';

registerEnumType(TeamRole, {
  name: 'TeamRole',
  description: 'What a member does for an account.',
  valuesConfig: {
    OWNER: { description: 'The success manager who owns it. Exactly one at every moment.' },
    BACKUP: { description: 'Stands in for the owner.' },
    EXECUTIVE_SPONSOR: { description: 'A senior person of ours who stands behind the relationship.' },
    SPECIALIST: { description: 'Knows something that the account needs; see the specialty.' },
  },
});

/** The orders in which a team is listed. */
export enum TeamOrder {
  STARTED = 'STARTED',
}
registerEnumType(TeamOrder, {
  name: 'TeamOrder',
  description: 'The orders in which a team is listed.',
  valuesConfig: { STARTED: { description: 'Longest in the team first.' } },
});

@InputType({ description: 'Narrows a team. What is left out doesn’t narrow.' })
export class TeamFilter {
  @Field(() => Boolean, { nullable: true, description: 'True: who is in the team now. False: who was.' })
  current?: boolean | null;

  @Field(() => [TeamRole], { nullable: true, description: 'Only these roles.' })
  roles?: TeamRole[] | null;
}

@ArgsType()
export class TeamArgs extends PageArgs {
  @Field(() => TeamFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: TeamFilter | null;

  @Field(() => TeamOrder, { defaultValue: TeamOrder.STARTED, description: 'The order of the list.' })
  orderBy!: TeamOrder;
}

@InputType({ description: 'Gives an account another owner. The one before stays in the history.' })
export class AssignAccountOwnerInput {
  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;

  @Field(() => ID, { description: 'The member who owns it from now on; active, and no viewer.' })
  memberId!: string;
}

@InputType({ description: 'Puts a member into an account’s team.' })
export class AddTeamMemberInput {
  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field(() => ID, { description: 'The member; has to be active.' })
  memberId!: string;

  @Field(() => TeamRole, { description: 'What they do for it. To change the owner, use assignAccountOwner.' })
  role!: TeamRole;

  @Field(() => String, {
    nullable: true,
    description: 'What a specialist knows, for instance data migration.',
  })
  specialty?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Repeat the request with the same key, and it happens once. A random UUID, for instance.',
  })
  idempotencyKey?: string | null;
}

@InputType({
  description: 'Takes a member out of an account’s team; the history keeps the time they were in it.',
})
export class RemoveTeamMemberInput {
  @Field(() => ID, { description: 'The assignment, from the account’s team.' })
  assignmentId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;
}
