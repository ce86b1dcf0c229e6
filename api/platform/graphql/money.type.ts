import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Int64Scalar } from './scalars';

/** An amount of money: whole minor units and the currency that they are of. */
@ObjectType({
  description: 'An amount of money: whole minor units (cents, for instance) and their currency.',
})
export class Money {
  @Field(() => Int64Scalar, { description: 'The amount in minor units of the currency, exact.' })
  minorUnits!: string;

  @Field(() => String, { description: 'ISO 4217 code, for instance EUR.' })
  currency!: string;

  @Field(() => Int, { description: 'How many decimals the currency has (ISO 4217): 2 for EUR, 0 for JPY.' })
  exponent!: number;

  @Field(() => String, { description: 'The same amount in major units, as a decimal text: "1250.00".' })
  decimal!: string;
}

/** Money as it is given: minor units and currency. */
@InputType({ description: 'An amount of money that you give: whole minor units and their currency.' })
export class MoneyInput {
  @Field(() => Int64Scalar, { description: 'The amount in minor units: "125000" is 1,250.00 EUR.' })
  minorUnits!: string;

  @Field(() => String, { description: 'ISO 4217 code, for instance EUR.' })
  currency!: string;
}
