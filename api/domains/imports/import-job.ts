import type { Readable } from 'node:stream';
import type { RequestContext } from '../../context';
import type { Database } from '../../platform/database/database';
import { BadInput } from '../../shared/errors';
import { writeBatch } from './batch-writer';
import { readCsv, type CsvRecord } from './csv-source';
import type { ImportProgress, ImportReport } from './import.rules';
import type { AnyImporter, ImportRun } from './importer';
import { ImportRow } from './import-row';
import type { Mapping } from './mapping.schema';
import { ProblemList } from './problem-list';
import { rowFormat, type RowFormat } from './row-format';

const batchSize = 2000;

interface JobOptions {
  readonly stream: Readable;
  readonly mapping: Mapping;
  readonly shiftDays?: number | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** One file on its way in: reads, checks and batches its rows, and keeps count. */
export class ImportJob {
  private readonly counts = { rows: 0, created: 0, updated: 0, unchanged: 0, refused: 0 };
  private readonly problems = new ProblemList();
  /** Line of each identity; the one thing here that grows with the file, by its ids. */
  private readonly lines = new Map<string, number>();
  private batch: ImportRow[] = [];
  private waiting: ImportRow[] = [];
  private refused: ImportRow[] = [];
  private bytes = 0;

  constructor(
    private readonly database: Database,
    private readonly ctx: RequestContext,
    private readonly settings: ImportRun,
    private readonly importer: AnyImporter,
    private readonly options: JobOptions,
  ) {}

  async run(): Promise<ImportReport> {
    const { stream, mapping } = this.options;
    const records = readCsv(stream, mapping.delimiter, (bytes) => (this.bytes = bytes));
    try {
      const header = await records.next();
      const format = this.formatOf(header.done === true ? undefined : header.value);
      for await (const record of records) {
        this.take(record, format);
        if (this.batch.length + this.refused.length === batchSize) await this.flush();
      }
      await this.flush();
      await this.finishWaiting();
      return this.report(format);
    } finally {
      await records.return(undefined);
    }
  }

  private formatOf(header: CsvRecord | undefined): RowFormat {
    const problem = header === undefined ? emptyFile : header.broken && { field: 'file', ...header.broken };
    if (header === undefined || problem !== undefined) throw new BadInput([problem ?? emptyFile]);
    const { settings, importer, options } = this;
    return rowFormat(header.cells, options.mapping, importer, {
      updateOnly: settings.updateOnly,
      shiftDays: options.shiftDays ?? 0,
    });
  }

  private take(record: CsvRecord, format: RowFormat): void {
    this.counts.rows += 1;
    const width = record.cells.length;
    const broken = record.broken ?? (width === format.width ? undefined : wrongWidth(width, format.width));
    if (broken !== undefined) {
      const { message, remedy } = broken;
      this.counts.refused += 1;
      this.problems.add([{ line: record.line, column: null, field: null, value: null, message, remedy }]);
      return;
    }
    const row = new ImportRow(record.line, this.counts.rows, record.cells, format);
    row.requireFilled(this.importer.key);
    this.importer.check(row);
    this.refuseRepeated(row);
    row.endOfChecks();
    (row.refused ? this.refused : this.batch).push(row);
  }

  private refuseRepeated(row: ImportRow): void {
    if (this.importer.key.some((field) => (row.values[field] ?? null) === null)) return;
    const identity = this.importer.identity(row.values);
    const first = this.lines.get(identity);
    if (first === undefined) this.lines.set(identity, row.line);
    else {
      const message = `Line ${row.line} says again what line ${first} is about.`;
      row.refuse(this.importer.key[0] ?? null, message, 'Keep one of the two rows.');
    }
  }

  private async flush(): Promise<void> {
    const rows = this.batch;
    this.batch = [];
    if (rows.length > 0) await this.write(rows);
    await this.settleRefused();
    this.options.onProgress?.({ bytes: this.bytes, rows: this.counts.rows });
  }

  private async write(rows: readonly ImportRow[]): Promise<void> {
    await writeBatch(this.database, this.ctx, this.importer, this.settings.dryRun, rows);
    for (const row of rows) {
      if (row.refused) this.refused.push(row);
      else if (row.outcome === 'waiting') this.waiting.push(row);
      else this.settle(row);
    }
  }

  private async settleRefused(): Promise<void> {
    const rows = this.refused;
    this.refused = [];
    if (rows.length === 0) return;
    for (const row of rows) row.endOfChecks();
    await this.database.transaction(this.ctx, this.importer.operation, async (tx) => {
      // A transaction that gives way to others is begun again.
      for (const row of rows) row.reset();
      await this.importer.checkRefused(tx, rows);
    });
    for (const row of rows) this.settle(row);
  }

  /** Rows that refer to later ones: each round imports those whose turn has come, until none has. */
  private async finishWaiting(): Promise<void> {
    for (let before = Infinity; this.waiting.length > 0 && this.waiting.length < before;) {
      const rows = this.waiting;
      before = rows.length;
      this.waiting = [];
      for (const row of rows) row.reset();
      for (let at = 0; at < rows.length; at += batchSize) await this.write(rows.slice(at, at + batchSize));
    }
    const field = this.importer.selfReference ?? '';
    for (const row of this.waiting) {
      const message = `"${String(row.values[field])}" is neither in the book (source ${this.settings.source}) nor a good row of this file.`;
      row.refuse(field, message, 'Correct it, or add the row that it refers to.');
      this.refused.push(row);
    }
    await this.settleRefused();
  }

  private settle(row: ImportRow): void {
    if (row.refused || row.outcome === undefined || row.outcome === 'waiting') {
      this.counts.refused += 1;
      this.problems.add(row.problems);
    } else this.counts[row.outcome] += 1;
  }

  private report(format: RowFormat): ImportReport {
    return {
      kind: this.importer.kind,
      source: this.settings.source,
      dryRun: this.settings.dryRun,
      ...this.counts,
      ignoredColumns: format.ignoredColumns,
      problemCount: this.problems.count,
      problems: this.problems.first(),
    };
  }
}

const emptyFile = {
  field: 'file',
  message: 'It is empty.',
  remedy: 'Give a CSV file whose first line names the columns.',
};

function wrongWidth(width: number, wanted: number): { message: string; remedy: string } {
  return {
    message: `The row has ${width} cells, the header has ${wanted}.`,
    remedy: 'Look for a comma that is missing, or one that needs quotation marks around its cell.',
  };
}
