import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperationTypeNode } from 'graphql';
import { projectRoot } from '../../local/project-root';
import { savedOperations, type SavedOperation } from '../../web-schema/saved-operations';
import { startApi, untyped, type TestApi } from '../support/api';
import { MatrixBook, type Situation, type Target } from '../support/matrix/book';
import type { Call, Context } from '../support/matrix/call';
import { Callers, columns, type Asker, type Column } from '../support/matrix/callers';
import { callsOnBook } from '../support/matrix/calls-on-book';
import { callsOnPeople } from '../support/matrix/calls-on-people';
import { isRefusal, outcomeOf } from '../support/matrix/outcome';
import { parseMatrix, printMatrix, type Row } from '../support/matrix/table';

const file = join(projectRoot, 'test', 'api', 'matrix.md');
const calls: Readonly<Record<string, Call>> = { ...callsOnBook, ...callsOnPeople };
const text = readFileSync(file, 'utf8');
/** `MATRIX=write` writes down what came out, to be read line by line before it is committed. */
const writing = process.env['MATRIX'] === 'write';
const expected = writing ? [] : parseMatrix(text);
const found: Row[] = [];

let api: TestApi;
let context: Context;
beforeAll(async () => {
  api = await startApi();
  const callers = await Callers.make(api);
  context = { api, callers, book: await MatrixBook.make(api, callers) };
  for (const situation of ['own', 'shared', 'other'] as const) await context.book.stock(situation);
});
afterAll(async () => {
  await api.close();
  if (writing) writeFileSync(file, printMatrix(text, found));
});

test('every saved operation has its rows, and no row is without its operation', async () => {
  const operations = await savedOperations();
  const wanted = operations.flatMap(({ name }) => {
    if (calls[name] === undefined) throw new Error(`Say in test/support/matrix how ${name} is called.`);
    return calls[name].situations.map((situation) => `${name} ${situation}`);
  });
  if (writing) return;
  expect(expected.map(({ operation, situation }) => `${operation} ${situation}`)).toEqual(wanted);
});

test('everybody gets what their role or scopes let them have, and what they may not see looks like nothing', async () => {
  for (const operation of await savedOperations()) {
    const situations = calls[operation.name]?.situations ?? [];
    found.push(...(await Promise.all(situations.map((situation) => rowOf(operation, situation)))));
  }
  if (!writing) expect(found).toEqual(expected);
}, 180_000);

/** One row: what each caller gets. Callers that are refused share an object, since they must not change it. */
async function rowOf(saved: SavedOperation, situation: Situation): Promise<Row> {
  const known = expected.find((row) => row.operation === saved.name && row.situation === situation)?.cells;
  const call = calls[saved.name] as Call;
  const cells: Partial<Record<Column, string>> = {};
  let shared: Target | undefined;
  for (const column of columns) {
    const asker = (await call.asker?.(context.callers, column)) ?? context.callers.of(column);
    const spends =
      call.asker !== undefined ||
      (saved.operation.operation === OperationTypeNode.MUTATION && !isRefusal(known?.[column]));
    const target: Target | null | undefined =
      (spends ? undefined : shared) ?? (await call.target?.(context, situation, asker));
    if (!spends && target !== null) shared = target;
    cells[column] = target === null ? '·' : await cellOf(saved, situation, asker, target);
  }
  return { operation: saved.name, situation, cells };
}

async function cellOf(
  saved: SavedOperation,
  situation: Situation,
  asker: Asker,
  target: Target = nothing,
): Promise<string> {
  const variables = calls[saved.name]?.variables?.(target, context) ?? {};
  const answer = await api.answer(asker, untyped<Record<string, unknown>>(saved.text), variables);
  const outcome = outcomeOf(saved, situation, answer);
  if (isRefusal(outcome)) await expectNoChange(`${saved.name}, ${situation}, ${outcome}`, answer.requestId);
  return outcome;
}

const nothing: Target = { id: '', version: 0, name: '' };

/** A refused request leaves nothing behind, which the audit would know. */
async function expectNoChange(what: string, requestId: string | null): Promise<void> {
  const { rowCount } = await api.composition.database.pool.query(
    'SELECT FROM audit_entry WHERE request_id = $1',
    [requestId],
  );
  if (rowCount !== 0) throw new Error(`${what}: this was refused and yet changed something.`);
}
