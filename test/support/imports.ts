import { Readable } from 'node:stream';
import type { ImportOptions } from '../../api/domains/imports/import.service';
import { ImportKind, type ImportReport } from '../../api/domains/imports/import.rules';
import { systemContext } from '../../api/system-context';
import type { TestApi } from './api';

/** The header of a file of accounts that says everything an account needs. */
const accountColumns = {
  external_id: '',
  name: '',
  segment: 'MID_MARKET',
  tier: 'GROWTH',
  lifecycle_stage: 'ADOPTION',
  annual_recurring_revenue: '12000.50',
  currency: 'EUR',
  time_zone: 'Europe/Berlin',
  language: 'de',
  owner_email: '',
  won_on: '2025-03-01',
};

export type AccountCells = Partial<Record<keyof typeof accountColumns | (string & {}), string>>;

/** A file of accounts: each row is what is said of it over a good one. Columns are those that any row names. */
export function accountsCsv(ownerEmail: string, rows: readonly AccountCells[]): string {
  const filled = rows.map((row) => ({
    ...accountColumns,
    name: `Company ${row.external_id ?? ''}`,
    owner_email: ownerEmail,
    ...row,
  }));
  return csv(filled);
}

/** A CSV file of objects; the columns are all names that occur, in the order in which they do. */
export function csv(rows: readonly AccountCells[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => columns.map((name) => quoted(row[name] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** Imports a text through the service, as the command does. */
export function importText(
  api: TestApi,
  kind: `${ImportKind}`,
  text: string | Buffer,
  options: Partial<ImportOptions> = {},
  now = new Date(),
): Promise<ImportReport> {
  const stream = Readable.from([Buffer.from(text)]);
  const ctx = systemContext(api.composition, 'import', now);
  return api.composition.services.imports.run(ctx, { kind: kind as ImportKind, stream, ...options });
}

/** The counts of a report, for comparing. */
export function countsOf(report: ImportReport): Record<string, number> {
  const { rows, created, updated, unchanged, refused } = report;
  return { rows, created, updated, unchanged, refused };
}

/** How much there is that an import that changes nothing must leave alone. */
export async function bookState(api: TestApi): Promise<unknown> {
  const { rows } = await api.composition.database.pool.query(
    `SELECT (SELECT count(*) FROM audit_entry) AS audit,
       (SELECT coalesce(sum(version), 0) FROM account) AS accounts,
       (SELECT coalesce(sum(version), 0) FROM contact) AS contacts,
       (SELECT coalesce(sum(version), 0) FROM account_contact) AS places,
       (SELECT coalesce(sum(version), 0) FROM team_assignment) AS team,
       (SELECT coalesce(sum(version), 0) FROM timeline_entry) AS timeline,
       (SELECT coalesce(sum(version), 0) FROM task) AS tasks,
       (SELECT count(*) FROM outbox_command) AS commands`,
  );
  return rows[0];
}

/** Rows of a query on the API's database. */
export async function rowsOf<Row>(api: TestApi, sql: string, values: unknown[] = []): Promise<Row[]> {
  const { rows } = await api.composition.database.pool.query(sql, values);
  return rows as Row[];
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
