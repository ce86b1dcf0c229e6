import { Field, Int, ObjectType } from 'type-graphql';
import { Node, connectionOf } from '../../platform/graphql/connection';
import type { Related } from '../../platform/graphql/related';
import { DateTimeScalar } from '../../platform/graphql/scalars';
import { Contact } from '../contacts/contact.type';
import { Member } from '../members/member.type';
import { PreferenceKind, PreferenceSource, PreferenceSubject } from './preference.rules';

@ObjectType({
  implements: Node,
  description: 'What one of the customers’ people likes, dislikes or doesn’t accept.',
})
export class Preference extends Node {
  @Field(() => PreferenceKind, { description: 'Whether they like it, dislike it, or it must not happen.' })
  kind!: PreferenceKind;

  @Field(() => PreferenceSubject, { description: 'What it is about.' })
  subject!: PreferenceSubject;

  @Field(() => String, {
    description: 'Of the subject, what: “jazz”, “nuts”. Empty where an exclusion is of all of it.',
  })
  words!: string;

  @Field(() => PreferenceSource, { description: 'How we know.' })
  source!: PreferenceSource;

  @Field(() => DateTimeScalar, { description: 'When it became known.' })
  notedAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when it holds no more; null while it does.',
  })
  withdrawnAt!: string | null;

  @Field(() => Int, { description: 'Counts changes; send it back when you withdraw it.' })
  version!: number;

  @Field(() => Member, { nullable: true, description: 'Who noted it; null where an integration did.' })
  notedBy!: Related<Member> | null;

  @Field(() => Contact, { description: 'Whose it is.' })
  contact!: Related<Contact>;
}

export const PreferenceConnection = connectionOf(Preference, 'Preference', 'preferences');
