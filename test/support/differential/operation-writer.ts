import {
  Kind,
  OperationTypeNode,
  print,
  visit,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { ArgumentWriter } from './argument-writer';
import type { BookValues } from './book-values';
import { isValid, nameNode, selectionSet } from './nodes';
import type { Random } from './random';
import { SelectionWriter } from './selection-writer';
import { WrittenVariables } from './written-variables';

/** One sending of an operation: who sends it, and with which variables. */
export interface Sending {
  readonly caller: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Which operation of the document is meant, where there are several. */
  readonly operationName?: string;
}

/** An operation, and how it is to be sent: more than once, so that what is remembered of it is used. */
export interface WrittenOperation {
  readonly document: string;
  readonly sendings: readonly Sending[];
}

/** Who sends how often. Those who are refused everything teach little. */
const callers = {
  ADMIN: 22,
  LEADER: 12,
  CSM: 26,
  'another CSM': 10,
  EXECUTIVE: 8,
  VIEWER: 8,
  ACCOUNTS_READ: 6,
  ACCOUNTS_WRITE: 3,
  'TIMELINE_WRITE IMPORT': 3,
  IMPORT: 1,
  anonymous: 1,
};

/** Fields of `Query` that few may ask for. */
const closed: ReadonlySet<string> = new Set(['apiKeys', 'auditEntries', 'engineRoom', 'sessions']);

/** The names of those who may send operations. */
export const callerNames: readonly string[] = Object.keys(callers);

/** Writes a valid operation of the schema, another for each state of the numbers; null where it came out invalid. */
export function writeOperation(
  schema: GraphQLSchema,
  values: BookValues,
  random: Random,
): WrittenOperation | null {
  const variables = new WrittenVariables(random);
  const writer = new SelectionWriter(schema, random, values, new ArgumentWriter(random, values, variables));
  const roots = chooseRoots(schema, random);
  const selections = writer.root(roots);
  const operations = random.chance(0.06)
    ? twoOperations(writer, selections)
    : { [random.pick(['', 'Written'])]: selections };
  const { fragments } = writer;
  const definitions = Object.entries(operations).map(([name, own]): OperationDefinitionNode => {
    const used = variablesIn(own, fragments);
    return {
      kind: Kind.OPERATION_DEFINITION,
      operation: OperationTypeNode.QUERY,
      ...(name !== '' && { name: nameNode(name) }),
      variableDefinitions: variables.definitions.filter(({ variable }) => used.has(variable.name.value)),
      selectionSet: selectionSet(own),
    };
  });
  const document = print({ kind: Kind.DOCUMENT, definitions: [...definitions, ...fragments] });
  if (!isValid(schema, document)) return null;
  const sendings = Array.from({ length: random.between(1, 4) }, () => ({
    caller:
      roots.some(({ name }) => closed.has(name)) && random.chance(0.8) ? 'ADMIN' : random.weighted(callers),
    variables: variables.values(),
    ...(definitions.length > 1 && { operationName: random.pick(Object.keys(operations)) }),
  }));
  return { document, sendings };
}

function chooseRoots(schema: GraphQLSchema, random: Random): GraphQLField<unknown, unknown>[] {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  const count = Number(random.weighted({ 1: 6, 2: 3, 3: 1 }));
  return Array.from({ length: count }, () => random.pick(fields));
}

/** One that asks for a part, and one that asks for everything and for the part again. */
function twoOperations(
  writer: SelectionWriter,
  selections: readonly SelectionNode[],
): Record<string, readonly SelectionNode[]> {
  const part = writer.partOfRoot(selections);
  return { Written: [part], Another: [part, ...selections] };
}

function variablesIn(
  selections: readonly SelectionNode[],
  fragments: readonly FragmentDefinitionNode[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (set: SelectionSetNode): void => {
    visit(set, {
      Variable: ({ name }) => void found.add(name.value),
      FragmentSpread: ({ name }) => {
        const spread = fragments.find((fragment) => fragment.name.value === name.value);
        if (spread !== undefined) follow(spread.selectionSet);
      },
    });
  };
  follow(selectionSet(selections));
  return found;
}
