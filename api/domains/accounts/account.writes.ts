import type { TransactionContext } from '../../context';
import { lockHierarchy } from '../../platform/database/hierarchy-lock';
import { may } from '../../platform/auth/actor';
import { insertRow } from '../../platform/database/writes';
import { AlreadyTakenRefusal, BadInput } from '../../shared/errors';
import { MemberId } from '../members/member.rules';
import { openOwnerAssignment, requireOwner } from '../teams/team.service';
import { AccountEntity } from './account.entity';
import type { CreateAccountInput } from './account.inputs';
import { AccountId, LifecycleStage } from './account.rules';

/** Writes a new account with its owner and external ids; gives the row's id. The input has been checked. */
export async function createAccountRow(tx: TransactionContext, input: CreateAccountInput): Promise<string> {
  const { manager } = tx.transaction;
  if (input.parentId) await lockHierarchy(tx, 'account-hierarchy');
  const ownerId = ownerOf(tx, input);
  await requireOwner(tx, ownerId, 'ownerId');
  await checkCurrency(tx, input.annualRecurringRevenue.currency, 'annualRecurringRevenue.currency');
  const [row] = (await manager.query('SELECT uuidv7() AS id')) as [{ id: string }];
  const parentId = await checkParent(tx, row.id, input.parentId);
  const ownerAssignmentId = await openOwnerAssignment(tx, row.id, ownerId);
  await insertRow(manager, AccountEntity, {
    id: row.id,
    name: input.name.trim(),
    domains: input.domains ?? [],
    segment: input.segment,
    tier: input.tier,
    lifecycleStage: LifecycleStage.PROSPECT,
    industry: input.industry ?? null,
    employees: input.employees ?? null,
    currency: input.annualRecurringRevenue.currency,
    annualRecurringRevenue: input.annualRecurringRevenue.minorUnits,
    contractTermMonths: input.contractTermMonths ?? null,
    timeZone: input.timeZone,
    language: input.language,
    country: input.country ?? null,
    parentId,
    ownerId,
    ownerAssignmentId,
  });
  await insertExternalIds(tx, row.id, input.externalIds ?? []);
  return row.id;
}

/** Makes the account's external ids those that are given: the others go, the new ones come, the rest stays untouched. */
export async function replaceExternalIds(
  tx: TransactionContext,
  accountId: string,
  ids: readonly { source: string; externalId: string }[],
): Promise<void> {
  await tx.transaction.manager.query(
    `DELETE FROM account_external_id WHERE account_id = $1 AND (source, external_id) NOT IN
       (SELECT source, "externalId" FROM jsonb_to_recordset($2) AS kept (source text, "externalId" text))`,
    [accountId, JSON.stringify(ids)],
  );
  await insertExternalIds(tx, accountId, ids);
}

async function insertExternalIds(
  tx: TransactionContext,
  accountId: string,
  ids: readonly { source: string; externalId: string }[],
): Promise<void> {
  const taken = (await tx.transaction.manager.query(
    `WITH given AS (SELECT source, "externalId" AS external_id, ordinality AS nth
       FROM ROWS FROM (jsonb_to_recordset($2) AS (source text, "externalId" text)) WITH ORDINALITY),
     added AS (INSERT INTO account_external_id (account_id, source, external_id)
       SELECT $1, source, external_id FROM given ON CONFLICT (source, external_id) DO NOTHING
       RETURNING source, external_id)
     SELECT given.nth::integer - 1 AS index, given.source || ': ' || given.external_id AS value FROM given
     LEFT JOIN added USING (source, external_id)
     LEFT JOIN account_external_id mine ON mine.account_id = $1
       AND (mine.source, mine.external_id) = (given.source, given.external_id)
     WHERE added.source IS NULL AND mine.id IS NULL ORDER BY 1 LIMIT 1`,
    [accountId, JSON.stringify(ids)],
  )) as { index: number; value: string }[];
  if (taken[0] !== undefined) throw new AlreadyTakenRefusal(`externalIds.${taken[0].index}`, taken[0].value);
}

function ownerOf(tx: TransactionContext, input: CreateAccountInput): string {
  const self = tx.actor.kind === 'MEMBER' ? tx.actor.id : undefined;
  const ownerId = input.ownerId ? MemberId.parse(input.ownerId, 'ownerId') : self;
  // Giving an account to a colleague, new or not, is for leaders; and others would not see what they had made.
  if (ownerId !== undefined && ownerId !== self && !may(tx.actor, 'accounts.move')) {
    throw new BadInput([
      {
        field: 'ownerId',
        message: 'You can only create accounts of your own.',
        remedy: 'Leave it out, and ask a leader to give the account to a colleague.',
      },
    ]);
  }
  if (ownerId !== undefined) return ownerId;
  throw new BadInput([
    { field: 'ownerId', message: 'It is missing.', remedy: 'Name the success manager who owns the account.' },
  ]);
}

/** A problem that names the field, unless the currency is one of ISO 4217. */
export async function checkCurrency(tx: TransactionContext, currency: string, field: string): Promise<void> {
  const known: unknown[] = await tx.transaction.manager.query('SELECT 1 FROM currency WHERE code = $1', [
    currency,
  ]);
  if (known.length > 0) return;
  throw new BadInput([
    {
      field,
      message: `"${currency.slice(0, 20)}" is no currency.`,
      remedy: 'Use an ISO 4217 code such as EUR or USD.',
    },
  ]);
}

/**
 * The parent's row id, or null; it has to be seen, and must not lie below the account itself. The caller holds
 * the lock on the hierarchy.
 */
export async function checkParent(
  tx: TransactionContext,
  accountId: string,
  parent: string | null | undefined,
): Promise<string | null> {
  if (!parent) return null;
  const parentId = AccountId.parse(parent, 'parentId');
  const { manager } = tx.transaction;
  await tx.reads.requireVisible(manager, AccountId, parentId, 'parentId');
  const circle: unknown[] = await manager.query(
    `WITH RECURSIVE above AS (
       SELECT id, parent_id FROM account WHERE id = $1
       UNION SELECT a.id, a.parent_id FROM account a JOIN above ON a.id = above.parent_id)
     SELECT 1 FROM above WHERE id = $2`,
    [parentId, accountId],
  );
  if (circle.length === 0) return parentId;
  throw new BadInput([
    {
      field: 'parentId',
      message: 'That company belongs to this account.',
      remedy: 'Name a company that stands above it.',
    },
  ]);
}
