import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Node, connectionOf } from '../../platform/graphql/connection';
import type { Related } from '../../platform/graphql/related';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars';
import { Account } from '../accounts/account.type';
import { Member } from '../members/member.type';
import { AuditActorKind, AuditChangeKind } from './audit.rules';

registerEnumType(AuditActorKind, {
  name: 'AuditActorKind',
  description: 'In what capacity somebody changed something.',
  valuesConfig: {
    MEMBER: { description: 'A member of the company, signed in.' },
    INTEGRATION: { description: 'An integration with an API key.' },
    SYSTEM: { description: 'Mainstay itself: a workflow, a command, the sender of messages.' },
    DATABASE: { description: 'Somebody with a connection to the database, past Mainstay.' },
  },
});

registerEnumType(AuditChangeKind, {
  name: 'AuditChangeKind',
  description: 'What happened to the object.',
  valuesConfig: {
    CREATED: { description: 'It was made.' },
    UPDATED: { description: 'It was changed.' },
    DELETED: { description: 'It was removed.' },
  },
});

/** One field and its values before and after. */
@ObjectType({ description: 'One field of the object, before and after.' })
export class AuditFieldChange {
  @Field(() => String, { description: 'The field, as it is stored.' })
  field!: string;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'What it was; null where it was empty, or is secret.',
  })
  from!: unknown;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'What it became; null where it is empty, or is secret.',
  })
  to!: unknown;

  @Field(() => Boolean, {
    description: 'Whether the values are withheld, as those of passwords and keys are.',
  })
  secret!: boolean;
}

/** One change of one object: who, when, in which operation, from what to what. */
@ObjectType({
  implements: Node,
  description: 'One change of one object: who, when, in which operation, from what to what.',
})
export class AuditEntry extends Node {
  @Field(() => DateTimeScalar, { description: 'When it happened, in business time.' })
  occurredAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it was written down, by the clock of the database.' })
  recordedAt!: string;

  @Field(() => AuditActorKind, { description: 'In what capacity it was done.' })
  actorKind!: AuditActorKind;

  @Field(() => String, { description: 'Who did it, by the name that they had then.' })
  actorName!: string;

  @Field(() => String, { description: 'The operation in which it was done, for instance updateAccount.' })
  operation!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The request in which it was done, as the answer and the logs name it.',
  })
  requestId!: string | null;

  @Field(() => AuditChangeKind, { description: 'What happened to the object.' })
  change!: AuditChangeKind;

  @Field(() => String, { description: 'The type of the object, for instance Account.' })
  subjectType!: string;

  @Field(() => ID, { description: 'The object’s id. It may no longer exist.' })
  subjectId!: string;

  @Field(() => [AuditFieldChange], { description: 'The fields that changed, by name.' })
  changes!: AuditFieldChange[];

  @Field(() => Member, { nullable: true, description: 'The member who did it; null where no member did.' })
  actor!: Related<Member> | null;

  @Field(() => Member, {
    nullable: true,
    description: 'The member in whose name Mainstay did it; null where there is none.',
  })
  onBehalfOf!: Related<Member> | null;

  @Field(() => Account, {
    nullable: true,
    description: 'The account that it belongs to; null where it belongs to none.',
  })
  account!: Related<Account> | null;
}

export const AuditEntryConnection = connectionOf(AuditEntry, 'AuditEntry', 'audit entries');
