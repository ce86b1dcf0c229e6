import type { OperationDefinitionNode } from 'graphql';
import type { Decider, RequestValues } from '../given';
import type { PreparedStatement } from '../statement-runner';
import { DecisionTree } from './decision-tree';

/**
 * How many answers the decisions of one operation may have for one kind of viewer before they are forgotten and learnt
 * anew: no client is to fill the memory with pages of every size.
 */
const maximumDecisions = 1_000;

/** How many characters of statements are kept of all operations together; then all of them are compiled anew. */
const maximumCharacters = 64_000_000;

/** What a statement is, or why there is none. */
export type Compiled =
  { readonly statement: PreparedStatement; readonly anyShape: boolean } | { readonly resolve: string };

/** What becomes one statement: an operation, or what its answer has under a key, which several fields may make up. */
export interface Place {
  readonly operation: OperationDefinitionNode;
  readonly key: string | null;
}

/** What was compiled, by operation, which Apollo keeps as long as it remembers the document, and by kind of viewer. */
export class StatementCache {
  private operations = new WeakMap<OperationDefinitionNode, Map<string, DecisionTree<Compiled>>>();
  private characters = 0;

  /** What was compiled for requests like this one, or what is compiled now. */
  get(place: Place, kind: string, values: RequestValues, compile: (decider: Decider) => Compiled): Compiled {
    const tree = this.treeOf(place, kind);
    return tree.find(values) ?? this.keep(tree.make(values, compile));
  }

  private keep(compiled: Compiled): Compiled {
    if ('statement' in compiled) this.characters += compiled.statement.text.length;
    if (this.characters > maximumCharacters) {
      this.operations = new WeakMap();
      this.characters = 0;
    }
    return compiled;
  }

  private treeOf({ operation, key }: Place, kind: string): DecisionTree<Compiled> {
    const trees = this.operations.get(operation) ?? new Map<string, DecisionTree<Compiled>>();
    this.operations.set(operation, trees);
    const name = key === null ? kind : `${kind} ${key}`;
    const known = trees.get(name);
    if (known !== undefined && known.size <= maximumDecisions) return known;
    const tree = new DecisionTree<Compiled>();
    trees.set(name, tree);
    return tree;
  }
}
