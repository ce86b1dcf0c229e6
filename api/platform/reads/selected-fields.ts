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
    names = new Set(collect(node.selectionSet, fragments));
    known.set(node, names);
  }
  return names;
}

function collect(set: SelectionSetNode | undefined, fragments: GraphQLResolveInfo['fragments']): string[] {
  return (set?.selections ?? []).flatMap((selection): string[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD)
      return collect(fragments[selection.name.value]?.selectionSet, fragments);
    if (selection.kind === Kind.INLINE_FRAGMENT) return collect(selection.selectionSet, fragments);
    const { value } = selection.name;
    return leadsToRows.has(value) ? [value, ...collect(selection.selectionSet, fragments)] : [value];
  });
}
