import { Field, Int, ObjectType } from 'type-graphql';
import { Node, connectionOf } from '../../platform/graphql/connection';
import type { Related } from '../../platform/graphql/related';
import { DateTimeScalar, Int64Scalar } from '../../platform/graphql/scalars';
import { CommandStatus } from '../../platform/temporal/outbox.rules';
import { Account } from '../accounts/account.type';

/** A command for a workflow, for those who run the deployment. */
@ObjectType({
  implements: Node,
  description: 'A command for a workflow: written with the change that caused it, delivered by the relay.',
})
export class WorkflowCommand extends Node {
  @Field(() => String, {
    description: 'What it is about; commands of one entity are delivered in the order of their numbers.',
  })
  entity!: string;

  @Field(() => Int64Scalar, { description: 'Its place among the commands of its entity.' })
  number!: string;

  @Field(() => String, { description: 'START or SIGNAL.' })
  kind!: string;

  @Field(() => String, { description: 'The workflow’s type.' })
  workflow!: string;

  @Field(() => String, { description: 'The workflow’s id.' })
  workflowId!: string;

  @Field(() => String, { nullable: true, description: 'The signal’s name; null for a start.' })
  name!: string | null;

  @Field(() => CommandStatus, { description: 'How far it is.' })
  status!: CommandStatus;

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts!: number;

  @Field(() => String, { nullable: true, description: 'Why it did not get through the last time.' })
  lastError!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  createdAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was delivered or given up.' })
  settledAt!: string | null;

  @Field(() => Account, { nullable: true, description: 'The account that it is about.' })
  account!: Related<Account> | null;
}

export const WorkflowCommandConnection = connectionOf(
  WorkflowCommand,
  'WorkflowCommand',
  'commands for workflows',
);
