import { Kind, parse, print, visit, type ASTNode, type DocumentNode, type GraphQLSchema } from 'graphql';
import { isValid } from './nodes';
import type { EveryWay, Difference } from './every-way';
import type { WrittenOperation } from './operation-writer';

const removable: ReadonlySet<string> = new Set([
  Kind.FIELD,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_SPREAD,
  Kind.ARGUMENT,
  Kind.OBJECT_FIELD,
  Kind.DIRECTIVE,
]);
const mostTries = 400;

/** Leaves out of an operation whatever can go while its answers still differ. */
export async function shrink(
  schema: GraphQLSchema,
  everyWay: EveryWay,
  found: Difference,
): Promise<Difference> {
  let smallest = await fewerSendings(everyWay, found);
  let tries = 0;
  for (let at = 0; tries < mostTries; at += 1) {
    const smaller = without(smallest.operation, at);
    if (smaller === null) break;
    if (!isValid(schema, smaller.document)) continue;
    tries += 1;
    const still = await everyWay.compare(smaller);
    if (still === null) continue;
    smallest = still;
    // What stood there is gone, and something else stands there now.
    at -= 1;
  }
  return smallest;
}

/** Only the last sending, where it is enough. Both APIs know the operation by now; another text is new to them. */
async function fewerSendings(everyWay: EveryWay, found: Difference): Promise<Difference> {
  const { operation } = found;
  const last = operation.sendings.slice(-1);
  const alone = { ...operation, document: `# alone\n${operation.document}`, sendings: last };
  return (await everyWay.compare(alone)) ?? found;
}

/** The operation without the part at the place, and without what was used by that part alone; null behind the end. */
function without(operation: WrittenOperation, place: number): WrittenOperation | null {
  let at = -1;
  let removed = false;
  const smaller = visit(parse(operation.document), {
    enter(node: ASTNode) {
      if (removed || !removable.has(node.kind)) return undefined;
      at += 1;
      if (at < place) return undefined;
      removed = true;
      return null;
    },
  }) as DocumentNode;
  if (!removed) return null;
  const { document, variables } = withoutUnused(smaller);
  const sendings = operation.sendings.map((sending) => ({
    ...sending,
    variables: Object.fromEntries(Object.entries(sending.variables).filter(([name]) => variables.has(name))),
  }));
  return { ...operation, document, sendings };
}

function withoutUnused(document: DocumentNode): { document: string; variables: Set<string> } {
  const text = print(document);
  const variables = new Set<string>();
  const spread = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void variables.add(name.value),
    FragmentSpread: ({ name }) => void spread.add(name.value),
  });
  const used = visit(document, {
    VariableDefinition: ({ variable }) => (variables.has(variable.name.value) ? undefined : null),
    FragmentDefinition: ({ name }) => (spread.has(name.value) ? undefined : null),
  });
  const smaller = print(used);
  // A fragment may have been the last to use another one, or a variable.
  return smaller === text ? { document: smaller, variables } : withoutUnused(used);
}
