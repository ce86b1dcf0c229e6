import { Field, Int, ObjectType } from 'type-graphql';
import { Node, connectionOf } from '../../platform/graphql/connection';
import type { Related } from '../../platform/graphql/related';
import { DateTimeScalar } from '../../platform/graphql/scalars';
import { Account } from '../accounts/account.type';
import { Member } from '../members/member.type';
import { TeamRole } from './team.rules';

/** A member's place in an account's team, from when to when. */
@ObjectType({ implements: Node, description: 'A member’s place in an account’s team, from when to when.' })
export class TeamAssignment extends Node {
  @Field(() => TeamRole, { description: 'What the member does for the account.' })
  role!: TeamRole;

  @Field(() => String, { nullable: true, description: 'What a specialist knows.' })
  specialty!: string | null;

  @Field(() => DateTimeScalar, { description: 'Since when.' })
  startedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when; null while it lasts.' })
  endedAt!: string | null;

  @Field(() => Int, { description: 'Counts changes; send it back when you change the assignment.' })
  version!: number;

  @Field(() => Member, { description: 'The member.' })
  member!: Related<Member>;

  @Field(() => Account, { description: 'The account.' })
  account!: Related<Account>;
}

export const TeamAssignmentConnection = connectionOf(TeamAssignment, 'TeamAssignment', 'team assignments');
