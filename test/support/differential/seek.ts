import { shrink } from './shrink';
import { WayCount, type Difference } from './every-way';
import { writeOperation, type WrittenOperation } from './operation-writer';
import { Random } from './random';
import type { Stage } from './stage';

/** So many operations are under way at once. */
const atOnce = 4;

/**
 * Writes so many operations and compares their answers. Throws at the first difference, and says how to see it again.
 * The first operation is that of the seed, the next that of the next number.
 */
export async function seekDifferences(
  stage: Stage,
  seed: number,
  count: number,
  afterEach: (n: number, ways: WayCount) => void = () => undefined,
): Promise<WayCount> {
  const ways = new WayCount();
  let next = 0;
  const compareNext = async (n: number): Promise<void> => {
    const found = await stage.everyWay.compare(operationOf(stage, seed + n), ways);
    if (found !== null)
      throw await finding(stage, found, `MAINSTAY_TEST_SEED=${seed + n} MAINSTAY_TEST_OPERATIONS=1`);
    afterEach(n + 1, ways);
  };
  const worker = async (): Promise<void> => {
    try {
      while (next < count) await compareNext(next++);
    } finally {
      // Where one throws, the others finish what they are at.
      next = count;
    }
  };
  const done = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  const failed = done.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return ways;
}

/** The first valid operation that the seed leads to. */
function operationOf({ api, values }: Stage, seed: number): WrittenOperation {
  const random = new Random(seed);
  let operation: WrittenOperation | null;
  do operation = writeOperation(api.composition.schema, values, random);
  while (operation === null);
  return operation;
}

/** A difference in few words: the smallest operation that shows it, and how to have the whole of it again. */
export async function finding(stage: Stage, found: Difference, again: string): Promise<Error> {
  const said = stage.log.line;
  const smallest = await shrink(stage.api.composition.schema, stage.everyWay, found);
  const sendings = smallest.operation.sendings.map((sending) => `  ${JSON.stringify(sending)}`);
  const parts = [
    `Answers differ: ${smallest.where}`,
    `\n${smallest.operation.document}`,
    'sent as',
    ...sendings,
    `To see it again: ${again} npm run proof:reads`,
    ...(said === '' ? [] : [`The log's last words: ${said.slice(0, 600)}`]),
  ];
  return new Error(parts.join('\n'));
}
