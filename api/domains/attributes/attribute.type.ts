import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Node, connectionOf } from '../../platform/graphql/connection';
import type { Related } from '../../platform/graphql/related';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars';
import { Account } from '../accounts/account.type';
import { AttributeType } from './attribute.rules';

@ObjectType({
  implements: Node,
  description:
    'Something that your company keeps of its accounts: declared once, with the type of its values.',
})
export class Attribute extends Node {
  @Field(() => String, { description: 'What programs and filters call it; stays for good.' })
  key!: string;

  @Field(() => String, { description: 'What people call it.' })
  name!: string;

  @Field(() => String, { description: 'What it means, and where its values come from; may be empty.' })
  description!: string;

  @Field(() => AttributeType, { description: 'What its values are; stays for good.' })
  type!: AttributeType;

  @Field(() => [String], { description: 'What can be chosen, in this order; empty unless it is a CHOICE.' })
  choices!: string[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when no values are set any more; null while they are. Those that are there stay.',
  })
  archivedAt!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was declared.' })
  createdAt!: string;

  @Field(() => Int, { description: 'Counts changes; send it back when you change the attribute.' })
  version!: number;
}

@ObjectType({
  implements: Node,
  description: 'The value that an account has of an attribute: in the one field that its type says.',
})
export class AccountAttribute extends Node {
  @Field(() => String, { description: 'The attribute’s key.' })
  key!: string;

  @Field(() => AttributeType, { description: 'The attribute’s type.' })
  type!: AttributeType;

  @Field(() => String, { nullable: true, description: 'The value of a TEXT or a CHOICE.' })
  textValue!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The value of a NUMBER, exactly: eleven digits before the point and four behind it at most.',
  })
  numberValue!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'The value of a DATE.' })
  dateValue!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'The value of a BOOLEAN.' })
  booleanValue!: boolean | null;

  @Field(() => Attribute, { description: 'What it is a value of.' })
  attribute!: Related<Attribute>;

  @Field(() => Account, { description: 'Whose value it is.' })
  account!: Related<Account>;
}

export const AttributeConnection = connectionOf(Attribute, 'Attribute', 'attributes');
export const AccountAttributeConnection = connectionOf(
  AccountAttribute,
  'AccountAttribute',
  'values of attributes',
);
