import { Field, Int, ObjectType } from 'type-graphql';
import { Node, connectionOf } from '../../platform/graphql/connection';
import type { Related } from '../../platform/graphql/related';
import { DateTimeScalar } from '../../platform/graphql/scalars';
import { MessageKind, MessageStatus } from '../../platform/messages/message.rules';
import { Account } from '../accounts/account.type';
import { Contact } from '../contacts/contact.type';
import { Member } from '../members/member.type';

/** One message that left the building, or is about to. */
@ObjectType({
  implements: Node,
  description: 'One message that left the building, or is about to, word for word.',
})
export class Message extends Node {
  @Field(() => MessageKind, { description: 'What it is.' })
  kind!: MessageKind;

  @Field(() => MessageStatus, { description: 'How far it is on its way.' })
  status!: MessageStatus;

  @Field(() => String, { description: 'Its subject.' })
  subject!: string;

  @Field(() => String, { description: 'Whose name it is sent in.' })
  fromName!: string;

  @Field(() => String, { description: 'To whom.' })
  toName!: string;

  @Field(() => String, { description: 'The address that it goes to.' })
  toAddress!: string;

  @Field(() => String, { description: 'The language that it is written in, as a BCP 47 tag.' })
  language!: string;

  @Field(() => String, { description: 'Its text, as those read it whose mail shows no HTML.' })
  plainText!: string;

  @Field(() => String, { description: 'Its HTML, as it is sent.' })
  html!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The earliest moment of the next attempt; null unless it is queued.',
  })
  dueAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was sent or given up; null while that is open.',
  })
  settledAt!: string | null;

  @Field(() => String, { nullable: true, description: 'The last words of the mail server about it.' })
  response!: string | null;

  @Field(() => Int, { description: 'How often sending was tried.' })
  attempts!: number;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  createdAt!: string;

  @Field(() => Account, { nullable: true, description: 'The account that it is about.' })
  account!: Related<Account> | null;

  @Field(() => Contact, { nullable: true, description: 'The contact who gets it.' })
  contact!: Related<Contact> | null;

  @Field(() => Member, { nullable: true, description: 'The member in whose name it goes out.' })
  member!: Related<Member> | null;
}

export const MessageConnection = connectionOf(Message, 'Message', 'messages');
