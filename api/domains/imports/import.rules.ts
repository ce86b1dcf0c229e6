/** What can be imported; each is one kind of CSV file. */
export enum ImportKind {
  ACCOUNTS = 'accounts',
  CONTACTS = 'contacts',
  TEAM = 'team',
  TIMELINE = 'timeline',
  TASKS = 'tasks',
}

/** The order in which the files of one book are imported: what is referred to comes first. */
export const importOrder: readonly ImportKind[] = [
  ImportKind.ACCOUNTS,
  ImportKind.CONTACTS,
  ImportKind.TEAM,
  ImportKind.TIMELINE,
  ImportKind.TASKS,
];

/** The other system that external ids belong to, where nobody says which. */
export const defaultSource = 'crm';

/** So many problems are told one by one; the rest is only counted. */
export const mostProblemsTold = 1000;

/** Why a row was refused. */
export interface ImportProblem {
  /** Line of the file on which the row begins; the header is line 1. */
  readonly line: number;
  /** The column's name in the file, or null where the value comes from the mapping or the whole row is meant. */
  readonly column: string | null;
  /** The field of the target, or null where the whole row is meant. */
  readonly field: string | null;
  /** The cell as the file has it, cut after 200 characters. */
  readonly value: string | null;
  readonly message: string;
  readonly remedy: string;
}

/** What an import did, or in a dry run would have done. */
export interface ImportReport {
  readonly kind: ImportKind;
  readonly source: string;
  readonly dryRun: boolean;
  /** Rows in the file, the header and empty lines not counted. */
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Columns of the file that nothing was taken from. */
  readonly ignoredColumns: readonly string[];
  /** Number of problems; a row can have several. */
  readonly problemCount: number;
  /** The first 1,000 problems, in the order of the file. */
  readonly problems: readonly ImportProblem[];
}

/** How far an import is. */
export interface ImportProgress {
  readonly bytes: number;
  readonly rows: number;
}
