import { Arg, Args, Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import { answeredByReads, type Related } from '../../platform/graphql/related';
import { ApiKeyId } from './access-ids.rules';
import { ApiKeysArgs, CreateApiKeyInput, RevokeApiKeyInput } from './api-key.inputs';
import type { ApiKeyService } from './api-key.service';
import { ApiKey, ApiKeyConnection } from './api-key.type';

@ObjectType({ description: 'The key is made.' })
export class CreateApiKeyPayload {
  @Field(() => ApiKey, { description: 'The new key.' })
  apiKey!: Related<ApiKey>;

  @Field(() => String, {
    nullable: true,
    description:
      'What the integration sends as "Authorization: Bearer …". Shown only now; null where the request was a repeat.',
  })
  secret!: string | null;
}

@ObjectType({ description: 'The key is revoked.' })
export class RevokeApiKeyPayload {
  @Field(() => ApiKey, { description: 'The key, with its end.' })
  apiKey!: Related<ApiKey>;
}

@Resolver()
export class ApiKeyResolver {
  constructor(private readonly apiKeys: ApiKeyService) {}

  @Query(() => ApiKeyConnection, {
    name: 'apiKeys',
    description: 'The keys of integrations. For administrators.',
  })
  list(@Args(() => ApiKeysArgs) _args: ApiKeysArgs): never {
    return answeredByReads();
  }

  @Mutation(() => CreateApiKeyPayload, { description: 'Makes a key for an integration. For administrators.' })
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'The new key.' }) input: CreateApiKeyInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const { id, secret } = await this.apiKeys.create(ctx, input);
    return { apiKey: await ctx.reads.require(ApiKeyId, id), secret };
  }

  @Mutation(() => RevokeApiKeyPayload, { description: 'Ends a key at once. For administrators.' })
  async revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which key ends.' }) input: RevokeApiKeyInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return { apiKey: await ctx.reads.require(ApiKeyId, await this.apiKeys.revoke(ctx, input)) };
  }
}
