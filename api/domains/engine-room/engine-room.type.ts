import { Args, Field, Int, ObjectType } from 'type-graphql';
import type { ConnectionShape } from '../../platform/graphql/connection';
import { answeredByReads } from '../../platform/graphql/related';
import { DateTimeScalar } from '../../platform/graphql/scalars';
import { MessagesArgs } from '../messages/message.inputs';
import { MessageConnection, type Message } from '../messages/message.type';
import { WorkflowCommandsArgs } from './workflow-command.inputs';
import { WorkflowCommandConnection, type WorkflowCommand } from './workflow-command.type';

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

  @Field(() => WorkflowCommandConnection, {
    description: 'Commands that can’t be delivered: their workflow is over.',
  })
  deadCommands(
    @Args(() => WorkflowCommandsArgs) _args: WorkflowCommandsArgs,
  ): ConnectionShape<WorkflowCommand> {
    return answeredByReads();
  }

  @Field(() => MessageConnection, {
    description: 'Messages of which nobody can know whether they arrived.',
  })
  uncertainMessages(@Args(() => MessagesArgs) _args: MessagesArgs): ConnectionShape<Message> {
    return answeredByReads();
  }
}
