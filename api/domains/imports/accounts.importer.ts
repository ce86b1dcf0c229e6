import type { TransactionContext } from '../../context';
import type { OnboardingService } from '../onboarding/onboarding.service';
import { accountFields, checkAccountRow, neededOfAccount, type AccountFileValues } from './account-fields';
import { mergeAccount, type AccountReferences } from './account-merge';
import { accountShape, type AccountRow } from './account-row';
import { writeAccounts, type AccountChange } from './account-writes';
import { Hierarchy } from './hierarchy';
import { ImportKind } from './import.rules';
import type { Importer, ImportRun } from './importer';
import type { ImportRow } from './import-row';
import { accountsByExternalId, membersByEmail } from './references';
import { newIds, sameRow, selection } from './table-writes';

type Row = ImportRow<AccountFileValues>;

/** Accounts, by their external ids. */
export class AccountsImporter implements Importer<typeof accountFields> {
  readonly kind = ImportKind.ACCOUNTS;
  readonly operation = 'importAccounts';
  readonly fields = accountFields;
  readonly key = ['external_id'];
  readonly neededToCreate = neededOfAccount;
  readonly selfReference = 'parent_external_id';
  private readonly hierarchy = new Hierarchy({
    table: 'account',
    parent: 'parent_id',
    lock: 'account-hierarchy',
    field: this.selfReference,
  });
  private exponents: ReadonlyMap<string, number> | undefined;

  constructor(
    private readonly run: ImportRun,
    private readonly onboardings: OnboardingService,
  ) {}

  identity(values: AccountFileValues): string {
    return values.external_id ?? '';
  }

  check(row: Row): void {
    checkAccountRow(row);
  }

  async importBatch(tx: TransactionContext, rows: readonly Row[]): Promise<void> {
    const { dryRun } = this.run;
    // Before any account is locked, in the order of the mutations.
    if (!dryRun && rows.some(({ values }) => values.parent_external_id)) await this.hierarchy.lock(tx);
    const stored = await this.storedAccounts(tx, rows);
    const changes = await this.changesOf(tx, rows, stored);
    await this.refuseCircles(tx, changes);
    const left = changes.filter(({ row }) => row.open);
    for (const { row, before, after } of left) {
      row.outcome =
        before === undefined
          ? 'created'
          : sameRow(accountShape, { ...before }, { ...after })
            ? 'unchanged'
            : 'updated';
    }
    if (!dryRun) return writeAccounts(tx, this.run, left, this.onboardings);
    for (const { row, after } of left) {
      this.hierarchy.plan(row.values.external_id ?? '', after.id, after.parent_id);
    }
  }

  async checkRefused(tx: TransactionContext, rows: readonly Row[]): Promise<void> {
    const stored = await this.storedAccounts(tx, rows);
    const references = await this.referencesOf(tx, rows);
    for (const row of rows) {
      const before = stored.get(row.values.external_id ?? '');
      // Without an account to update, the file needn't say all that makes one.
      if (before === undefined && this.run.updateOnly) refuseUnknown(row);
      else mergeAccount(row, before, { ...references, parentId: null });
    }
  }

  private async changesOf(
    tx: TransactionContext,
    rows: readonly Row[],
    stored: ReadonlyMap<string, AccountRow>,
  ): Promise<AccountChange[]> {
    const { manager } = tx.transaction;
    const parents = await accountsByExternalId(
      manager,
      this.run.source,
      rows.map(({ values }) => values.parent_external_id),
    );
    const references = await this.referencesOf(tx, rows);
    const changes: AccountChange[] = [];
    const lines = new Map<string, number>();
    for (const row of rows) {
      const parent = row.values.parent_external_id ?? null;
      const parentId = parent && (parents.get(parent)?.id ?? this.hierarchy.planned(parent) ?? null);
      const before = stored.get(row.values.external_id ?? '');
      if (parent !== null && parentId === null) row.outcome = 'waiting';
      else if (before === undefined && this.run.updateOnly) refuseUnknown(row);
      else if (before !== undefined && lines.has(before.id)) {
        const message = `It is the same account as on line ${lines.get(before.id)}, which has several external ids.`;
        row.refuse('external_id', message, 'Keep one of the two rows.');
      } else {
        if (before !== undefined) lines.set(before.id, row.line);
        const after = mergeAccount(row, before, { ...references, parentId });
        if (row.open) changes.push({ row, before, after });
      }
    }
    const added = changes.filter(({ before }) => before === undefined);
    const ids = await newIds(manager, added.length);
    added.forEach(({ after }, index) => (after.id = ids[index] ?? ''));
    return changes;
  }

  private async referencesOf(
    tx: TransactionContext,
    rows: readonly Row[],
  ): Promise<Omit<AccountReferences, 'parentId'>> {
    const emails = rows.map(({ values }) => values.owner_email);
    const owners = await membersByEmail(tx.transaction.manager, emails);
    return { owners, exponents: await this.currencyExponents(tx), now: this.run.now };
  }

  private async refuseCircles(tx: TransactionContext, changes: readonly AccountChange[]): Promise<void> {
    const moved = changes.filter(
      ({ before, after }) =>
        after.parent_id !== null && before !== undefined && before.parent_id !== after.parent_id,
    );
    if (moved.length === 0) return;
    const placed = moved.map(({ row, after }) => ({ row, id: after.id, parentId: after.parent_id }));
    await this.hierarchy.refuseCircles(tx, placed);
  }

  private async storedAccounts(
    tx: TransactionContext,
    rows: readonly Row[],
  ): Promise<Map<string, AccountRow>> {
    const found: (AccountRow & { key: string })[] = await tx.transaction.manager.query(
      `SELECT e.external_id AS key, ${selection(accountShape, 'a')}
       FROM account_external_id e JOIN account a ON a.id = e.account_id
       WHERE e.source = $1 AND e.external_id = ANY ($2)
       ORDER BY a.id ${this.run.dryRun ? '' : 'FOR NO KEY UPDATE OF a'}`,
      [this.run.source, rows.map(({ values }) => values.external_id)],
    );
    return new Map(found.map(({ key, ...account }) => [key, account]));
  }

  private async currencyExponents(tx: TransactionContext): Promise<ReadonlyMap<string, number>> {
    if (this.exponents === undefined) {
      const rows: { code: string; exponent: number }[] = await tx.transaction.manager.query(
        'SELECT code, exponent FROM currency',
      );
      this.exponents = new Map(rows.map(({ code, exponent }) => [code, exponent]));
    }
    return this.exponents;
  }
}

function refuseUnknown(row: Row): void {
  row.refuse('external_id', 'There is no such account to update.', 'Import without updateOnly to add it.');
}
