import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { DateTimeScalar } from '../../platform/graphql/scalars';
import { ExternalIdInput } from '../accounts/account.inputs';
import { Direction, TimelineKind } from './timeline.rules';

registerEnumType(TimelineKind, {
  name: 'TimelineKind',
  description: 'What kind of thing happened.',
  valuesConfig: {
    CALL: { description: 'A phone or video call.' },
    MEETING: { description: 'A meeting, held or planned.' },
    NOTE: { description: 'Something that somebody wrote down.' },
    EMAIL: { description: 'A mail, sent or received.' },
    EVENT: { description: 'Anything else that happened, or will.' },
  },
});

registerEnumType(Direction, {
  name: 'Direction',
  description: 'Who turned to whom.',
  valuesConfig: {
    INBOUND: { description: 'The customer turned to us.' },
    OUTBOUND: { description: 'We turned to the customer.' },
  },
});

/** The orders in which a timeline is listed. */
export enum TimelineOrder {
  NEWEST = 'NEWEST',
}
registerEnumType(TimelineOrder, {
  name: 'TimelineOrder',
  description: 'The orders in which a timeline is listed.',
  valuesConfig: {
    NEWEST: { description: 'What happened last comes first; what is planned comes before it.' },
  },
});

@InputType({
  description: 'Narrows a timeline. What is left out doesn’t narrow; everything given must hold.',
})
export class TimelineFilter {
  @Field(() => [TimelineKind], { nullable: true, description: 'Entries of these kinds.' })
  kinds?: TimelineKind[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Entries from this moment on.' })
  since?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Entries of the last so many days, counted from now, and what is planned.',
  })
  withinDays?: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Entries before this moment.' })
  until?: string | null;

  @Field(() => ID, { nullable: true, description: 'Entries in which this contact took part.' })
  contactId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Entries in which this member took part.' })
  memberId?: string | null;
}

@ArgsType()
export class TimelineArgs extends PageArgs {
  @Field(() => TimelineFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: TimelineFilter | null;

  @Field(() => TimelineOrder, { defaultValue: TimelineOrder.NEWEST, description: 'The order of the list.' })
  orderBy!: TimelineOrder;
}

/** The orders in which the participants of an entry are listed. */
export enum TimelineParticipantOrder {
  ADDED = 'ADDED',
}
registerEnumType(TimelineParticipantOrder, {
  name: 'TimelineParticipantOrder',
  description: 'The orders in which the participants of an entry are listed.',
  valuesConfig: { ADDED: { description: 'In the order in which they were added.' } },
});

@ArgsType()
export class TimelineParticipantsArgs extends PageArgs {
  @Field(() => TimelineParticipantOrder, {
    defaultValue: TimelineParticipantOrder.ADDED,
    description: 'The order of the list.',
  })
  orderBy!: TimelineParticipantOrder;
}

@InputType({ description: 'A new entry of an account’s timeline.' })
export class AddTimelineEntryInput {
  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field(() => TimelineKind, { description: 'What kind of thing happened.' })
  kind!: TimelineKind;

  @Field(() => String, { description: 'What it was about, in a line.' })
  subject!: string;

  @Field(() => String, { nullable: true, description: 'What was said, decided and promised, as plain text.' })
  body?: string | null;

  @Field(() => Direction, { nullable: true, description: 'Who turned to whom; only for CALL and EMAIL.' })
  direction?: Direction | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it happened; now unless said. Only a MEETING or an EVENT may lie in the future.',
  })
  occurredAt?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Members who took part, all of them active; yourself unless said.',
  })
  memberIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Contacts who took part; each belongs or belonged to the account.',
  })
  contactIds?: string[] | null;

  @Field(() => ExternalIdInput, {
    nullable: true,
    description: 'What the entry is called in the system that it comes from.',
  })
  externalId?: ExternalIdInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'Repeat the request with the same key, and it happens once. A random UUID, for instance.',
  })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Corrects an entry. What is left out stays; null empties what can be empty.' })
export class UpdateTimelineEntryInput {
  @Field(() => ID, { description: 'The entry; your own, unless you lead.' })
  entryId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;

  @Field(() => TimelineKind, { nullable: true, description: 'What kind of thing happened.' })
  kind?: TimelineKind;

  @Field(() => String, { nullable: true, description: 'What it was about, in a line.' })
  subject?: string;

  @Field(() => String, { nullable: true, description: 'What was said, decided and promised, as plain text.' })
  body?: string;

  @Field(() => Direction, { nullable: true, description: 'Who turned to whom; only for CALL and EMAIL.' })
  direction?: Direction | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it happened.' })
  occurredAt?: string;

  @Field(() => [ID], { nullable: true, description: 'Members who took part; replaces what was there.' })
  memberIds?: string[];

  @Field(() => [ID], { nullable: true, description: 'Contacts who took part; replaces what was there.' })
  contactIds?: string[];
}
