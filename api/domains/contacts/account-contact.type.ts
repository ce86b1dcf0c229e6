import { Field, Int, ObjectType } from 'type-graphql';
import { Node, connectionOf } from '../../platform/graphql/connection';
import type { Related } from '../../platform/graphql/related';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars';
import { Account } from '../accounts/account.type';
import { ContactRole } from './contact.rules';
import { Contact } from './contact.type';

/** What a person is to an account, from when to when. */
@ObjectType({ implements: Node, description: 'What a person is to an account, from when to when.' })
export class AccountContact extends Node {
  @Field(() => [ContactRole], { description: 'What the person is to the account; at least one.' })
  roles!: ContactRole[];

  @Field(() => DateScalar, { nullable: true, description: 'Since when; null where nobody told us.' })
  joinedOn!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which they left; null while they belong to it.',
  })
  leftOn!: string | null;

  @Field(() => Int, { description: 'Counts changes; send it back when you change this.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'When it was added to the book.' })
  createdAt!: string;

  @Field(() => Contact, { description: 'The person.' })
  contact!: Related<Contact>;

  @Field(() => Account, { description: 'The account.' })
  account!: Related<Account>;
}

export const AccountContactConnection = connectionOf(AccountContact, 'AccountContact', 'people of accounts');
