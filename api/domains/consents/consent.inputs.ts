import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { DateTimeScalar } from '../../platform/graphql/scalars';
import { ConsentPurpose, ConsentSource } from './consent.rules';

registerEnumType(ConsentPurpose, {
  name: 'ConsentPurpose',
  description: 'What somebody may agree to.',
  valuesConfig: {
    NEWSLETTER: { description: 'To get the newsletter.' },
    SURVEYS: { description: 'To be asked in surveys.' },
    TRAINING: { description: 'To be invited to training.' },
    OFFERS: { description: 'To hear of offers.' },
    GIFTS: { description: 'To get gifts.' },
    TEXT_MESSAGES: { description: 'To get text messages on their phone.' },
    REFERENCE: { description: 'To be named and asked as a reference.' },
  },
});

registerEnumType(ConsentSource, {
  name: 'ConsentSource',
  description: 'How we know what somebody agreed to.',
  valuesConfig: {
    FORM: { description: 'They filled in a form.' },
    EMAIL: { description: 'They wrote a mail.' },
    CALL: { description: 'They said it on the phone.' },
    MEETING: { description: 'They said it in a meeting.' },
    CONTRACT: { description: 'It is in a contract.' },
    OTHER_SYSTEM: { description: 'Another system says so.' },
  },
});

@InputType({ description: 'Narrows what somebody agreed to. What is left out doesn’t narrow.' })
export class ConsentFilter {
  @Field(() => [ConsentPurpose], { nullable: true, description: 'One of these purposes.' })
  purposes?: ConsentPurpose[] | null;
}

@ArgsType()
export class ConsentsArgs extends PageArgs {
  @Field(() => ConsentFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: ConsentFilter | null;
}

@InputType({ description: 'That somebody agreed to something, or took it back.' })
export class RecordConsentInput {
  @Field(() => ID, { description: 'Who said so.' })
  contactId!: string;

  @Field(() => ConsentPurpose, { description: 'What it is about.' })
  purpose!: ConsentPurpose;

  @Field(() => Boolean, { description: 'True: they agree. False: they take it back, or refuse.' })
  granted!: boolean;

  @Field(() => ConsentSource, { description: 'How you know.' })
  source!: ConsentSource;

  @Field(() => String, {
    description: 'By what it can be shown: which form, which mail, who heard it. 500 characters at most.',
  })
  evidence!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When they said so; now unless said. What they said later holds, whenever it is recorded.',
  })
  givenAt?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Repeat the request with the same key, and it happens once. A random UUID, for instance.',
  })
  idempotencyKey?: string | null;
}
