import type { Result } from '../report/result';
import type { Stage } from '../stage/stage';

/** One benchmark: prints what it sees, and gives its results. */
export interface Bench {
  readonly name: string;
  run(stage: Stage): Promise<Result[]>;
}
