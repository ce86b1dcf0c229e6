import {
  GraphQLError,
  Kind,
  visit,
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import { defaultPageSize } from '../reads/page';

/** Of so many combinations of page sizes the cost of one operation is remembered. */
const maximumRemembered = 200;

interface Known {
  /** The variables that the cost depends on. */
  readonly names: readonly string[];
  readonly costs: Map<string, number>;
}

/** What operations cost, computed once for every combination of what the cost depends on. */
export class OperationCosts {
  private readonly known = new WeakMap<OperationDefinitionNode, Known>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly most: number,
  ) {}

  /** Whether an operation costs no more than is allowed. */
  areWithin(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): boolean {
    return this.of(document, operation, variables) <= this.most;
  }

  /** How many fields an answer may hold. Zero where the variables don't fit: the execution says what is wrong with them. */
  of(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): number {
    const { names, costs } = this.knownOf(document, operation);
    // Null is a value of its own: a default stands in only where nothing is given.
    const sizes = names.map((name) => (Object.hasOwn(variables, name) ? [variables[name]] : []));
    // Whatever else stands there is no size, and nothing to remember.
    if (!sizes.flat().every(isSize)) return this.compute(document, operation, variables);
    const key = JSON.stringify(sizes);
    const known = costs.get(key);
    if (known !== undefined) return known;
    const cost = this.compute(document, operation, variables);
    if (costs.size >= maximumRemembered) costs.clear();
    if (cost > 0) costs.set(key, cost);
    return cost;
  }

  private knownOf(document: DocumentNode, operation: OperationDefinitionNode): Known {
    const known = this.known.get(operation) ?? {
      names: sizeVariables(document),
      costs: new Map<string, number>(),
    };
    this.known.set(operation, known);
    return known;
  }

  private compute(
    query: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): number {
    const named = operation.name === undefined ? {} : { operationName: operation.name.value };
    try {
      return getComplexity({
        schema: this.schema,
        query,
        variables: { ...variables },
        estimators: [estimator],
        ...named,
      });
    } catch (error) {
      if (error instanceof GraphQLError) return 0;
      throw error;
    }
  }
}

function isSize(value: unknown): boolean {
  return value === null || typeof value === 'number' || typeof value === 'boolean';
}

/** A field costs one, and what hangs below it; a list as often as its page is long. */
const estimator: ComplexityEstimator = ({ args, childComplexity, field }) => {
  const isList = field.args.some((arg) => arg.name === 'first');
  const size = Number(args.first ?? args.last ?? defaultPageSize);
  return 1 + (isList ? Math.max(size, 1) * childComplexity : childComplexity);
};

/** Variables that say how long a page is, or whether a part is asked for at all. */
function sizeVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  const add = ({ value }: ArgumentNode): void => {
    if (value.kind === Kind.VARIABLE) names.add(value.name.value);
  };
  visit(document, {
    Argument: (argument) => {
      if (/^(first|last)$/.test(argument.name.value)) add(argument);
    },
    Directive: (directive: DirectiveNode) => directive.arguments?.forEach(add),
  });
  return [...names];
}
