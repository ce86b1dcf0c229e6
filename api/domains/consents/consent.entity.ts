import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConsentPurpose, ConsentSource } from './consent.rules';

/** That somebody agreed to something, or took it back. What is written down here is not changed any more. */
@Entity('consent')
export class ConsentEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('uuid')
  contactId!: string;

  @Column('text')
  purpose!: ConsentPurpose;

  @Column('boolean')
  granted!: boolean;

  @Column('text')
  source!: ConsentSource;

  @Column('text')
  evidence!: string;

  @Column('timestamptz')
  givenAt!: Date;

  @Column('uuid', { nullable: true })
  recordedById!: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
