import { createHash } from 'node:crypto';
import {
  getVariableValues,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Sql } from 'sql-template-tag';
import type { Actor } from '../../auth/actor';
import { DomainError } from '../../../shared/errors';
import { Given, parametersOf, type RequestValues } from '../given';
import type { DeclaredTypes } from '../request-reads';
import type { PreparedStatement, StatementRunner } from '../statement-runner';
import { anyViewerLike, requestValues, viewerKind } from '../viewer';
import { DecisionTree } from './decision-tree';
import { NotCompiled } from './plan';
import { Planner, type Operation } from './planner';
import { brokenPromise, Printer } from './printer';

/**
 * How many answers the decisions of one operation may have for one kind of viewer before they are forgotten and learnt
 * anew: no client is to fill the memory with pages of every size.
 */
const maximumDecisions = 1_000;

/** The answer of an operation as JSON of its `data`; or why it has to be resolved field by field. */
export type CompiledAnswer = { readonly json: string } | { readonly resolve: string };

/** What a statement is, or why there is none. */
type Compiled =
  { readonly statement: PreparedStatement; readonly anyShape: boolean } | { readonly resolve: string };

/** Answers operations whose whole selection can be said in SQL, each with one statement that builds the JSON. */
export class CompiledReads {
  /** By operation, which Apollo keeps as long as it remembers the document, and by what the viewer may do at all. */
  private readonly operations = new WeakMap<OperationDefinitionNode, Map<string, DecisionTree<Compiled>>>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly types: DeclaredTypes,
    private readonly runner: StatementRunner,
  ) {}

  /**
   * Answers an operation, or says why it can't. Whatever would be refused is left to the resolvers, which say what is
   * wrong with it and where.
   */
  async answer(
    document: DocumentNode,
    definition: OperationDefinitionNode,
    inputs: Readonly<Record<string, unknown>>,
    actor: Actor,
  ): Promise<CompiledAnswer> {
    if (definition.operation !== OperationTypeNode.QUERY) return { resolve: `a ${definition.operation}` };
    const { coerced } = getVariableValues(this.schema, definition.variableDefinitions ?? [], inputs, {
      maxErrors: 1,
    });
    if (coerced === undefined) return { resolve: 'variables that don’t fit' };
    const values = requestValues(actor, coerced);
    try {
      const compiled = this.compiled(document, definition, values, actor);
      if ('resolve' in compiled) return compiled;
      const { statement, anyShape } = compiled;
      const json = await this.runner.text(statement, parametersOf(statement.values, values));
      if (json.includes(brokenPromise)) return { resolve: 'a null where there should be none' };
      return { json: anyShape ? JSON.stringify(JSON.parse(json)) : json };
    } catch (error) {
      if (error instanceof DomainError) return { resolve: `a refusal: ${error.code}` };
      if (error instanceof GraphQLError) return { resolve: 'arguments that don’t fit' };
      throw error;
    }
  }

  private compiled(
    document: DocumentNode,
    definition: OperationDefinitionNode,
    values: RequestValues,
    actor: Actor,
  ): Compiled {
    const tree = this.treeOf(definition, viewerKind(actor));
    return (
      tree.find(values) ??
      tree.make(values, (decider) => {
        const viewer = anyViewerLike(actor, decider);
        try {
          const planner = new Planner(
            this.schema,
            this.types,
            operationOf(document, definition),
            viewer,
            decider,
          );
          const statement = prepared(new Printer(viewer).statement(planner.plan()));
          return { statement, anyShape: planner.anyShape };
        } catch (error) {
          if (error instanceof NotCompiled) return { resolve: error.reason };
          throw error;
        }
      })
    );
  }

  private treeOf(definition: OperationDefinitionNode, kind: string): DecisionTree<Compiled> {
    const kinds = this.operations.get(definition) ?? new Map<string, DecisionTree<Compiled>>();
    this.operations.set(definition, kinds);
    const known = kinds.get(kind);
    if (known !== undefined && known.size <= maximumDecisions) return known;
    const tree = new DecisionTree<Compiled>();
    kinds.set(kind, tree);
    return tree;
  }
}

function operationOf(document: DocumentNode, definition: OperationDefinitionNode): Operation {
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const part of document.definitions)
    if (part.kind === Kind.FRAGMENT_DEFINITION) fragments[part.name.value] = part;
  return { definition, fragments };
}

/** The text of a statement with a name of its own; what stands in it more than once is one parameter. */
function prepared(statement: Sql): PreparedStatement {
  const values: unknown[] = [];
  let text = statement.strings[0] ?? '';
  statement.values.forEach((value, at) => {
    const known = value instanceof Given ? values.indexOf(value) : -1;
    const place = known === -1 ? values.push(value) : known + 1;
    text += `$${place}${statement.strings[at + 1] ?? ''}`;
  });
  return { name: `c_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`, text, values };
}
