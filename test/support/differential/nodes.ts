import {
  GraphQLError,
  Kind,
  parse,
  validate,
  type ArgumentNode,
  type DirectiveNode,
  type FieldNode,
  type FragmentSpreadNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  type NamedTypeNode,
  type NameNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Nodes of a document, as the parser makes them. */
export function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

export function typeNode(name: string): NamedTypeNode {
  return { kind: Kind.NAMED_TYPE, name: nameNode(name) };
}

export function selectionSet(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

export function fieldNode(
  name: string,
  args: readonly ArgumentNode[],
  selections: readonly SelectionNode[],
): FieldNode {
  return {
    kind: Kind.FIELD,
    name: nameNode(name),
    arguments: args,
    ...(selections.length > 0 && { selectionSet: selectionSet(selections) }),
  };
}

export function inlineFragment(
  type: string | null,
  selections: readonly SelectionNode[],
): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    ...(type !== null && { typeCondition: typeNode(type) }),
    selectionSet: selectionSet(selections),
  };
}

export function fragmentSpread(name: string): FragmentSpreadNode {
  return { kind: Kind.FRAGMENT_SPREAD, name: nameNode(name) };
}

/** The selection with one more directive. */
export function withDirective<Node extends SelectionNode>(node: Node, directive: DirectiveNode): Node {
  return { ...node, directives: [...(node.directives ?? []), directive] };
}

/** Whether a document is one that the schema can answer. Where an object has no fields, it is not even a document. */
export function isValid(schema: GraphQLSchema, document: string): boolean {
  try {
    return validate(schema, parse(document)).length === 0;
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}
