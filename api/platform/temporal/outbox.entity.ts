import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CommandStatus } from './outbox.rules';

/** A command for a workflow, as it stands in the outbox. */
@Entity('outbox_command')
export class OutboxCommandEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('text')
  entity!: string;

  /** Its place among the commands of its entity. */
  @Column('bigint')
  number!: string;

  @Column('text')
  kind!: 'START' | 'SIGNAL';

  @Column('text')
  workflow!: string;

  @Column('text')
  workflowId!: string;

  /** The signal's name; null for a start. */
  @Column('text', { nullable: true })
  name!: string | null;

  @Column('jsonb')
  payload!: Record<string, unknown>;

  @Column('uuid', { nullable: true })
  accountId!: string | null;

  @Column('text', { default: 'PENDING' })
  status!: CommandStatus;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('timestamptz', { default: () => 'now()' })
  nextAttemptAt!: Date;

  @Column('timestamptz', { nullable: true })
  claimedUntil!: Date | null;

  @Column('text', { nullable: true })
  lastError!: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;
}
