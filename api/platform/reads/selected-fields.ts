import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import type { ReadType } from './read-type';

/** Where a connection has its rows. */
const leadsToRows = new Set(['nodes', 'edges', 'node']);

const known = new WeakMap<FieldNode, ReadonlySet<string>>();

/**
 * Which fields of the rows that a field leads to are asked for: `type`'s own, whatever `@skip` and `@include` may leave
 * out. Rows bring no more than that, since some fields are subqueries.
 */
export function selectedFields(
  type: ReadType,
  { fieldNodes, fragments }: GraphQLResolveInfo,
): readonly string[] {
  const names = new Set<string>();
  for (const node of fieldNodes) for (const name of namesBelow(node, fragments)) names.add(name);
  return type.fields.filter((field) => names.has(field));
}

function namesBelow(node: FieldNode, fragments: GraphQLResolveInfo['fragments']): ReadonlySet<string> {
  let names = known.get(node);
  if (names === undefined) {
    names = new FieldNames(fragments).collect(node.selectionSet);
    known.set(node, names);
  }
  return names;
}

/** Collects names; each fragment once, however often it is spread. */
class FieldNames {
  private readonly names = new Set<string>();
  private readonly visited = new Set<string>();

  constructor(private readonly fragments: GraphQLResolveInfo['fragments']) {}

  collect(set: SelectionSetNode | undefined): ReadonlySet<string> {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) this.spread(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) this.collect(selection.selectionSet);
      else {
        this.names.add(selection.name.value);
        if (leadsToRows.has(selection.name.value)) this.collect(selection.selectionSet);
      }
    }
    return this.names;
  }

  private spread(fragment: string): void {
    if (this.visited.has(fragment)) return;
    this.visited.add(fragment);
    this.collect(this.fragments[fragment]?.selectionSet);
  }
}
