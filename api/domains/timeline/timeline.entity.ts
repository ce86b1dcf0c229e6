import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Direction, TimelineKind } from './timeline.rules';

/** Something that happened with a customer. */
@Entity('timeline_entry')
export class TimelineEntryEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('uuid')
  accountId!: string;

  @Column('text')
  kind!: TimelineKind;

  @Column('text', { nullable: true })
  direction!: Direction | null;

  @Column('timestamptz')
  occurredAt!: Date;

  @Column('text')
  subject!: string;

  @Column('text')
  body!: string;

  /** Null where the system or an integration wrote it. */
  @Column('uuid', { nullable: true })
  authorId!: string | null;

  /** The other system that it came from, and its id there; both or neither. */
  @Column('text', { nullable: true })
  source!: string | null;

  @Column('text', { nullable: true })
  externalId!: string | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}

/** Who took part: a member of ours or one of the customer's people. */
@Entity('timeline_participant')
export class TimelineParticipantEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('uuid')
  entryId!: string;

  @Column('uuid', { nullable: true })
  memberId!: string | null;

  @Column('uuid', { nullable: true })
  contactId!: string | null;
}
