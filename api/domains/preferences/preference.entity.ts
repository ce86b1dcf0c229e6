import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PreferenceKind, PreferenceSource, PreferenceSubject } from './preference.rules';

/** What one of the customers' people likes, dislikes or doesn't accept. */
@Entity('preference')
export class PreferenceEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('uuid')
  contactId!: string;

  @Column('text')
  kind!: PreferenceKind;

  @Column('text')
  subject!: PreferenceSubject;

  @Column('text')
  words!: string;

  @Column('text')
  source!: PreferenceSource;

  @Column('timestamptz')
  notedAt!: Date;

  @Column('uuid', { nullable: true })
  notedById!: string | null;

  @Column('timestamptz', { nullable: true })
  withdrawnAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
