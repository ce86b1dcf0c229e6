import { OperationTypeNode, visit, type DocumentNode } from 'graphql';
import { Client } from 'pg';
import { savedOperations } from '../../web-schema/saved-operations';
import { startApi, untyped, type TestApi, type TestMember } from '../support/api';
import { ReadsStock } from '../support/reads-stock';

describe.each(['operations', 'branches', 'rows'])('reads that are compiled for %s', (ways) => {
  let api: TestApi;
  let admin: TestMember;
  let stock: ReadsStock;
  beforeAll(async () => {
    api = await startApi({ MAINSTAY_READS: ways });
    admin = await api.member('ADMIN');
    stock = await ReadsStock.make(api, admin);
  });
  afterAll(() => api.close());

  test('each list and relation that an operation names costs one statement at most, for one row as for thirty', async () => {
    await stock.fill(1);
    const one = await measure(api, admin, stock);
    await stock.fill(29);
    const thirty = await measure(api, admin, stock);
    const operations = await savedOperations();
    const allowed = Object.fromEntries(operations.map(({ name, document }) => [name, placesOf(document)]));
    for (const { statements } of [one, thirty]) {
      const over = Object.entries(statements).filter(([name, count]) => count > (allowed[name] ?? 0));
      expect(over).toEqual([]);
    }
    // Without more rows in the answers, nothing would have been shown.
    const grown = Object.keys(one.sizes).filter(
      (name) => (thirty.sizes[name] ?? 0) > 2 * (one.sizes[name] ?? 0),
    );
    expect(grown).toEqual(expect.arrayContaining(stock.lists));
    if (ways === 'operations') {
      const more = Object.entries(thirty.statements).filter(([, count]) => count > 1);
      expect(more).toEqual([]);
    }
  }, 60_000);
});

/** Parts of a connection, which come with it. */
const ofConnection = new Set(['nodes', 'pageInfo']);

/** How many places of a document can lead to rows, with one for finding out who asks. */
function placesOf(document: DocumentNode): number {
  let places = 1;
  visit(document, {
    Field({ name, selectionSet }) {
      const isPlace = selectionSet !== undefined && !ofConnection.has(name.value);
      if (isPlace || name.value === 'totalCount') places += 1;
    },
  });
  return places;
}

interface Measured {
  /** Statements by operation. */
  readonly statements: Record<string, number>;
  /** Characters of the answers. */
  readonly sizes: Record<string, number>;
}

async function measure(api: TestApi, admin: TestMember, stock: ReadsStock): Promise<Measured> {
  const measured: Measured = { statements: {}, sizes: {} };
  for (const { name, text, operation, variables } of await savedOperations()) {
    if (operation.operation !== OperationTypeNode.QUERY) continue;
    const document = untyped<object>(text);
    const all = { ...variables, ...stock.variables(name) };
    const sent = jest.spyOn(Client.prototype, 'query');
    const answer = await api.answer(admin, document, all);
    measured.statements[name] = sent.mock.calls.length;
    sent.mockRestore();
    expect([name, answer.errors]).toEqual([name, []]);
    measured.sizes[name] = JSON.stringify(answer.data).length;
  }
  return measured;
}
