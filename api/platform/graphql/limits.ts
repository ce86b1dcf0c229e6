import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError, type GraphQLSchema, type ValidationRule } from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import type { RequestContext } from '../../context';
import { defaultPageSize } from '../reads/page';

/** What one request may ask for. Documented for integrators in the guide. */
export const limits = {
  tokens: 1500,
  depth: 14,
  aliases: 15,
  directives: 5,
  /** Fields that an answer may hold, each list counted with the size of its page. */
  cost: 20_000,
};

/** The rules and plugins that keep one request from costing as much as a thousand. */
export function requestLimits(schema: GraphQLSchema): {
  parseOptions: { maxTokens: number };
  validationRules: ValidationRule[];
  plugins: ApolloServerPlugin<RequestContext>[];
} {
  const armor = new ApolloArmor({
    maxAliases: { n: limits.aliases, allowList: [] },
    maxDirectives: { n: limits.directives },
    maxDepth: { n: limits.depth },
    // Tokens are counted by the parser, cost by the plugin below, which knows the sizes of pages.
    maxTokens: { enabled: false },
    costLimit: { enabled: false },
  }).protect();
  return {
    parseOptions: { maxTokens: limits.tokens },
    validationRules: armor.validationRules as ValidationRule[],
    plugins: [...(armor.plugins as ApolloServerPlugin<RequestContext>[]), costLimit(schema)],
  };
}

/** A field costs one, and what hangs below it; a list as often as its page is long. */
const estimator: ComplexityEstimator = ({ args, childComplexity, field }) => {
  const isList = field.args.some((arg) => arg.name === 'first');
  const size = Number(args.first ?? args.last ?? defaultPageSize);
  return 1 + (isList ? Math.max(size, 1) * childComplexity : childComplexity);
};

function costLimit(schema: GraphQLSchema): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ request, document }) => {
        const variables = request.variables ?? {};
        const operation = request.operationName ? { operationName: request.operationName } : {};
        const cost = getComplexity({
          schema,
          query: document,
          variables,
          estimators: [estimator],
          ...operation,
        });
        if (cost <= limits.cost) return;
        throw new GraphQLError(
          `This request may answer with ${cost} fields; ${limits.cost} are allowed. Ask for smaller pages, or less at once.`,
          { extensions: { code: 'QUERY_TOO_COSTLY', http: { status: 400 } } },
        );
      },
    }),
  };
}
