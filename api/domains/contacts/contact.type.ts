import { Args, Field, Int, ObjectType } from 'type-graphql';
import { Node, connectionOf, type ConnectionShape } from '../../platform/graphql/connection';
import { answeredByReads, type Related } from '../../platform/graphql/related';
import { DateTimeScalar, TimeScalar } from '../../platform/graphql/scalars';
import { ExternalId } from '../accounts/account.type';
import { ConsentsArgs } from '../consents/consent.inputs';
import { ConsentPurpose } from '../consents/consent.rules';
import { ConsentConnection, type Consent } from '../consents/consent.type';
import { PreferencesArgs } from '../preferences/preference.inputs';
import { PreferenceConnection, type Preference } from '../preferences/preference.type';
import { AccountContact, AccountContactConnection } from './account-contact.type';
import { AccountContactsArgs, ContactsArgs } from './contact.inputs';
import { ContactChannel, Seniority } from './contact.rules';

/** One of the customers' people. They never log in, and can matter to several accounts. */
@ObjectType({
  implements: Node,
  description: 'One of the customers’ people, who can matter to several accounts.',
})
export class Contact extends Node {
  @Field(() => String, { description: 'Full name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'E-mail address, in lower case.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'Phone number, as people dial it.' })
  phone!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What their card says, for instance Head of Operations.',
  })
  title!: string | null;

  @Field(() => Seniority, { nullable: true, description: 'How high they stand in their company.' })
  seniority!: Seniority | null;

  @Field(() => ContactChannel, { nullable: true, description: 'How they like to be reached.' })
  preferredChannel!: ContactChannel | null;

  @Field(() => String, { nullable: true, description: 'BCP 47 language tag; null: the account’s.' })
  language!: string | null;

  @Field(() => String, { nullable: true, description: 'IANA time zone; null: the account’s.' })
  timeZone!: string | null;

  @Field(() => TimeScalar, {
    nullable: true,
    description: 'From when they like to be reached, in their time zone.',
  })
  hoursFrom!: string | null;

  @Field(() => TimeScalar, {
    nullable: true,
    description: 'Until when they like to be reached, in their time zone.',
  })
  hoursUntil!: string | null;

  @Field(() => [ExternalId], { description: 'What the contact is called in other systems, by source.' })
  externalIds!: ExternalId[];

  @Field(() => [ConsentPurpose], {
    description: 'What they agree to now, in alphabetical order. Whatever is not named may not be done.',
  })
  consentedTo!: ConsentPurpose[];

  @Field(() => PreferenceConnection, {
    description: 'What they like, dislike and don’t accept, the latest first.',
  })
  preferences(@Args(() => PreferencesArgs) _args: PreferencesArgs): ConnectionShape<Preference> {
    return answeredByReads();
  }

  @Field(() => ConsentConnection, { description: 'What they agreed to and took back, the latest first.' })
  consents(@Args(() => ConsentsArgs) _args: ConsentsArgs): ConnectionShape<Consent> {
    return answeredByReads();
  }

  @Field(() => Int, { description: 'Counts changes; send it back when you change the contact.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'When they were added to the book.' })
  createdAt!: string;

  @Field(() => Contact, {
    nullable: true,
    description: 'Whom they report to; null where there is nobody that you may see.',
  })
  reportsTo!: Related<Contact> | null;

  @Field(() => ContactConnection, { description: 'Who reports to them, of those that you may see.' })
  reports(@Args(() => ContactsArgs) _args: ContactsArgs): ConnectionShape<Contact> {
    return answeredByReads();
  }

  @Field(() => AccountContactConnection, {
    description: 'The accounts that they belong or belonged to, of those that you may see.',
  })
  accounts(@Args(() => AccountContactsArgs) _args: AccountContactsArgs): ConnectionShape<AccountContact> {
    return answeredByReads();
  }
}

export const ContactConnection = connectionOf(Contact, 'Contact', 'contacts');
