import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Role } from '../../shared/access.rules';
import { Node, connectionOf } from '../../platform/graphql/connection';
import { DateTimeScalar, TimeScalar } from '../../platform/graphql/scalars';

registerEnumType(Role, {
  name: 'Role',
  description: 'What a member of the company is, and so what they may do.',
  valuesConfig: {
    ADMIN: { description: 'Runs the deployment: members, keys, and everything that a leader does.' },
    LEADER: { description: 'Leads the team: sees, changes and moves the whole book.' },
    CSM: { description: 'A customer-success manager: sees and changes own and shared accounts.' },
    EXECUTIVE: { description: 'Reads everything, approves what goes out in the company’s name.' },
    VIEWER: { description: 'Reads the whole book, changes nothing.' },
  },
});

/** A member of the company, as colleagues and integrations see them. */
@ObjectType({ implements: Node, description: 'A member of the company that runs this deployment.' })
export class Member extends Node {
  @Field(() => String, { description: 'Address for signing in and for mail. Lower case.' })
  email!: string;

  @Field(() => String, { description: 'Full name.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What their card says, for instance Senior Customer Success Manager.',
  })
  title!: string | null;

  @Field(() => Role, { description: 'What they are, and so what they may do.' })
  role!: Role;

  @Field(() => String, { description: 'IANA time zone in which they work.' })
  timeZone!: string;

  @Field(() => String, { description: 'BCP 47 language tag.' })
  language!: string;

  @Field(() => TimeScalar, { description: 'When their working day starts, in their time zone.' })
  workStarts!: string;

  @Field(() => TimeScalar, { description: 'When their working day ends, in their time zone.' })
  workEnds!: string;

  @Field(() => [Int], { description: 'Days on which they work; Monday is 1, Sunday 7 (ISO 8601).' })
  workDays!: number[];

  @Field(() => Boolean, {
    description: 'Whether they still work here. Who is not active can’t sign in or own anything.',
  })
  active!: boolean;

  @Field(() => Int, { description: 'Counts changes; send it back when you change the member.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'When they were added.' })
  createdAt!: string;
}

export const MemberConnection = connectionOf(Member, 'Member', 'members');
