import { ArgsType, Field, Float, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { DateScalar } from '../../platform/graphql/scalars';
import { AttributeType } from './attribute.rules';

registerEnumType(AttributeType, {
  name: 'AttributeType',
  description: 'What the values of an attribute are.',
  valuesConfig: {
    TEXT: { description: 'A line of text, 500 characters at most.' },
    NUMBER: { description: 'A number: eleven digits before the point and four behind it at most.' },
    DATE: { description: 'A day.' },
    BOOLEAN: { description: 'Yes or no.' },
    CHOICE: { description: 'One of the attribute’s choices.' },
  },
});

@InputType({ description: 'Narrows a list of attributes. What is left out doesn’t narrow.' })
export class AttributeFilter {
  @Field(() => Boolean, {
    nullable: true,
    description: 'False: those of which values are set. True: only those of which none are set any more.',
  })
  archived?: boolean | null;

  @Field(() => String, { nullable: true, description: 'The attribute with this key.' })
  key?: string | null;
}

@ArgsType()
export class AttributesArgs extends PageArgs {
  @Field(() => AttributeFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: AttributeFilter | null;
}

@ArgsType()
export class AccountAttributesArgs extends PageArgs {}

@InputType({
  description:
    'What an attribute of an account has to be: a text, a number or day between two bounds, or a yes or no.',
})
export class AccountAttributeFilter {
  @Field(() => String, { description: 'The attribute’s key.' })
  key!: string;

  @Field(() => String, { nullable: true, description: 'Exactly this text or choice.' })
  text?: string | null;

  @Field(() => Float, { nullable: true, description: 'This number or more.' })
  numberFrom?: number | null;

  @Field(() => Float, { nullable: true, description: 'This number or less.' })
  numberTo?: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'This day or later.' })
  dateFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'This day or earlier.' })
  dateTo?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Yes, or no. Who has neither is not found.' })
  boolean?: boolean | null;
}

@InputType({ description: 'Something that you want to keep of accounts.' })
export class CreateAttributeInput {
  @Field(() => String, {
    description:
      'What programs and filters call it, for good: small letters, digits and underscores, for instance crm_region.',
  })
  key!: string;

  @Field(() => String, { description: 'What people call it.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it means, and where its values come from.' })
  description?: string | null;

  @Field(() => AttributeType, { description: 'What its values are; stays for good.' })
  type!: AttributeType;

  @Field(() => [String], {
    nullable: true,
    description: 'What can be chosen, in this order; for a CHOICE alone, 100 at most.',
  })
  choices?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Repeat the request with the same key, and it happens once. A random UUID, for instance.',
  })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Changes to an attribute. What is left out stays.' })
export class UpdateAttributeInput {
  @Field(() => ID, { description: 'The attribute.' })
  attributeId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'What people call it.' })
  name?: string;

  @Field(() => String, { nullable: true, description: 'What it means, and where its values come from.' })
  description?: string;

  @Field(() => [String], {
    nullable: true,
    description: 'What can be chosen; replaces what was there. A choice that accounts have can’t go.',
  })
  choices?: string[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: no values are set any more; those that are there stay. False: they are set again.',
  })
  archived?: boolean;
}

@InputType({ description: 'A value of an attribute, in the one field that its type says; none removes it.' })
export class AttributeValueInput {
  @Field(() => String, { description: 'The attribute’s key.' })
  key!: string;

  @Field(() => String, { nullable: true, description: 'The value of a TEXT or a CHOICE.' })
  text?: string | null;

  @Field(() => Float, { nullable: true, description: 'The value of a NUMBER.' })
  number?: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'The value of a DATE.' })
  date?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'The value of a BOOLEAN.' })
  boolean?: boolean | null;
}

@InputType({ description: 'Values of attributes of an account.' })
export class SetAccountAttributesInput {
  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field(() => [AttributeValueInput], {
    description: 'What is set or, where a value has none, removed; the others stay. 50 at most.',
  })
  values!: AttributeValueInput[];
}
