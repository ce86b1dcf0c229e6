import { OperationTypeNode } from 'graphql';
import { note } from '../../local/bootstrap/steps.cjs';
import { savedOperations, type SavedOperation } from '../../web-schema/saved-operations';
import { callerNames, type Sending } from '../support/differential/operation-writer';
import { finding, seekDifferences } from '../support/differential/seek';
import { setStage, type Stage } from '../support/differential/stage';

/**
 * What is compiled is compared with what is resolved row by row, byte by byte: status, content type and body. Nothing
 * may differ, and nothing may fail on our side. `npm run proof:reads` does the same at length, from another seed each
 * time; MAINSTAY_TEST_SEED and MAINSTAY_TEST_OPERATIONS say from which, and how many operations.
 */
const isProof = process.env['MAINSTAY_TEST_PROOF'] !== undefined;
const seed = Number(process.env['MAINSTAY_TEST_SEED'] ?? (isProof ? Date.now() % 1_000_000_000 : 20_261_120));
const count = Number(process.env['MAINSTAY_TEST_OPERATIONS'] ?? (isProof ? 20_000 : 300));

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 60_000);
afterAll(() => stage.close());

async function savedQueries(): Promise<SavedOperation[]> {
  const operations = await savedOperations();
  return operations.filter(({ operation }) => operation.operation === OperationTypeNode.QUERY);
}

/** With variables that show what is there, and with the examples, whose ids are nobody's. */
function sendings({ name, variables }: SavedOperation, callers: readonly string[]): Sending[] {
  const shown = { ...variables, ...stage.stock.variables(name) };
  return callers.flatMap((caller) => [
    { caller, variables: shown },
    { caller, variables },
  ]);
}

test('every saved query has the same answer in every way, whoever asks', async () => {
  for (const query of await savedQueries()) {
    const operation = { document: query.text, sendings: sendings(query, callerNames) };
    const found = await stage.everyWay.compare(operation);
    if (found !== null) throw await finding(stage, found, `# ${query.file}\n`);
  }
}, 60_000);

test('every saved query is compiled', async () => {
  const resolved: Record<string, string | null> = {};
  for (const query of await savedQueries()) {
    const [sending] = sendings(query, ['ADMIN']);
    if (sending === undefined) continue;
    const { way } = (await stage.everyWay.ask({ document: query.text, sendings: [] }, sending)).operations;
    if (way !== 'compiled') resolved[query.name] = way;
  }
  expect(resolved).toEqual({});
});

test(
  `${count} operations written at random, from the seed ${seed}, have the same answer in every way`,
  async () => {
    const began = Date.now();
    const ways = await seekDifferences(stage, seed, count, (n, { lines }) => {
      const rate = Math.round((n / (Date.now() - began)) * 60_000);
      if (isProof && n % 1_000 === 0)
        note(`  ${n} operations from seed ${seed}, ${rate} a minute\n${lines.join('\n')}`);
    });
    // Else little would have been compared.
    expect(ways.answered).toBeGreaterThan(count);
    expect(ways.compiledShare).toBeGreaterThan(0.6);
  },
  isProof ? 12 * 3_600_000 : 60_000,
);
