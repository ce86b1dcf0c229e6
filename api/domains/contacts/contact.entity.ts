import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ContactChannel, ContactRole, Seniority } from './contact.rules';

/** One of the customers' people. They never log in, and can matter to several accounts. */
@Entity('contact')
export class ContactEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('text', { nullable: true })
  phone!: string | null;

  @Column('text', { nullable: true })
  title!: string | null;

  @Column('text', { nullable: true })
  seniority!: Seniority | null;

  @Column('text', { nullable: true })
  preferredChannel!: ContactChannel | null;

  @Column('text', { nullable: true })
  language!: string | null;

  @Column('text', { nullable: true })
  timeZone!: string | null;

  /** `09:00:00`, in the contact's time zone. */
  @Column('time', { nullable: true })
  hoursFrom!: string | null;

  @Column('time', { nullable: true })
  hoursUntil!: string | null;

  @Column('uuid', { nullable: true })
  reportsToId!: string | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}

/** What a contact is called in another system. */
@Entity('contact_external_id')
export class ContactExternalIdEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('uuid')
  contactId!: string;

  @Column('text')
  source!: string;

  @Column('text')
  externalId!: string;
}

/** What a person is to an account, from when to when. One open row per person and account. */
@Entity('account_contact')
export class AccountContactEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('uuid')
  accountId!: string;

  @Column('uuid')
  contactId!: string;

  @Column('text', { array: true })
  roles!: ContactRole[];

  @Column('date', { nullable: true })
  joinedOn!: string | null;

  @Column('date', { nullable: true })
  leftOn!: string | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
