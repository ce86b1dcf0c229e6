import type { Sample } from './scale-cases';

/** A fuzzy or ranked search, asked of the API and said in SQL. */
export interface SearchCase {
  /** As in `fuzzy-accounts`. */
  readonly name: string;
  /** The saved operation that asks for it: its file, without the ending. */
  readonly file: string;
  readonly variables: (sample: Sample) => Record<string, unknown>;
  /** What one would write by hand for the same rows and columns, with the same order and limit. */
  readonly sql: string;
  readonly values: (sample: Sample) => readonly unknown[];
}

/** Every search that ranks what it finds. Those that only narrow a list are saved operations of `scale`. */
export const searchCases: readonly SearchCase[] = [];
