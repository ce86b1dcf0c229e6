import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { DateTimeScalar } from '../../platform/graphql/scalars';
import { PreferenceKind, PreferenceSource, PreferenceSubject } from './preference.rules';

registerEnumType(PreferenceKind, {
  name: 'PreferenceKind',
  description: 'What somebody’s word on a subject is.',
  valuesConfig: {
    LIKE: { description: 'They like it.' },
    DISLIKE: { description: 'They would rather not.' },
    EXCLUSION: { description: 'It must not happen: an allergy, a belief, a rule of their company.' },
  },
});

registerEnumType(PreferenceSubject, {
  name: 'PreferenceSubject',
  description: 'What a preference is about.',
  valuesConfig: {
    GIFTS: { description: 'Gifts of any kind.' },
    FOOD: { description: 'Food.' },
    ALCOHOL: { description: 'Drinks with alcohol.' },
    HOSPITALITY: { description: 'Invitations: meals, events, trips.' },
    READING: { description: 'Books and magazines.' },
    SPORT: { description: 'Sport, to do or to watch.' },
    CULTURE: { description: 'Music, theatre, art.' },
    MEETINGS: { description: 'When, where and how to meet.' },
    TOPICS: { description: 'What to speak about, or not.' },
  },
});

registerEnumType(PreferenceSource, {
  name: 'PreferenceSource',
  description: 'How we know of a preference.',
  valuesConfig: {
    SAID: { description: 'They said it by themselves.' },
    ASKED: { description: 'They were asked.' },
    NOTICED: { description: 'Somebody noticed it; nobody said so.' },
    COMPANY_RULE: { description: 'A rule of their company says so.' },
  },
});

@InputType({ description: 'Narrows a list of preferences. What is left out doesn’t narrow.' })
export class PreferenceFilter {
  @Field(() => [PreferenceKind], { nullable: true, description: 'One of these kinds.' })
  kinds?: PreferenceKind[] | null;

  @Field(() => [PreferenceSubject], { nullable: true, description: 'About one of these subjects.' })
  subjects?: PreferenceSubject[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: what holds. False: what was withdrawn.' })
  current?: boolean | null;
}

@ArgsType()
export class PreferencesArgs extends PageArgs {
  @Field(() => PreferenceFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: PreferenceFilter | null;
}

@InputType({ description: 'What somebody likes, dislikes or doesn’t accept.' })
export class NotePreferenceInput {
  @Field(() => ID, { description: 'Whose it is.' })
  contactId!: string;

  @Field(() => PreferenceKind, { description: 'Whether they like it, dislike it, or it must not happen.' })
  kind!: PreferenceKind;

  @Field(() => PreferenceSubject, { description: 'What it is about.' })
  subject!: PreferenceSubject;

  @Field(() => String, {
    defaultValue: '',
    description:
      'Of the subject, what: “jazz”, “nuts”. 200 characters at most. Left out, an exclusion is of all of it.',
  })
  words!: string;

  @Field(() => PreferenceSource, { description: 'How you know.' })
  source!: PreferenceSource;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it became known; now unless said.' })
  notedAt?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Repeat the request with the same key, and it happens once. A random UUID, for instance.',
  })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A preference holds no more.' })
export class WithdrawPreferenceInput {
  @Field(() => ID, { description: 'The preference.' })
  preferenceId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;
}
