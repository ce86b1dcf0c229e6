import type { FieldNode } from 'graphql';

/** The first of a field's places in the document; validation has seen to it that all of them have the same arguments. */
export function first(nodes: readonly FieldNode[]): FieldNode {
  const [node] = nodes;
  if (node === undefined) throw new Error('A field stands nowhere in the document.');
  return node;
}
