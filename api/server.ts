import { randomUUID } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import type { ApolloServerPlugin } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Composition } from './composition';
import type { RequestContext } from './context';
import { registerGraphiql } from './pages/graphiql/graphiql.page';
import { registerImports } from './domains/imports/import.http';
import { compiledOperations } from './platform/graphql/compiled-operations';
import { errorFormatter, type FormatError } from './platform/graphql/format-error';
import { createApollo } from './platform/graphql/apollo';
import { registerHealth } from './platform/http/health';
import { answerFailure, registerRefusals } from './platform/http/refusals';
import { graphqlContext } from './platform/http/request-context';
import { Metrics, registerMetrics } from './platform/telemetry/metrics';
import { RequestLog } from './platform/telemetry/request-log';

/** A request id that a proxy gave us is kept when it is harmless. */
const harmlessId = /^[\w.:-]{1,100}$/;

/**
 * Trusts so many proxies, counted from ourselves: hop 0 is who connects, then `X-Forwarded-For` from its end. Fastify
 * takes the first address that isn't trusted for the caller's.
 */
function nearest(proxies: number): false | ((address: string, hop: number) => boolean) {
  return proxies === 0 ? false : (_address, hop) => hop < proxies;
}

/** The HTTP server of one API process, ready to listen. */
export async function createServer(composition: Composition, logger: Logger): Promise<FastifyInstance> {
  const { config } = composition;
  // Typed as Fastify's own, so that everything that is registered on the server agrees on its type.
  const loggerInstance: FastifyBaseLogger = logger;
  const app = fastify({
    loggerInstance,
    // One line a request is written by ourselves, and says nothing that is somebody's.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: nearest(config.http.trustedProxies),
    bodyLimit: 1_000_000,
    requestIdHeader: false,
    // Addresses that can't be decoded: no hook runs for them.
    frameworkErrors: (error, request, reply) => {
      reply.header('x-request-id', request.id);
      void answerFailure(error, request, reply);
    },
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && harmlessId.test(given) ? given : randomUUID();
    },
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  await app.register(fastifyHelmet, { strictTransportSecurity: config.http.publicUrl.startsWith('https:') });
  await app.register(fastifyCookie);
  const metrics = new Metrics(composition.database.pool, composition.replica);
  composition.replica?.watch(logger);
  const requests = new RequestLog(metrics);
  requests.register(app);
  registerMetrics(app, metrics, config.http.processes > 1);
  registerRefusals(app);
  registerHealth(app, composition);
  if (config.graphql.introspection) await registerGraphiql(app);
  registerImports(app, composition);
  await registerGraphql(app, composition, logger, requests, metrics);
  return app;
}

async function registerGraphql(
  app: FastifyInstance,
  composition: Composition,
  logger: Logger,
  requests: RequestLog,
  metrics: Metrics,
): Promise<void> {
  const { schema, config } = composition;
  const { introspection } = config.graphql;
  const formatError = errorFormatter(logger, introspection);
  const plugins = [requests.plugin(), ...compiled(composition, metrics, formatError)];
  const apollo = createApollo(schema, app, { introspection, formatError, plugins });
  await apollo.start();
  const handler = fastifyApolloHandler(apollo, {
    context: async (request, reply) =>
      requests.join(request, await graphqlContext(composition, request, reply)),
  });
  app.route({ url: '/graphql', method: ['GET', 'POST'], handler });
}

function compiled(
  { compiledReads, config }: Composition,
  metrics: Metrics,
  formatError: FormatError,
): ApolloServerPlugin<RequestContext>[] {
  if (compiledReads === null || config.graphql.compiles !== 'operations') return [];
  const tellsWay = config.mode !== 'production';
  return [
    compiledOperations(compiledReads, { tellsWay, formatError, count: (way) => metrics.countWay(way) }),
  ];
}
