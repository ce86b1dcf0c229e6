import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LifecycleStage, Segment, Tier } from './account.rules';

/** A customer, or one that may become one. Money is in minor units of `currency`. */
@Entity('account')
export class AccountEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { array: true })
  domains!: string[];

  @Column('text')
  segment!: Segment;

  @Column('text')
  tier!: Tier;

  @Column('text')
  lifecycleStage!: LifecycleStage;

  @Column('text', { nullable: true })
  industry!: string | null;

  @Column('integer', { nullable: true })
  employees!: number | null;

  @Column('text')
  currency!: string;

  @Column('bigint')
  annualRecurringRevenue!: string;

  @Column('bigint', { nullable: true })
  billedToDate!: string | null;

  @Column('integer', { nullable: true })
  contractTermMonths!: number | null;

  @Column('text')
  timeZone!: string;

  @Column('text')
  language!: string;

  @Column('text', { nullable: true })
  country!: string | null;

  @Column('uuid', { nullable: true })
  parentId!: string | null;

  @Column('date', { nullable: true })
  wonOn!: string | null;

  @Column('date', { nullable: true })
  churnedOn!: string | null;

  @Column('uuid')
  ownerId!: string;

  /** The open OWNER row of the team that makes `ownerId` the owner; the database holds the two together. */
  @Column('uuid')
  ownerAssignmentId!: string;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}

/** What an account is called in another system. */
@Entity('account_external_id')
export class AccountExternalIdEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('uuid')
  accountId!: string;

  @Column('text')
  source!: string;

  @Column('text')
  externalId!: string;
}
