import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../context';
import { stringifyResult } from './compiled-operations';
import type { FormatError } from './format-error';
import { requestLimits } from './limits';
import type { OperationCosts } from './operation-costs';

/**
 * Bytes of parsed documents that are kept, counted as JSON: those of some six hundred. In the memory they take three
 * times as much, and what was compiled of each is kept with it; Apollo's own thirty megabytes would be hundreds.
 */
const documentBytes = 2_000_000;

/** Apollo Server on the schema, with what every deployment has: limits, masked errors, CSRF prevention. */
export function createApollo(
  schema: GraphQLSchema,
  app: FastifyInstance,
  options: {
    introspection: boolean;
    costs: OperationCosts;
    formatError: FormatError;
    plugins: ApolloServerPlugin<RequestContext>[];
  },
): ApolloServer<RequestContext> {
  const limits = requestLimits(options.costs);
  return new ApolloServer<RequestContext>({
    schema,
    introspection: options.introspection,
    csrfPrevention: true,
    // Nobody asks for them, and their cache would be one more thing that strangers fill.
    persistedQueries: false,
    documentStore: new InMemoryLRUCache<DocumentNode>({ maxSize: documentBytes }),
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !options.introspection,
    parseOptions: limits.parseOptions,
    validationRules: limits.validationRules,
    stringifyResult,
    formatError: options.formatError,
    plugins: [
      // Computing cache hints that nobody uses costs a third of the throughput.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(app),
      ...limits.plugins,
      ...options.plugins,
    ],
  });
}
