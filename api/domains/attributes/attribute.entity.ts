import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AttributeType } from './attribute.rules';

/** Something that a company keeps of its accounts and Mainstay doesn't know by itself. */
@Entity('attribute')
export class AttributeEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('text')
  key!: string;

  @Column('text')
  name!: string;

  @Column('text')
  description!: string;

  @Column('text')
  type!: AttributeType;

  @Column('text', { array: true })
  choices!: string[];

  @Column('timestamptz', { nullable: true })
  archivedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
