import type { TransactionContext } from '../../context';
import type { Fields, ValuesOf } from './field-types';
import type { ImportKind } from './import.rules';
import type { ImportRow } from './import-row';
import type { FormatNeeds } from './row-format';

/** What holds for every row of one run. */
export interface ImportRun {
  readonly source: string;
  readonly dryRun: boolean;
  /** Rows that would make something new are refused. */
  readonly updateOnly: boolean;
  readonly now: Date;
}

/** How one kind of file gets into the book. An importer serves one run and may remember what it saw. */
export interface Importer<F extends Fields> extends FormatNeeds {
  readonly kind: ImportKind;
  readonly fields: F;
  /** The operation's name in the audit. */
  readonly operation: string;
  /** The field that refers to another row of the same kind, which may come later in the file. */
  readonly selfReference?: keyof F & string;
  /** What no two rows of a file have in common. */
  identity(values: ValuesOf<F>): string;
  /** Checks what needs no database. */
  check(row: ImportRow<ValuesOf<F>>): void;
  /**
   * Writes a batch, in a transaction of its own and with a number of statements that doesn't depend on the rows.
   * Each row ends refused or with an outcome. In a dry run it only reads. May be repeated after a failure.
   */
  importBatch(tx: TransactionContext, rows: readonly ImportRow<ValuesOf<F>>[]): Promise<void>;
  /**
   * Looks for what else is wrong with rows that are refused already, as far as it takes the database to know: whom and
   * what they name. Only reads. So one report says all that has to be corrected.
   */
  checkRefused(tx: TransactionContext, rows: readonly ImportRow<ValuesOf<F>>[]): Promise<void>;
}

/** An importer of whatever kind, for the service that runs it. */
export type AnyImporter = Importer<Fields>;

/** Forgets which fields an importer has; its rows are made from its own fields, so that they always fit. */
export function anyImporter<F extends Fields>(importer: Importer<F>): AnyImporter {
  return importer as unknown as AnyImporter;
}
