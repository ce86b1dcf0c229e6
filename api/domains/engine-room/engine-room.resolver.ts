import { Args, Ctx, FieldResolver, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import type { Connection } from '../../platform/reads/request-reads';
import { MessageStatus } from '../../platform/messages/message.rules';
import { CommandStatus } from '../../platform/temporal/outbox.rules';
import { MessagesArgs } from '../messages/message.inputs';
import { MessageConnection } from '../messages/message.type';
import type { Backlog, EngineRoomService } from './engine-room.service';
import { EngineRoom } from './engine-room.type';
import { WorkflowCommandsArgs } from './workflow-command.inputs';
import { WorkflowCommandConnection } from './workflow-command.type';

@Resolver(() => EngineRoom)
export class EngineRoomResolver {
  constructor(private readonly engine: EngineRoomService) {}

  @Query(() => EngineRoom, {
    description: 'What is under way, and what got stuck. For those who run the deployment or lead.',
  })
  engineRoom(@Ctx() ctx: RequestContext): Promise<Backlog> {
    return this.engine.backlog(ctx);
  }

  @FieldResolver(() => WorkflowCommandConnection, {
    description: 'Commands that can’t be delivered: their workflow is over.',
  })
  deadCommands(
    @Args(() => WorkflowCommandsArgs) args: WorkflowCommandsArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection> {
    return ctx.reads.list('WorkflowCommand', { ...args, filter: { statuses: [CommandStatus.DEAD] } });
  }

  @FieldResolver(() => MessageConnection, {
    description: 'Messages of which nobody can know whether they arrived.',
  })
  uncertainMessages(
    @Args(() => MessagesArgs) args: MessagesArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection> {
    return ctx.reads.list('Message', {
      ...args,
      filter: { ...args.filter, statuses: [MessageStatus.UNCERTAIN] },
    });
  }
}
