import {
  getVariableValues,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Sql } from 'sql-template-tag';
import type { Actor } from '../../auth/actor';
import { proofOf } from '../../auth/proof';
import { DomainError } from '../../../shared/errors';
import { parametersOf, type Decider } from '../given';
import type { DeclaredTypes } from '../request-reads';
import type { StatementRunner } from '../statement-runner';
import { anyViewerLike, requestValues, viewerKind, type Asking } from '../viewer';
import { NotCompiled } from './plan';
import { Planner, type Operation } from './planner';
import { prepared } from './prepared';
import { brokenPromise, Printer } from './printer';
import { StatementCache, type Compiled, type Place } from './statement-cache';

/** The JSON of an answer; or why it has to be resolved in another way. */
export type CompiledAnswer =
  { readonly json: string; readonly from: 'primary' | 'replica' } | { readonly resolve: string };

/**
 * Characters of a statement that is worth planning: an operation within all limits may ask for so many relations of
 * relations that PostgreSQL would plan for seconds, and keep the plan.
 */
const maximumLength = 100_000;

/** Writes a statement with the plans that a planner makes. */
type Write = (planner: Planner, printer: Printer, decider: Decider) => Sql;

/** Answers operations whose whole selection can be said in SQL, each with one statement that builds the JSON. */
export class CompiledReads {
  private readonly statements = new StatementCache();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly types: DeclaredTypes,
    private readonly runner: StatementRunner,
  ) {}

  /**
   * Answers an operation, or says why it can't. Whatever would be refused is left to the resolvers, which say what is
   * wrong with it and where; so is the request of an actor who is not who they were.
   */
  async operation(
    document: DocumentNode,
    definition: OperationDefinitionNode,
    inputs: Readonly<Record<string, unknown>>,
    asking: Asking,
  ): Promise<CompiledAnswer> {
    const { actor } = asking;
    if (definition.operation !== OperationTypeNode.QUERY) return { resolve: `a ${definition.operation}` };
    // Hardly anything is theirs, and no statement of theirs is to drive out another.
    if (actor.kind === 'ANONYMOUS') return { resolve: 'nobody asks' };
    const { coerced } = getVariableValues(this.schema, definition.variableDefinitions ?? [], inputs, {
      maxErrors: 1,
    });
    if (coerced === undefined) return { resolve: 'variables that don’t fit' };
    return this.answer(
      { operation: definition, key: null },
      () => operationOf(document, definition),
      coerced,
      asking,
      (planner, printer, decider) => printer.operation(planner.operation(), proofOf(actor, decider)),
    );
  }

  /** Answers one field of `Query` in the middle of an execution: its value, with a mark on every object. */
  branch(
    { operation, fragments, fieldNodes, variableValues, path }: GraphQLResolveInfo,
    asking: Asking,
  ): Promise<CompiledAnswer> {
    return this.answer(
      { operation, key: String(path.key) },
      () => ({ definition: operation, fragments }),
      variableValues,
      asking,
      (planner, printer) => printer.branch(planner.rootField(fieldNodes)),
    );
  }

  private async answer(
    place: Place,
    operation: () => Operation,
    variables: Readonly<Record<string, unknown>>,
    asking: Asking,
    write: Write,
  ): Promise<CompiledAnswer> {
    const { actor } = asking;
    const values = requestValues(asking, variables);
    try {
      const compile = this.compiler(operation, actor, write);
      const compiled = this.statements.get(place, viewerKind(actor), values, compile);
      if ('resolve' in compiled) return compiled;
      const { statement, anyShape } = compiled;
      const parameters = parametersOf(statement.values, values);
      const late = mayBeLate(place, actor) ? await this.runner.textOfReplica(statement, parameters) : null;
      const json = late ?? (await this.runner.text(statement, parameters));
      if (json === null) return { resolve: 'not who it was' };
      if (json.includes(brokenPromise)) return { resolve: 'a null where there should be none' };
      const from = late === null ? 'primary' : 'replica';
      return { json: anyShape ? JSON.stringify(JSON.parse(json)) : json, from };
    } catch (error) {
      if (error instanceof DomainError) return { resolve: `a refusal: ${error.code}` };
      if (error instanceof GraphQLError) return { resolve: 'arguments that don’t fit' };
      throw error;
    }
  }

  private compiler(operation: () => Operation, actor: Actor, write: Write): (decider: Decider) => Compiled {
    return (decider) => {
      const viewer = anyViewerLike(actor, decider);
      try {
        const planner = new Planner(this.schema, this.types, operation(), viewer, decider);
        const statement = prepared(write(planner, new Printer(viewer), decider));
        if (statement.text.length > maximumLength) return { resolve: 'too long for one statement' };
        return { statement, anyShape: planner.anyShape };
      } catch (error) {
        if (error instanceof NotCompiled) return { resolve: error.reason };
        throw error;
      }
    };
  }
}

/**
 * Whether a replica may answer: whole operations only, since their proof fails where it hasn't seen what the actor
 * changed; a branch belongs to an execution whose other parts come from the primary.
 */
function mayBeLate({ key }: Place, { kind }: Actor): boolean {
  return key === null && (kind === 'MEMBER' || kind === 'INTEGRATION');
}

function operationOf(document: DocumentNode, definition: OperationDefinitionNode): Operation {
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const part of document.definitions)
    if (part.kind === Kind.FRAGMENT_DEFINITION) fragments[part.name.value] = part;
  return { definition, fragments };
}
