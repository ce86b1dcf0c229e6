import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AttributeType } from './attribute.rules';

/** The value that an account has of an attribute: one of the four, which the type says. */
@Entity('account_attribute')
export class AccountAttributeEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('uuid')
  accountId!: string;

  @Column('uuid')
  attributeId!: string;

  /** That of the attribute, as is the type: lists and filters need no join, and a foreign key holds them together. */
  @Column('text')
  key!: string;

  @Column('text')
  type!: AttributeType;

  @Column('text', { nullable: true })
  textValue!: string | null;

  /** Eleven digits before the point, four behind it; a string here, since it is exact. */
  @Column('numeric', { precision: 15, scale: 4, nullable: true })
  numberValue!: string | null;

  @Column('date', { nullable: true })
  dateValue!: string | null;

  @Column('boolean', { nullable: true })
  booleanValue!: boolean | null;

  @Column('integer', { default: 1 })
  version!: number;
}
