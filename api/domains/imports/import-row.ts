import { snakeCase } from '../../platform/database/naming-strategy';
import { Problems } from '../../shared/problems';
import { Unreadable } from './field-types';
import type { ImportProblem } from './import.rules';
import type { RowFormat } from './row-format';

/** What became of a row. Rows that wait refer to another row of the file that has not been imported yet. */
export type Outcome = 'created' | 'updated' | 'unchanged' | 'waiting';

/** One row of a file on its way into the book. */
export class ImportRow<Values = Readonly<Record<string, unknown>>> {
  readonly problems: ImportProblem[] = [];
  outcome: Outcome | undefined;
  readonly values: Values;
  private readonly found: Readonly<Record<string, unknown>>;
  private checked = 0;
  private told: ReadonlySet<string | null> = new Set();

  constructor(
    readonly line: number,
    /** 1 for the first row below the header. */
    readonly number: number,
    private readonly cells: readonly string[],
    private readonly format: RowFormat,
  ) {
    const values: Record<string, unknown> = {};
    for (const reader of format.readers) {
      const value = reader.read(cells, number);
      if (value instanceof Unreadable) this.refuse(reader.field, value.message, value.remedy);
      else values[reader.field] = value;
    }
    this.found = values;
    this.values = values as Values;
  }

  get refused(): boolean {
    return this.problems.length > 0;
  }

  /** Whether there is something left to do for it. */
  get open(): boolean {
    return !this.refused && this.outcome === undefined;
  }

  /** Whether the field was found wrong earlier, so that nothing can be concluded from its value. */
  isTold(field: string): boolean {
    return this.told.has(field);
  }

  /** Refuses the row; `field` null means the row as a whole. What follows from an earlier problem isn't told again. */
  refuse(field: string | null, message: string, remedy: string): void {
    if (this.told.has(field)) return;
    const reader = this.format.readers.find((candidate) => candidate.field === field);
    const column = reader?.column ?? null;
    const value = reader?.told(this.cells, this.number) ?? null;
    this.problems.push({ line: this.line, column, field, value, message, remedy });
  }

  /** Refuses the row for each required field that its cell leaves empty. */
  requireFilled(fields: readonly string[]): void {
    for (const field of fields) {
      const known = this.problems.some((problem) => problem.field === field);
      if (this.found[field] === null && !known) this.refuse(field, 'It is empty.', 'Fill it in.');
    }
  }

  /** Runs checks of a domain's rules; the fields that they name are told as fields of the file. */
  check(rules: (problems: Problems) => void): void {
    const problems = new Problems();
    rules(problems);
    for (const { field, message, remedy } of problems.found) {
      this.refuse(snakeCase(field.split('.')[0] ?? field), message, remedy);
    }
  }

  /** What was found so far stays, whatever is tried with the row. */
  endOfChecks(): void {
    this.checked = this.problems.length;
    this.told = new Set(this.problems.map((problem) => problem.field));
  }

  /** Back to the state after the checks, for another attempt. */
  reset(): void {
    this.problems.length = this.checked;
    this.outcome = undefined;
  }
}
