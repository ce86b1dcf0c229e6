import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { ConsentPurpose } from '../consents/consent.rules';
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
  @Field(() => String, {
    nullable: true,
    description: 'Contacts whose name contains this, in any case and with any accents.',
  })
  search?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Contacts with exactly this e-mail address, in any case.',
  })
  email?: string | null;

  @Field(() => ExternalIdInput, {
    nullable: true,
    description: 'The contact that another system calls by this id.',
  })
  externalId?: ExternalIdInput | null;

  @Field(() => ContactPlaceFilter, {
    nullable: true,
    description: 'Contacts who have such a place in an account.',
  })
  place?: ContactPlaceFilter | null;

  @Field(() => ConsentPurpose, {
    nullable: true,
    description: 'Contacts who agree to this now.',
  })
  consentsTo?: ConsentPurpose | null;
}

@ArgsType()
export class ContactsArgs extends PageArgs {
  @Field(() => ContactFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: ContactFilter | null;

  @Field(() => ContactOrder, { defaultValue: ContactOrder.NAME, description: 'The order of the list.' })
  orderBy!: ContactOrder;
}
