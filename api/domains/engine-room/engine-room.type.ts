import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/graphql/scalars';

/** What is under way between the database, Temporal and the mail server. */
@ObjectType({
  description: 'What is under way between the database, Temporal and the mail server, and what got stuck.',
})
export class EngineRoom {
  @Field(() => Int, { description: 'Commands for workflows that are not delivered yet.' })
  pendingCommands!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when the oldest of them waits; null where none does.',
  })
  oldestPendingSince!: string | null;

  @Field(() => Int, { description: 'Messages that wait to be sent, those that are being sent included.' })
  queuedMessages!: number;
}
