import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { DateTimeScalar } from '../../platform/graphql/scalars';

/** The orders in which audit entries are listed. */
export enum AuditEntryOrder {
  NEWEST = 'NEWEST',
}
registerEnumType(AuditEntryOrder, {
  name: 'AuditEntryOrder',
  description: 'The orders in which audit entries are listed.',
  valuesConfig: { NEWEST: { description: 'Latest recorded first.' } },
});

@InputType({
  description:
    'Narrows a list of audit entries. What is left out doesn’t narrow; everything given must hold.',
})
export class AuditEntryFilter {
  @Field(() => ID, { nullable: true, description: 'Changes of this account and of what hangs on it.' })
  accountId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Changes that this member, or the integration with this API key, made.',
  })
  actorId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Changes of this object, by its id or an entry’s subjectId.',
  })
  subjectId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changes recorded at or after this moment.' })
  since?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changes recorded before this moment.' })
  until?: string | null;
}

@ArgsType()
export class AuditEntriesArgs extends PageArgs {
  @Field(() => AuditEntryFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: AuditEntryFilter | null;

  @Field(() => AuditEntryOrder, {
    defaultValue: AuditEntryOrder.NEWEST,
    description: 'The order of the list.',
  })
  orderBy!: AuditEntryOrder;
}
