import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import {
  GraphQLError,
  type GraphQLSchema,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import type { RequestContext } from '../../context';
import { OperationCosts } from './operation-costs';

/** What one request may ask for. Documented for integrators in the guide. */
export const limits = {
  /** Words and signs of the document. */
  tokens: 1500,
  /** Fields below each other. */
  depth: 14,
  /** Fields beside each other. */
  breadth: 60,
  aliases: 15,
  directives: 5,
  /** Fields that an answer may hold, each list counted with the size of its page. */
  cost: 20_000,
};

/** The rules and plugins that keep one request from costing as much as a thousand. */
export function requestLimits(costs: OperationCosts): {
  parseOptions: { maxTokens: number };
  validationRules: ValidationRule[];
  plugins: ApolloServerPlugin<RequestContext>[];
} {
  const asFinding = { propagateOnRejection: false, onReject: [reportFinding] };
  const armor = new ApolloArmor({
    maxAliases: { n: limits.aliases, allowList: [], ...asFinding },
    maxDirectives: { n: limits.directives, ...asFinding },
    maxDepth: { n: limits.depth, flattenFragments: true, ...asFinding },
    // Tokens are counted by the parser, cost by the plugin below, which knows the sizes of pages; and Apollo hides
    // suggestions itself where the schema is to be hidden.
    maxTokens: { enabled: false },
    costLimit: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect();
  return {
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [...(armor.validationRules as ValidationRule[]), breadthLimit],
    plugins: [...(armor.plugins as ApolloServerPlugin<RequestContext>[]), costLimit(costs)],
  };
}

/** The library calls every finding a syntax error; it is a limit, and there is a remedy. */
function reportFinding(context: ValidationContext | null, finding: GraphQLError): void {
  const what = finding.message.replace(/^Syntax Error: /, '');
  context?.reportError(new GraphQLError(`${what} Ask for less at once, in several requests.`));
}

const breadthLimit: ValidationRule = (context) => ({
  SelectionSet(node: SelectionSetNode) {
    const breadth = node.selections.length;
    if (breadth <= limits.breadth) return;
    const message = `Query breadth limit of ${limits.breadth} exceeded, found ${breadth}. Ask for fewer fields of one object.`;
    context.reportError(new GraphQLError(message, { nodes: node }));
  },
});

/** What operations on a schema cost, and whether that is within the limit. */
export function operationCosts(schema: GraphQLSchema): OperationCosts {
  return new OperationCosts(schema, limits.cost);
}

function costLimit(costs: OperationCosts): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ request, document, operation }) => {
        const cost = operation === undefined ? 0 : costs.of(document, operation, request.variables ?? {});
        if (cost <= limits.cost) return;
        throw new GraphQLError(
          `This request may answer with ${cost} fields; ${limits.cost} are allowed. Ask for smaller pages, or less at once.`,
          { extensions: { code: 'QUERY_TOO_COSTLY', http: { status: 400 } } },
        );
      },
    }),
  };
}
