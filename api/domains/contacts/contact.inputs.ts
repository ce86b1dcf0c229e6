import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { DateScalar, TimeScalar } from '../../platform/graphql/scalars';
import { ExternalIdInput } from '../accounts/account.inputs';
import { ContactChannel, ContactRole, Seniority } from './contact.rules';

registerEnumType(ContactRole, {
  name: 'ContactRole',
  description: 'What a person is to an account; one person can be several things.',
  valuesConfig: {
    DECISION_MAKER: { description: 'Decides whether the company stays. The welcome goes to them.' },
    ECONOMIC_BUYER: { description: 'Holds the budget.' },
    CHAMPION: { description: 'Speaks for us when we are not in the room.' },
    USER: { description: 'Works with what we deliver.' },
    TECHNICAL: { description: 'Runs or integrates it.' },
    BILLING: { description: 'Pays the invoices.' },
    BLOCKER: { description: 'Would rather not have us.' },
    INFLUENCER: { description: 'Is listened to when others decide.' },
  },
});

registerEnumType(Seniority, {
  name: 'Seniority',
  description: 'How high a person stands in their company.',
  valuesConfig: {
    C_LEVEL: { description: 'Runs the company or one of its functions.' },
    VICE_PRESIDENT: { description: 'Leads a division.' },
    DIRECTOR: { description: 'Leads a department.' },
    MANAGER: { description: 'Leads a team.' },
    INDIVIDUAL: { description: 'Leads nobody.' },
  },
});

registerEnumType(ContactChannel, {
  name: 'ContactChannel',
  description: 'How a person likes to be reached.',
  valuesConfig: {
    EMAIL: { description: 'By e-mail.' },
    PHONE: { description: 'By phone.' },
    VIDEO: { description: 'By video call.' },
    IN_PERSON: { description: 'By meeting them.' },
    LETTER: { description: 'By paper letter.' },
    SMS: { description: 'By text message.' },
  },
});

/** The orders in which contacts are listed. */
export enum ContactOrder {
  NAME = 'NAME',
}
registerEnumType(ContactOrder, {
  name: 'ContactOrder',
  description: 'The orders in which contacts are listed.',
  valuesConfig: { NAME: { description: 'By name, as people sort names.' } },
});

/** The orders in which the people of an account, or the accounts of a person, are listed. */
export enum AccountContactOrder {
  ADDED = 'ADDED',
}
registerEnumType(AccountContactOrder, {
  name: 'AccountContactOrder',
  description: 'The orders in which the people of an account, or the accounts of a person, are listed.',
  valuesConfig: { ADDED: { description: 'In the order in which they were added.' } },
});

@InputType({
  description:
    'Narrows the people of an account, or the accounts of a person. What is left out doesn’t narrow.',
})
export class AccountContactFilter {
  @Field(() => Boolean, { nullable: true, description: 'True: who belongs to it now. False: who has left.' })
  current?: boolean | null;

  @Field(() => [ContactRole], { nullable: true, description: 'Who has at least one of these roles.' })
  roles?: ContactRole[] | null;
}

@ArgsType()
export class AccountContactsArgs extends PageArgs {
  @Field(() => AccountContactFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: AccountContactFilter | null;

  @Field(() => AccountContactOrder, {
    defaultValue: AccountContactOrder.ADDED,
    description: 'The order of the list.',
  })
  orderBy!: AccountContactOrder;
}

@InputType({
  description:
    'A place of a person in an account that you may see. All of it has to hold of one and the same place.',
})
export class ContactPlaceFilter {
  @Field(() => ID, { nullable: true, description: 'At this account.' })
  accountId?: string | null;

  @Field(() => [ContactRole], { nullable: true, description: 'With at least one of these roles.' })
  roles?: ContactRole[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: now. False: formerly.' })
  current?: boolean | null;
}

@InputType({
  description: 'Narrows a list of contacts. What is left out doesn’t narrow; everything given must hold.',
})
export class ContactFilter {
  @Field(() => String, { nullable: true, description: 'Contacts whose name contains this, in any case.' })
  search?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Contacts with exactly this e-mail address, in any case.',
  })
  email?: string | null;

  @Field(() => ContactPlaceFilter, {
    nullable: true,
    description: 'Contacts who have such a place in an account.',
  })
  place?: ContactPlaceFilter | null;
}

@ArgsType()
export class ContactsArgs extends PageArgs {
  @Field(() => ContactFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: ContactFilter | null;

  @Field(() => ContactOrder, { defaultValue: ContactOrder.NAME, description: 'The order of the list.' })
  orderBy!: ContactOrder;
}

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
