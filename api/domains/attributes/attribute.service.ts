import type { RequestContext, TransactionContext } from '../../context';
import { requireAbility } from '../../platform/auth/actor';
import type { Database } from '../../platform/database/database';
import { once } from '../../platform/database/idempotency';
import { insertRow, lockRow, takenWhen, updateRow } from '../../platform/database/writes';
import { BadInput } from '../../shared/errors';
import { Problems } from '../../shared/problems';
import { AccountId } from '../accounts/account.rules';
import { storeValues } from './account-attribute.writes';
import { AttributeEntity } from './attribute.entity';
import type {
  CreateAttributeInput,
  SetAccountAttributesInput,
  UpdateAttributeInput,
} from './attribute.inputs';
import {
  AttributeId,
  checkChoices,
  checkKey,
  checkNames,
  mostAttributes,
  mostValuesAtOnce,
} from './attribute.rules';

/** Attributes that a company declares for its accounts, and their values. */
export class AttributeService {
  constructor(private readonly database: Database) {}

  /** Declares an attribute. Gives its global id. */
  async create(ctx: RequestContext, input: CreateAttributeInput): Promise<string> {
    requireAbility(ctx.actor, 'attributes.manage');
    const { key, type, description, choices } = input;
    const values = {
      key,
      type,
      name: input.name.trim(),
      description: description ?? '',
      choices: choices ?? [],
    };
    const problems = new Problems();
    checkKey(key, problems);
    checkNames(values, problems);
    checkChoices(type, values.choices, problems);
    problems.throwIfAny();
    return this.database.transaction(ctx, 'createAttribute', (tx) =>
      once(tx, 'createAttribute', input, async () => {
        await requireRoom(tx);
        const attribute = await insertRow(tx.transaction.manager, AttributeEntity, values).catch(
          (error: unknown) => {
            throw takenWhen(error, 'attribute_key', 'key', key);
          },
        );
        return AttributeId.of(attribute.id);
      }),
    );
  }

  /** Changes what an attribute is called, what can be chosen, and whether values are set any more. */
  async update(ctx: RequestContext, input: UpdateAttributeInput): Promise<string> {
    requireAbility(ctx.actor, 'attributes.manage');
    const { attributeId, version, name, description, choices, archived } = input;
    const problems = new Problems();
    problems.notNull(input, 'name', 'description', 'choices', 'archived');
    checkNames(input, problems);
    problems.throwIfAny();
    const id = AttributeId.parse(attributeId, 'attributeId');
    return this.database.transaction(ctx, 'updateAttribute', async (tx) => {
      const { manager } = tx.transaction;
      const attribute = await lockRow(tx, AttributeEntity, AttributeId, id, 'attributeId', version);
      const patch: Partial<AttributeEntity> = {};
      if (name !== undefined) patch.name = name.trim();
      if (description !== undefined) patch.description = description;
      if (archived !== undefined) patch.archivedAt = archived ? (attribute.archivedAt ?? tx.now) : null;
      if (choices !== undefined) {
        checkChoices(attribute.type, choices, problems);
        problems.throwIfAny();
        await requireUnused(tx, attribute, choices);
        patch.choices = choices;
      }
      await updateRow(manager, AttributeEntity, attribute, patch);
      return attributeId;
    });
  }

  /** Sets values of an account, and removes those that are given as nothing. Again changes nothing. */
  async setOfAccount(ctx: RequestContext, input: SetAccountAttributesInput): Promise<string> {
    requireAbility(ctx.actor, 'accounts.change');
    const { accountId, values } = input;
    const problems = new Problems();
    problems.require(
      values.length > 0 && values.length <= mostValuesAtOnce,
      'values',
      `${values.length} values were given.`,
      `Give 1 to ${mostValuesAtOnce}.`,
    );
    problems.require(
      new Set(values.map(({ key }) => key)).size === values.length,
      'values',
      'An attribute is there twice.',
      'Give each once.',
    );
    problems.throwIfAny();
    const id = AccountId.parse(accountId, 'accountId');
    return this.database.transaction(ctx, 'setAccountAttributes', async (tx) => {
      await tx.reads.requireVisible(tx.transaction.manager, AccountId, id, 'accountId');
      await storeValues(tx, id, values);
      return accountId;
    });
  }
}

async function requireRoom(tx: TransactionContext): Promise<void> {
  const count = await tx.transaction.manager.count(AttributeEntity);
  if (count < mostAttributes) return;
  const remedy = 'Keep what changes often elsewhere, and what is alike in one attribute.';
  throw new BadInput([{ field: 'key', message: `${mostAttributes} attributes are declared.`, remedy }]);
}

/** Choices that accounts have stay. Who sets a value holds the attribute meanwhile, so none slips in. */
async function requireUnused(
  tx: TransactionContext,
  attribute: AttributeEntity,
  choices: readonly string[],
): Promise<void> {
  const gone = attribute.choices.filter((choice) => !choices.includes(choice));
  const used: { choice: string }[] = await tx.transaction.manager.query(
    `SELECT choice FROM unnest($2::text[]) AS choice WHERE EXISTS (
       SELECT FROM account_attribute aa WHERE aa.key = $1 AND aa.text_value = choice)`,
    [attribute.key, gone],
  );
  if (used.length === 0) return;
  const names = used.map(({ choice }) => `"${choice}"`).join(', ');
  const remedy = 'Keep it, or give those accounts another value first.';
  throw new BadInput([{ field: 'choices', message: `Accounts have ${names}.`, remedy }]);
}
