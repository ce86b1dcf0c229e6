import { mostProblemsTold, type ImportProblem } from './import.rules';

/** The first problems in the order of the file, whatever the order in which they are found; the rest is counted. */
export class ProblemList {
  count = 0;
  private kept: ImportProblem[] = [];

  add(problems: readonly ImportProblem[]): void {
    this.count += problems.length;
    this.kept.push(...problems);
    // Sorting now and then keeps the memory bounded and the cost small.
    if (this.kept.length > 4 * mostProblemsTold) this.kept = this.first();
  }

  first(): ImportProblem[] {
    return this.kept.toSorted((a, b) => a.line - b.line).slice(0, mostProblemsTold);
  }
}
