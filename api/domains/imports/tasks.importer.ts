import type { TransactionContext } from '../../context';
import { roleMay } from '../../shared/access.rules';
import { checkTaskValues, TaskSource, TaskStatus } from '../tasks/task.rules';
import { day, externalId, longText, lowerCase, said, text, type ValuesOf } from './field-types';
import { ImportKind } from './import.rules';
import type { Importer, ImportRun } from './importer';
import type { ImportRow } from './import-row';
import {
  accountsByExternalId,
  membersByEmail,
  noAccount,
  noMember,
  noTaskOwner,
  type ReferredMember,
} from './references';
import { insertRows, newIds, sameRow, selection, updateRows, type TableShape } from './table-writes';

const taskFields = {
  external_id: externalId,
  account_external_id: externalId,
  owner_email: lowerCase,
  title: text,
  detail: longText,
  due_on: day,
  status: text,
};

type Values = ValuesOf<typeof taskFields>;
type Row = ImportRow<Values>;

interface TaskRow {
  id: string;
  account_id: string;
  owner_id: string;
  title: string;
  detail: string;
  due_on: string | null;
  status: TaskStatus;
  settled_at: string | null;
  source: string;
  purpose: string;
}

const shape: TableShape & { readonly columns: Record<keyof TaskRow, string> } = {
  table: 'task',
  columns: {
    id: 'uuid',
    account_id: 'uuid',
    owner_id: 'uuid',
    title: 'text',
    detail: 'text',
    due_on: 'date',
    status: 'text',
    settled_at: 'timestamptz',
    source: 'text',
    purpose: 'text',
  },
};

const needed = ['external_id', 'account_external_id', 'owner_email', 'title'] as const;

interface Change {
  readonly row: Row;
  readonly before: TaskRow | undefined;
  readonly after: TaskRow;
}

/** What is to be done for customers, by external ids; a task's purpose keeps its own. */
export class TasksImporter implements Importer<typeof taskFields> {
  readonly kind = ImportKind.TASKS;
  readonly operation = 'importTasks';
  readonly fields = taskFields;
  readonly key = ['external_id'];
  readonly neededToCreate = needed;

  constructor(private readonly run: ImportRun) {}

  identity(values: Values): string {
    return values.external_id ?? '';
  }

  check(row: Row): void {
    const { title, detail, due_on: dueOn, status } = row.values;
    row.requireFilled([...needed, 'status']);
    row.check((problems) => {
      checkTaskValues({ title: title ?? undefined, detail: detail ?? undefined, dueOn }, problems);
      if (status) problems.oneOf(status, Object.values(TaskStatus), 'status');
    });
  }

  async importBatch(tx: TransactionContext, rows: readonly Row[]): Promise<void> {
    const { manager } = tx.transaction;
    const changes = await this.changesOf(tx, rows);
    const left = changes.filter(({ row }) => row.open);
    const ids = await newIds(manager, left.filter(({ before }) => before === undefined).length);
    for (const { row, before, after } of left) {
      if (before === undefined) after.id = ids.pop() ?? '';
      row.outcome =
        before === undefined
          ? 'created'
          : sameRow(shape, { ...before }, { ...after })
            ? 'unchanged'
            : 'updated';
    }
    if (this.run.dryRun) return;
    const written = (outcome: string) =>
      left.filter(({ row }) => row.outcome === outcome).map(({ after }) => ({ ...after }));
    await insertRows(manager, shape, written('created'));
    await updateRows(manager, shape, written('updated'));
  }

  async checkRefused(tx: TransactionContext, rows: readonly Row[]): Promise<void> {
    await this.changesOf(tx, rows);
  }

  private async changesOf(tx: TransactionContext, rows: readonly Row[]): Promise<Change[]> {
    const { manager } = tx.transaction;
    const stored = await this.stored(tx, rows);
    const accounts = await accountsByExternalId(
      manager,
      this.run.source,
      rows.map(({ values }) => values.account_external_id),
    );
    const members = await membersByEmail(
      manager,
      rows.map(({ values }) => values.owner_email),
    );
    const changes = rows.flatMap((row) => this.changeOf(row, stored, accounts, members));
    await this.checkOwners(tx, changes, members);
    return changes;
  }

  private changeOf(
    row: Row,
    stored: ReadonlyMap<string, TaskRow>,
    accounts: ReadonlyMap<string, { readonly id: string }>,
    members: ReadonlyMap<string, ReferredMember>,
  ): Change[] {
    const { values } = row;
    const before = stored.get(this.purpose(values.external_id));
    const accountId = values.account_external_id
      ? accounts.get(values.account_external_id)?.id
      : before?.account_id;
    const ownerId = values.owner_email ? members.get(values.owner_email)?.id : before?.owner_id;
    // The checks before know the status to be one.
    const status = (values.status ?? before?.status ?? TaskStatus.OPEN) as TaskStatus;
    const missing = {
      account: noAccount(values.account_external_id ?? '', this.run.source),
      owner: (status === TaskStatus.OPEN ? noTaskOwner : noMember)(values.owner_email ?? ''),
    };
    if (accountId === undefined)
      row.refuse('account_external_id', missing.account.message, missing.account.remedy);
    if (ownerId === undefined) row.refuse('owner_email', missing.owner.message, missing.owner.remedy);
    if (before === undefined && this.run.updateOnly) {
      row.refuse('external_id', 'There is no such task to update.', 'Import without updateOnly to add it.');
    }
    if (accountId === undefined || ownerId === undefined) return [];
    const settled = status === TaskStatus.OPEN ? null : this.run.now.toISOString();
    const after = {
      id: before?.id ?? '',
      account_id: accountId,
      owner_id: ownerId,
      title: values.title ?? before?.title ?? '',
      detail: said(values.detail, before?.detail) ?? '',
      due_on: said(values.due_on, before?.due_on),
      status,
      settled_at: before?.status === status ? before.settled_at : settled,
      source: TaskSource.INTEGRATION,
      purpose: this.purpose(values.external_id),
    };
    return [{ row, before, after }];
  }

  /** An open task's owner works here and sees the account, as the mutations ask as well. */
  private async checkOwners(
    tx: TransactionContext,
    changes: readonly Change[],
    members: ReadonlyMap<string, ReferredMember>,
  ): Promise<void> {
    const open = changes.filter(
      ({ before, after }) =>
        after.status === TaskStatus.OPEN &&
        !(
          before?.status === after.status &&
          before.owner_id === after.owner_id &&
          before.account_id === after.account_id
        ),
    );
    if (open.length === 0) return;
    const rows: { key: string }[] = await tx.transaction.manager.query(
      `SELECT DISTINCT account_id || ' ' || member_id AS key FROM team_assignment
       WHERE account_id = ANY ($1) AND ended_at IS NULL`,
      [[...new Set(open.map(({ after }) => after.account_id))]],
    );
    const inTeam = new Set(rows.map(({ key }) => key));
    const byId = new Map([...members.values()].map((member) => [member.id, member]));
    for (const { row, after } of open) {
      const member = byId.get(after.owner_id);
      if (member === undefined) continue;
      const sees = roleMay(member.role, 'book.read.whole') || inTeam.has(`${after.account_id} ${member.id}`);
      if (member.active && sees) continue;
      const { message, remedy } = noTaskOwner(row.values.owner_email ?? '');
      row.refuse('owner_email', message, remedy);
    }
  }

  private async stored(tx: TransactionContext, rows: readonly Row[]): Promise<Map<string, TaskRow>> {
    const found: TaskRow[] = await tx.transaction.manager.query(
      `SELECT ${selection(shape, 't')} FROM task t WHERE purpose = ANY ($1)
       ORDER BY t.id ${this.run.dryRun ? '' : 'FOR NO KEY UPDATE'}`,
      [rows.map(({ values }) => this.purpose(values.external_id))],
    );
    return new Map(found.map((task) => [task.purpose, task]));
  }

  private purpose(externalIdOfTask: string | null | undefined): string {
    return `import:${this.run.source}:${externalIdOfTask ?? ''}`;
  }
}
