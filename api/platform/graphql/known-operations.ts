import type { DocumentNode, OperationDefinitionNode } from 'graphql';

/** An operation of a document that was parsed and found valid. */
export interface KnownOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** What a GraphQL request asks: the text of its document, and which operation of it. */
export interface Question {
  readonly query: string;
  readonly operationName: string | null;
}

/**
 * How many operations are remembered, and how many characters of their documents together. With what was parsed and
 * compiled of it, an operation is some ten kilobytes; where there are more, those that came least lately are forgotten.
 */
const maximumOperations = 300;
const maximumCharacters = 500_000;

/**
 * Operations that were answered by one statement, by the text that clients send. Who sends the same text again needn't
 * have it parsed, checked and looked up again.
 */
export class KnownOperations {
  /** The one that came least lately is the first. */
  private readonly operations = new Map<string, KnownOperation>();
  private characters = 0;

  find(question: Question): KnownOperation | undefined {
    const key = keyOf(question);
    const found = this.operations.get(key);
    if (found === undefined) return undefined;
    this.operations.delete(key);
    this.operations.set(key, found);
    return found;
  }

  remember(question: Question, operation: KnownOperation): void {
    const key = keyOf(question);
    if (this.operations.has(key)) return;
    this.operations.set(key, operation);
    this.characters += key.length;
    for (const oldest of this.operations.keys()) {
      if (this.operations.size <= maximumOperations && this.characters <= maximumCharacters) return;
      this.operations.delete(oldest);
      this.characters -= oldest.length;
    }
  }
}

/** No name has a line break in it, so no two questions have the same key. */
function keyOf({ query, operationName }: Question): string {
  return operationName === null ? query : `${operationName}\n${query}`;
}
