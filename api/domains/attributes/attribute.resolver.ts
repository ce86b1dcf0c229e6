import { Arg, Args, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import { answeredByReads, type Related } from '../../platform/graphql/related';
import { AlreadyTaken, resultOf, resultUnion, VersionConflict } from '../../platform/graphql/result';
import { AccountId } from '../accounts/account.rules';
import { Account } from '../accounts/account.type';
import {
  AttributesArgs,
  CreateAttributeInput,
  SetAccountAttributesInput,
  UpdateAttributeInput,
} from './attribute.inputs';
import { AttributeId } from './attribute.rules';
import type { AttributeService } from './attribute.service';
import { Attribute, AttributeConnection } from './attribute.type';

@ObjectType({ description: 'The attribute is declared.' })
export class CreateAttributePayload {
  @Field(() => Attribute, { description: 'The new attribute.' })
  attribute!: Related<Attribute>;
}

@ObjectType({ description: 'The attribute is changed.' })
export class UpdateAttributePayload {
  @Field(() => Attribute, { description: 'The attribute as it is now.' })
  attribute!: Related<Attribute>;
}

@ObjectType({ description: 'The values are set.' })
export class SetAccountAttributesPayload {
  @Field(() => Account, { description: 'The account with its values.' })
  account!: Related<Account>;
}

const CreateAttributeResult = resultUnion(
  'CreateAttributeResult',
  'What came of createAttribute.',
  () => [CreateAttributePayload, AlreadyTaken] as const,
);
const UpdateAttributeResult = resultUnion(
  'UpdateAttributeResult',
  'What came of updateAttribute.',
  () => [UpdateAttributePayload, VersionConflict] as const,
);

@Resolver()
export class AttributeResolver {
  constructor(private readonly attributes: AttributeService) {}

  @Query(() => Attribute, {
    nullable: true,
    description: 'One attribute; null where there is none.',
  })
  attribute(@Arg('id', () => ID, { description: 'The attribute’s id.' }) _id: string): never {
    return answeredByReads();
  }

  @Query(() => AttributeConnection, { description: 'What is kept of accounts, by name.', name: 'attributes' })
  list(@Args(() => AttributesArgs) _args: AttributesArgs): never {
    return answeredByReads();
  }

  @Mutation(() => CreateAttributeResult, { description: 'Declares something that is kept of accounts.' })
  createAttribute(
    @Arg('input', () => CreateAttributeInput, { description: 'What it is called, and what its values are.' })
    input: CreateAttributeInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const work = this.attributes
      .create(ctx, input)
      .then(async (id) => ({ attribute: await ctx.reads.require(AttributeId, id) }));
    return resultOf('CreateAttributePayload', work);
  }

  @Mutation(() => UpdateAttributeResult, {
    description: 'Changes an attribute; its key and type stay for good.',
  })
  updateAttribute(
    @Arg('input', () => UpdateAttributeInput, { description: 'What is changed.' })
    input: UpdateAttributeInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const work = this.attributes
      .update(ctx, input)
      .then(async (id) => ({ attribute: await ctx.reads.require(AttributeId, id) }));
    return resultOf('UpdateAttributePayload', work);
  }

  @Mutation(() => SetAccountAttributesPayload, {
    description: 'Sets and removes values of an account; those that aren’t named stay.',
  })
  async setAccountAttributes(
    @Arg('input', () => SetAccountAttributesInput, { description: 'Whose values, and which.' })
    input: SetAccountAttributesInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const id = await this.attributes.setOfAccount(ctx, input);
    return { account: await ctx.reads.require(AccountId, id) };
  }
}
