import type { RequestContext } from '../../context';
import { requireAbility, requireMember } from '../../platform/auth/actor';
import { apiKeyPrefix, hashToken, newToken } from '../../platform/auth/tokens';
import type { Database } from '../../platform/database/database';
import { once } from '../../platform/database/idempotency';
import { insertRow, lockRow, updateRow } from '../../platform/database/writes';
import { Problems } from '../../shared/problems';
import { ApiKeyId } from './access-ids.rules';
import { ApiKeyEntity } from './api-key.entity';
import type { CreateApiKeyInput, RevokeApiKeyInput } from './api-key.inputs';

/** Characters of a secret that are kept in the open: the prefix, and enough to tell keys apart. */
const hintLength = apiKeyPrefix.length + 6;

/** The keys of integrations. */
export class ApiKeyService {
  constructor(private readonly database: Database) {}

  /** Makes a key. Its secret is given once: a repeated request gets the key again, with null for its secret. */
  async create(
    ctx: RequestContext,
    input: CreateApiKeyInput,
  ): Promise<{ id: string; secret: string | null }> {
    requireAbility(ctx.actor, 'keys.manage');
    const creator = requireMember(ctx.actor);
    check(input, ctx.now);
    let secret: string | null = null;
    const id = await this.database.transaction(ctx, 'createApiKey', (tx) =>
      once(tx, 'createApiKey', input, async () => {
        secret = newToken(apiKeyPrefix);
        const row = await insertRow(tx.transaction.manager, ApiKeyEntity, {
          name: input.name.trim(),
          hint: secret.slice(0, hintLength),
          secretHash: hashToken(secret),
          scopes: [...new Set(input.scopes)],
          createdById: creator.id,
          expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
        });
        return ApiKeyId.of(row.id);
      }),
    );
    return { id, secret };
  }

  /** Ends a key at once; ending it twice is fine. */
  async revoke(ctx: RequestContext, input: RevokeApiKeyInput): Promise<string> {
    requireAbility(ctx.actor, 'keys.manage');
    const id = ApiKeyId.parse(input.apiKeyId, 'apiKeyId');
    return this.database.transaction(ctx, 'revokeApiKey', async (tx) => {
      const key = await lockRow(tx, ApiKeyEntity, ApiKeyId, id, 'apiKeyId');
      if (key.revokedAt === null)
        await updateRow(tx.transaction.manager, ApiKeyEntity, key, { revokedAt: tx.now });
      return input.apiKeyId;
    });
  }
}

function check(input: CreateApiKeyInput, now: Date): void {
  const problems = new Problems();
  problems.text(input.name, 'name', 100);
  problems.require(
    input.scopes.length > 0,
    'scopes',
    'It names no scope.',
    'Name what the key may be used for.',
  );
  problems.require(
    !input.expiresAt || new Date(input.expiresAt) > now,
    'expiresAt',
    'It is in the past.',
    'Give a later moment, or leave it out.',
  );
  problems.throwIfAny();
}
