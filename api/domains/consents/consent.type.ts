import { Field, ObjectType } from 'type-graphql';
import { Node, connectionOf } from '../../platform/graphql/connection';
import type { Related } from '../../platform/graphql/related';
import { DateTimeScalar } from '../../platform/graphql/scalars';
import { Contact } from '../contacts/contact.type';
import { Member } from '../members/member.type';
import { ConsentPurpose, ConsentSource } from './consent.rules';

@ObjectType({
  implements: Node,
  description:
    'That somebody agreed to something, or took it back. Nothing of it is ever changed; the latest of a purpose holds.',
})
export class Consent extends Node {
  @Field(() => ConsentPurpose, { description: 'What it is about.' })
  purpose!: ConsentPurpose;

  @Field(() => Boolean, { description: 'True: they agreed. False: they took it back, or refused.' })
  granted!: boolean;

  @Field(() => ConsentSource, { description: 'How we know.' })
  source!: ConsentSource;

  @Field(() => String, { description: 'By what it can be shown: the form, the mail, who heard it.' })
  evidence!: string;

  @Field(() => DateTimeScalar, { description: 'When they said so.' })
  givenAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it was written down here.' })
  createdAt!: string;

  @Field(() => Member, {
    nullable: true,
    description: 'Who wrote it down; null where an integration did.',
  })
  recordedBy!: Related<Member> | null;

  @Field(() => Contact, { description: 'Who said so.' })
  contact!: Related<Contact>;
}

export const ConsentConnection = connectionOf(Consent, 'Consent', 'consents');
