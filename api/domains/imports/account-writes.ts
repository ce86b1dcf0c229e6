import type { TransactionContext } from '../../context';
import { isCustomer, LifecycleStage } from '../accounts/account.rules';
import type { OnboardingService } from '../onboarding/onboarding.service';
import { TeamRole } from '../teams/team.rules';
import type { AccountFileValues } from './account-fields';
import { accountShape, type AccountRow } from './account-row';
import type { ImportRun } from './importer';
import type { ImportRow } from './import-row';
import { insertRows, newIds, updateRows, type TableShape } from './table-writes';

/** What a row of the file makes of an account. */
export interface AccountChange {
  readonly row: ImportRow<AccountFileValues>;
  readonly before: AccountRow | undefined;
  readonly after: AccountRow;
}

const assignmentShape: TableShape = {
  table: 'team_assignment',
  columns: { id: 'uuid', account_id: 'uuid', member_id: 'uuid', role: 'text', started_at: 'timestamptz' },
};

const externalIdShape: TableShape = {
  table: 'account_external_id',
  columns: { account_id: 'uuid', source: 'text', external_id: 'text' },
};

/** Writes what is new or differs, each kind of thing with one statement, and tells the onboardings. */
export async function writeAccounts(
  tx: TransactionContext,
  run: ImportRun,
  changes: readonly AccountChange[],
  onboardings: OnboardingService,
): Promise<void> {
  const { manager } = tx.transaction;
  const created = changes.filter(({ row }) => row.outcome === 'created');
  const updated = changes.filter(({ row }) => row.outcome === 'updated');
  const moved = updated.filter(({ before, after }) => before?.owner_id !== after.owner_id);
  await endOwnerships(tx, moved);
  await openOwnerships(tx, [...created, ...moved]);
  const rows = (some: readonly AccountChange[]) => some.map(({ after }) => ({ ...after }));
  await insertRows(manager, accountShape, rows(created));
  await updateRows(manager, accountShape, rows(updated));
  await insertRows(
    manager,
    externalIdShape,
    created.map(({ row, after }) => ({
      account_id: after.id,
      source: run.source,
      external_id: row.values.external_id,
    })),
  );
  await tellOnboardings(tx, changes, moved, onboardings);
}

async function endOwnerships(tx: TransactionContext, moved: readonly AccountChange[]): Promise<void> {
  if (moved.length === 0) return;
  await tx.transaction.manager.query(
    'UPDATE team_assignment SET ended_at = greatest($2, started_at), version = version + 1 WHERE id = ANY ($1)',
    [moved.map(({ before }) => before?.owner_assignment_id), tx.now],
  );
}

/** The database asks at the commit that each account points at its open OWNER row. */
async function openOwnerships(tx: TransactionContext, changes: readonly AccountChange[]): Promise<void> {
  const { manager } = tx.transaction;
  const ids = await newIds(manager, changes.length);
  const assignments = changes.map(({ after }, index) => {
    after.owner_assignment_id = ids[index] ?? '';
    return {
      id: after.owner_assignment_id,
      account_id: after.id,
      member_id: after.owner_id,
      role: TeamRole.OWNER,
      started_at: tx.now.toISOString(),
    };
  });
  await insertRows(manager, assignmentShape, assignments);
}

async function tellOnboardings(
  tx: TransactionContext,
  changes: readonly AccountChange[],
  moved: readonly AccountChange[],
  onboardings: OnboardingService,
): Promise<void> {
  const written = changes.filter(({ row }) => row.outcome !== 'unchanged');
  const won = written.filter(
    ({ before, after }) => isStage(after, LifecycleStage.ONBOARDING) && !wasCustomer(before),
  );
  await onboardings.startMany(
    tx,
    won.map(({ after }) => ({ rowId: after.id, wonOn: after.won_on ?? '' })),
  );
  const left = written.filter(
    ({ before, after }) => isStage(after, LifecycleStage.CHURNED) && wasCustomer(before),
  );
  const ids = (some: readonly AccountChange[]) => some.map(({ after }) => after.id);
  await onboardings.cancelMany(tx, ids(left));
  await onboardings.ownerChanged(tx, ids(moved));
}

function wasCustomer(before: AccountRow | undefined): boolean {
  return before !== undefined && isCustomer(before.lifecycle_stage);
}

function isStage(account: AccountRow, stage: LifecycleStage): boolean {
  return account.lifecycle_stage === stage;
}
