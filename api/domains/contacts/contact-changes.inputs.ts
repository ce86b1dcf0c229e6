import { Field, ID, InputType, Int } from 'type-graphql';
import { DateScalar, TimeScalar } from '../../platform/graphql/scalars';
import { ExternalIdInput } from '../accounts/account.inputs';
import { ContactChannel, ContactRole, Seniority } from './contact.rules';

@InputType({ description: 'The account that a new contact belongs to.' })
export class ContactAccountInput {
  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field(() => [ContactRole], { description: 'What the person is to it; at least one role.' })
  roles!: ContactRole[];

  @Field(() => DateScalar, { nullable: true, description: 'Since when they belong to it, where you know.' })
  joinedOn?: string | null;
}

@InputType({ description: 'A new contact.' })
export class CreateContactInput {
  @Field(() => String, { description: 'Full name.' })
  name!: string;

  @Field(() => ContactAccountInput, {
    nullable: true,
    description:
      'The account that the person belongs to. Only those who see the whole book may leave it out.',
  })
  account?: ContactAccountInput | null;

  @Field(() => String, { nullable: true, description: 'E-mail address; kept in lower case.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Phone number, as people dial it.' })
  phone?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What their card says, for instance Head of Operations.',
  })
  title?: string | null;

  @Field(() => Seniority, { nullable: true, description: 'How high they stand in their company.' })
  seniority?: Seniority | null;

  @Field(() => ContactChannel, { nullable: true, description: 'How they like to be reached.' })
  preferredChannel?: ContactChannel | null;

  @Field(() => String, { nullable: true, description: 'BCP 47 language tag; the account’s unless said.' })
  language?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA time zone; the account’s unless said.' })
  timeZone?: string | null;

  @Field(() => TimeScalar, {
    nullable: true,
    description: 'From when they like to be reached, in their time zone.',
  })
  hoursFrom?: string | null;

  @Field(() => TimeScalar, {
    nullable: true,
    description: 'Until when they like to be reached, in their time zone.',
  })
  hoursUntil?: string | null;

  @Field(() => ID, { nullable: true, description: 'The contact whom they report to.' })
  reportsToId?: string | null;

  @Field(() => [ExternalIdInput], {
    nullable: true,
    description: 'What the contact is called in other systems.',
  })
  externalIds?: ExternalIdInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Repeat the request with the same key, and it happens once. A random UUID, for instance.',
  })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Changes to a contact. What is left out stays; null empties what can be empty.' })
export class UpdateContactInput {
  @Field(() => ID, { description: 'The contact.' })
  contactId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'Full name.' })
  name?: string;

  @Field(() => String, { nullable: true, description: 'E-mail address; kept in lower case.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Phone number, as people dial it.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'What their card says.' })
  title?: string | null;

  @Field(() => Seniority, { nullable: true, description: 'How high they stand in their company.' })
  seniority?: Seniority | null;

  @Field(() => ContactChannel, { nullable: true, description: 'How they like to be reached.' })
  preferredChannel?: ContactChannel | null;

  @Field(() => String, { nullable: true, description: 'BCP 47 language tag.' })
  language?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA time zone.' })
  timeZone?: string | null;

  @Field(() => TimeScalar, {
    nullable: true,
    description: 'From when they like to be reached, in their time zone.',
  })
  hoursFrom?: string | null;

  @Field(() => TimeScalar, {
    nullable: true,
    description: 'Until when they like to be reached, in their time zone.',
  })
  hoursUntil?: string | null;

  @Field(() => ID, { nullable: true, description: 'The contact whom they report to.' })
  reportsToId?: string | null;

  @Field(() => [ExternalIdInput], {
    nullable: true,
    description: 'What the contact is called in other systems; replaces what was there.',
  })
  externalIds?: ExternalIdInput[];
}

@InputType({ description: 'Adds a contact to an account: somebody who matters to one more, or comes back.' })
export class AddContactToAccountInput {
  @Field(() => ID, { description: 'The contact.' })
  contactId!: string;

  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field(() => [ContactRole], { description: 'What the person is to it; at least one role.' })
  roles!: ContactRole[];

  @Field(() => DateScalar, { nullable: true, description: 'Since when they belong to it, where you know.' })
  joinedOn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Repeat the request with the same key, and it happens once. A random UUID, for instance.',
  })
  idempotencyKey?: string | null;
}

@InputType({
  description: 'Changes what a person is to an account. What is left out stays. A day of leaving ends it.',
})
export class UpdateAccountContactInput {
  @Field(() => ID, { description: 'The person’s place in the account, from the account’s contacts.' })
  accountContactId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;

  @Field(() => [ContactRole], {
    nullable: true,
    description: 'What the person is to the account; replaces what was there.',
  })
  roles?: ContactRole[];

  @Field(() => DateScalar, { nullable: true, description: 'Since when; null where nobody knows.' })
  joinedOn?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which they left, today at the latest; null takes it back.',
  })
  leftOn?: string | null;
}
