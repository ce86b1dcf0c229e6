import { randomUUID } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type RouteHandlerMethod,
} from 'fastify';
import type { Logger } from 'pino';
import type { Composition } from './composition';
import { registerGraphiql } from './pages/graphiql/graphiql.page';
import { registerImports } from './domains/imports/import.http';
import type { Actor } from './platform/auth/actor';
import { compiledOperations, type Telling } from './platform/graphql/compiled-operations';
import { errorFormatter } from './platform/graphql/format-error';
import { createApollo } from './platform/graphql/apollo';
import { KnownOperations } from './platform/graphql/known-operations';
import { operationCosts } from './platform/graphql/limits';
import { registerDataHeaders } from './platform/http/data-headers';
import { registerHealth } from './platform/http/health';
import { answerFailure, registerRefusals } from './platform/http/refusals';
import { QuickAnswers } from './platform/http/quick-answers';
import { graphqlContext, recalled } from './platform/http/request-context';
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
    // A logger for each request would repeat what every line says anyway.
    childLoggerFactory: (parent) => parent,
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
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  const isSecure = config.http.publicUrl.startsWith('https:');
  registerDataHeaders(app, isSecure);
  await app.register(fastifyCookie);
  const metrics = new Metrics(composition.database.pool, composition.replica);
  composition.replica?.watch(logger);
  const requests = new RequestLog(metrics);
  requests.register(app);
  registerMetrics(app, metrics, config.http.processes > 1);
  registerRefusals(app);
  registerHealth(app, composition);
  if (config.graphql.introspection) await app.register((pages) => registerPages(pages, isSecure));
  registerImports(app, composition);
  await registerGraphql(app, composition, logger, requests, metrics);
  return app;
}

/** What people look at in a browser; it has headers of its own. */
async function registerPages(app: FastifyInstance, isSecure: boolean): Promise<void> {
  await app.register(fastifyHelmet, { strictTransportSecurity: isSecure });
  await registerGraphiql(app);
}

async function registerGraphql(
  app: FastifyInstance,
  composition: Composition,
  logger: Logger,
  requests: RequestLog,
  metrics: Metrics,
): Promise<void> {
  const { schema, config, compiledReads } = composition;
  const { introspection } = config.graphql;
  const formatError = errorFormatter(logger, introspection);
  const costs = operationCosts(schema);
  const known = new KnownOperations();
  const telling: Telling = {
    tellsWay: config.mode !== 'production',
    count: (way) => metrics.countWay(way),
    formatError,
  };
  const reads = config.graphql.compiles === 'operations' ? compiledReads : null;
  const compiled = reads === null ? [] : [compiledOperations(reads, known, telling)];
  const plugins = [requests.plugin(), ...compiled];
  const apollo = createApollo(schema, app, { introspection, costs, formatError, plugins });
  await apollo.start();
  const ask = fastifyApolloHandler(apollo, {
    context: async (request, reply) =>
      requests.join(request, await graphqlContext(composition, request, reply)),
  }) as RouteHandlerMethod;
  const recall = (request: FastifyRequest): Actor | null => recalled(composition, request);
  const quick = reads && new QuickAnswers({ reads, known, costs, requests, telling, recall });
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    async handler(request, reply) {
      return (await quick?.answer(request, reply)) ?? ask.call(this, request, reply);
    },
  });
}
