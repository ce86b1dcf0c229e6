import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TaskSource, TaskStatus } from './task.rules';

/** Something to be done for a customer, by one member. */
@Entity('task')
export class TaskEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('uuid')
  accountId!: string;

  /** While the task is open the database holds its owner to be an active member. */
  @Column('uuid')
  ownerId!: string;

  @Column('text')
  title!: string;

  @Column('text')
  detail!: string;

  @Column('date', { nullable: true })
  dueOn!: string | null;

  @Column('text')
  status!: TaskStatus;

  /** When it was done or cancelled, in business time; null while it is open. */
  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;

  @Column('text')
  source!: TaskSource;

  @Column('uuid', { nullable: true })
  timelineEntryId!: string | null;

  /** What a workflow asked for; unique, so that asking twice makes one task. */
  @Column('text', { nullable: true })
  purpose!: string | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
