import { Args, Field, Int, ObjectType } from 'type-graphql';
import { Node, connectionOf, type ConnectionShape } from '../../platform/graphql/connection';
import { answeredByReads, type Related } from '../../platform/graphql/related';
import { DateTimeScalar } from '../../platform/graphql/scalars';
import { Account } from '../accounts/account.type';
import { Contact } from '../contacts/contact.type';
import { Member } from '../members/member.type';
import { TimelineParticipantsArgs } from './timeline.inputs';
import { Direction, TimelineKind } from './timeline.rules';

/** Something that happened with a customer: a call, a meeting, a note, a mail, an event. */
@ObjectType({
  implements: Node,
  description: 'Something that happened with a customer: a call, a meeting, a note, a mail, an event.',
})
export class TimelineEntry extends Node {
  @Field(() => TimelineKind, { description: 'What kind of thing happened.' })
  kind!: TimelineKind;

  @Field(() => Direction, { nullable: true, description: 'Who turned to whom, for calls and mails.' })
  direction!: Direction | null;

  @Field(() => DateTimeScalar, { description: 'When it happened, or will.' })
  occurredAt!: string;

  @Field(() => String, { description: 'What it was about, in a line.' })
  subject!: string;

  @Field(() => String, { description: 'What was said, decided and promised, as plain text; may be empty.' })
  body!: string;

  @Field(() => String, { nullable: true, description: 'The other system that it came from.' })
  source!: string | null;

  @Field(() => String, { nullable: true, description: 'Its id in that other system.' })
  externalId!: string | null;

  @Field(() => Int, { description: 'Counts changes; send it back when you change the entry.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'When it was written down.' })
  createdAt!: string;

  @Field(() => Member, {
    nullable: true,
    description: 'Who wrote it down; null where the system or an integration did.',
  })
  author!: Related<Member> | null;

  @Field(() => Account, { description: 'The account.' })
  account!: Related<Account>;

  @Field(() => TimelineParticipantConnection, { description: 'Who took part, of both sides.' })
  participants(
    @Args(() => TimelineParticipantsArgs) _args: TimelineParticipantsArgs,
  ): ConnectionShape<TimelineParticipant> {
    return answeredByReads();
  }
}

/** Who took part: a member of ours or one of the customer's people. */
@ObjectType({
  implements: Node,
  description: 'Who took part: either a member of ours or one of the customer’s people.',
})
export class TimelineParticipant extends Node {
  @Field(() => Member, { nullable: true, description: 'The member of ours.' })
  member!: Related<Member> | null;

  @Field(() => Contact, { nullable: true, description: 'The customer’s person.' })
  contact!: Related<Contact> | null;
}

export const TimelineEntryConnection = connectionOf(TimelineEntry, 'TimelineEntry', 'timeline entries');

export const TimelineParticipantConnection = connectionOf(
  TimelineParticipant,
  'TimelineParticipant',
  'participants',
);
