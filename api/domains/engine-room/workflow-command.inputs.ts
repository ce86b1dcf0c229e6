import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { CommandStatus } from '../../platform/temporal/outbox.rules';

registerEnumType(CommandStatus, {
  name: 'CommandStatus',
  description: 'How far a command for a workflow is.',
  valuesConfig: {
    PENDING: { description: 'Waits to be delivered.' },
    PUBLISHED: { description: 'Temporal has it.' },
    DEAD: { description: 'It can’t be delivered: there is no such workflow any more. See lastError.' },
  },
});

/** The orders in which commands are listed. */
export enum WorkflowCommandOrder {
  OLDEST = 'OLDEST',
}
registerEnumType(WorkflowCommandOrder, {
  name: 'WorkflowCommandOrder',
  description: 'The orders in which commands are listed.',
  valuesConfig: { OLDEST: { description: 'First written first.' } },
});

@InputType({ description: 'Narrows a list of commands. What is left out doesn’t narrow.' })
export class WorkflowCommandFilter {
  @Field(() => [CommandStatus], { nullable: true, description: 'Commands with one of these statuses.' })
  statuses?: CommandStatus[] | null;
}

@ArgsType()
export class WorkflowCommandsArgs extends PageArgs {
  @Field(() => WorkflowCommandOrder, {
    defaultValue: WorkflowCommandOrder.OLDEST,
    description: 'The order of the list.',
  })
  orderBy!: WorkflowCommandOrder;
}
