import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { DateTimeScalar } from '../../platform/graphql/scalars';
import { Scope } from '../../shared/access.rules';

/** The orders in which API keys are listed. */
export enum ApiKeyOrder {
  NEWEST = 'NEWEST',
}
registerEnumType(ApiKeyOrder, {
  name: 'ApiKeyOrder',
  description: 'The orders in which API keys are listed.',
  valuesConfig: { NEWEST: { description: 'Latest made first.' } },
});

@InputType({ description: 'Narrows a list of API keys. What is left out doesn’t narrow.' })
export class ApiKeyFilter {
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: those that can be used. False: those that have ended.',
  })
  live?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Keys that this member made.' })
  createdById?: string | null;
}

@ArgsType()
export class ApiKeysArgs extends PageArgs {
  @Field(() => ApiKeyFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: ApiKeyFilter | null;

  @Field(() => ApiKeyOrder, { defaultValue: ApiKeyOrder.NEWEST, description: 'The order of the list.' })
  orderBy!: ApiKeyOrder;
}

@InputType({ description: 'A new API key.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: 'Which integration will use it, for instance "CRM sync".' })
  name!: string;

  @Field(() => [Scope], {
    description: 'What it may be used for: at least one scope, and no more than it needs.',
  })
  scopes!: Scope[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends by itself; never unless said.' })
  expiresAt?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Repeat the request with the same key, and it happens once. A random UUID, for instance.',
  })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Ends an API key at once.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'The key.' })
  apiKeyId!: string;
}
