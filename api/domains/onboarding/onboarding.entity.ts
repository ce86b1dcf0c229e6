import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OnboardingState } from './onboarding.rules';

/** How far an account's onboarding is: what its workflow last made true. One row an account, re-opened when it comes back. */
@Entity('onboarding')
export class OnboardingEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('uuid')
  accountId!: string;

  @Column('text')
  workflowId!: string;

  @Column('text')
  state!: OnboardingState;

  @Column('timestamptz')
  stateSince!: Date;

  @Column('timestamptz', { nullable: true })
  welcomeDueAt!: Date | null;

  @Column('uuid', { nullable: true })
  welcomeMessageId!: string | null;

  @Column('timestamptz')
  startedAt!: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
