import { Field, Int, ObjectType } from 'type-graphql';
import { Node, connectionOf } from '../../platform/graphql/connection';
import type { Related } from '../../platform/graphql/related';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars';
import { Account } from '../accounts/account.type';
import { Member } from '../members/member.type';
import { TimelineEntry } from '../timeline/timeline.type';
import { TaskSource, TaskStatus } from './task.rules';

/** Something to be done for a customer, by one member. */
@ObjectType({ implements: Node, description: 'Something to be done for a customer, by one member of ours.' })
export class Task extends Node {
  @Field(() => String, { description: 'What is to be done, in a line.' })
  title!: string;

  @Field(() => String, { description: 'All that the owner has to know, as plain text; may be empty.' })
  detail!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day by whose end it should be done.' })
  dueOn!: string | null;

  @Field(() => TaskStatus, { description: 'Whether it is still to be done.' })
  status!: TaskStatus;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was done or cancelled; null while it is open.',
  })
  settledAt!: string | null;

  @Field(() => TaskSource, { description: 'Where it came from.' })
  source!: TaskSource;

  @Field(() => Int, { description: 'Counts changes; send it back when you change the task.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'When it was written down.' })
  createdAt!: string;

  @Field(() => Member, { description: 'Who does it.' })
  owner!: Related<Member>;

  @Field(() => Account, { description: 'The account that it is for.' })
  account!: Related<Account>;

  @Field(() => TimelineEntry, { nullable: true, description: 'What it came out of.' })
  timelineEntry!: Related<TimelineEntry> | null;
}

export const TaskConnection = connectionOf(Task, 'Task', 'tasks');
