import type { TransactionContext } from '../../context';
import { checkTimelineValues } from '../timeline/timeline.rules';
import { said } from './field-types';
import { ImportKind } from './import.rules';
import type { Importer, ImportRun } from './importer';
import type { ImportRow } from './import-row';
import { accountsByExternalId, noAccount, type ReferredAccount } from './references';
import { insertRows, newIds, sameRow, updateRows } from './table-writes';
import { checkEntryRow, entrySelection, entryShape, neededOfEntry, timelineFields } from './timeline-fields';
import type { EntryRow, TimelineFileValues } from './timeline-fields';
import { Participants, type Participation } from './timeline-participants';

type Row = ImportRow<TimelineFileValues>;
type StoredEntry = EntryRow & { readonly time_zone: string };

interface Change extends Participation {
  readonly before: EntryRow | undefined;
  readonly after: EntryRow;
}

/** What happened with customers, by external ids. */
export class TimelineImporter implements Importer<typeof timelineFields> {
  readonly kind = ImportKind.TIMELINE;
  readonly operation = 'importTimeline';
  readonly fields = timelineFields;
  readonly key = ['external_id'];
  readonly neededToCreate = neededOfEntry;

  constructor(private readonly run: ImportRun) {}

  identity(values: TimelineFileValues): string {
    return values.external_id ?? '';
  }

  check(row: Row): void {
    checkEntryRow(row);
  }

  async importBatch(tx: TransactionContext, rows: readonly Row[]): Promise<void> {
    const { manager } = tx.transaction;
    const stored = await this.stored(tx, rows);
    const accounts = await accountsByExternalId(
      manager,
      this.run.source,
      rows.map(({ values }) => values.account_external_id),
    );
    const participants = await Participants.load(manager, this.run.source, rows, [...stored.values()]);
    const changes = rows.flatMap((row) => this.changeOf(row, stored, accounts, participants));
    const added = changes.filter(({ before }) => before === undefined);
    const ids = await newIds(manager, added.length);
    added.forEach(({ after }, index) => (after.id = ids[index] ?? ''));
    for (const change of changes) {
      const { row, before, after } = change;
      const same = sameRow(entryShape, { ...before }, { ...after }) && !participants.differ(change);
      row.outcome = before === undefined ? 'created' : same ? 'unchanged' : 'updated';
    }
    if (this.run.dryRun) return;
    const written = (outcome: string) => changes.filter(({ row }) => row.outcome === outcome);
    const rowsOf = (some: readonly Change[]) => some.map(({ after }) => ({ ...after }));
    await insertRows(manager, entryShape, rowsOf(written('created')));
    await updateRows(manager, entryShape, rowsOf(written('updated')));
    await participants.write(manager, [...written('created'), ...written('updated')]);
  }

  async checkRefused(tx: TransactionContext, rows: readonly Row[]): Promise<void> {
    const { manager } = tx.transaction;
    const stored = await this.stored(tx, rows);
    const externalIds = rows.map(({ values }) => values.account_external_id);
    const accounts = await accountsByExternalId(manager, this.run.source, externalIds);
    const participants = await Participants.load(manager, this.run.source, rows, [...stored.values()]);
    for (const row of rows) {
      const { external_id: externalId, account_external_id: of } = row.values;
      const before = stored.get(externalId ?? '');
      const account = of ? accounts.get(of)?.id : before?.account_id;
      participants.author(row);
      if (account !== undefined) participants.of(row, account, before?.id);
      else if (of) {
        const { message, remedy } = noAccount(of, this.run.source);
        row.refuse('account_external_id', message, remedy);
      }
    }
  }

  private changeOf(
    row: Row,
    stored: ReadonlyMap<string, StoredEntry>,
    accounts: ReadonlyMap<string, ReferredAccount>,
    participants: Participants,
  ): Change[] {
    const { external_id: externalId, account_external_id: of } = row.values;
    const before = stored.get(externalId ?? '');
    const account = of ? accounts.get(of) : before && { id: before.account_id, time_zone: before.time_zone };
    if (account === undefined) {
      const { message, remedy } = noAccount(of ?? '', this.run.source);
      row.refuse('account_external_id', message, remedy);
    }
    if (before === undefined && this.run.updateOnly) {
      row.refuse('external_id', 'There is no such entry to update.', 'Import without updateOnly to add it.');
    }
    if (account === undefined || row.refused) return [];
    const authorId = participants.author(row);
    const after = this.merge(row, before, account, authorId);
    row.check((problems) =>
      checkTimelineValues({ ...after, occurredAt: new Date(after.occurred_at) }, this.run.now, problems),
    );
    const taking = participants.of(row, account.id, before?.id);
    return row.open ? [{ row, before, after, ...taking }] : [];
  }

  private merge(
    { values }: Row,
    before: StoredEntry | undefined,
    account: ReferredAccount,
    authorId: string | null | undefined,
  ): EntryRow {
    return {
      id: before?.id ?? '',
      account_id: account.id,
      kind: values.kind ?? before?.kind ?? '',
      direction: said(values.direction, before?.direction),
      occurred_at: values.occurred_at?.at(account.time_zone).toISOString() ?? before?.occurred_at ?? '',
      subject: values.subject ?? before?.subject ?? '',
      body: said(values.body, before?.body) ?? '',
      author_id: said(authorId, before?.author_id),
      source: this.run.source,
      external_id: values.external_id ?? '',
    };
  }

  private async stored(tx: TransactionContext, rows: readonly Row[]): Promise<Map<string, StoredEntry>> {
    const found: StoredEntry[] = await tx.transaction.manager.query(
      `SELECT ${entrySelection} FROM timeline_entry e JOIN account a ON a.id = e.account_id
       WHERE e.source = $1 AND e.external_id = ANY ($2)
       ORDER BY e.id ${this.run.dryRun ? '' : 'FOR NO KEY UPDATE OF e'}`,
      [this.run.source, rows.map(({ values }) => values.external_id)],
    );
    return new Map(found.map((entry) => [entry.external_id, entry]));
  }
}
