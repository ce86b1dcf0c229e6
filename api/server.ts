import { randomUUID } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Composition } from './composition';
import { registerGraphiql } from './pages/graphiql/graphiql.page';
import { registerImports } from './domains/imports/import.http';
import { createApollo } from './platform/graphql/apollo';
import { registerHealth } from './platform/http/health';
import { registerRefusals } from './platform/http/refusals';
import { requestContext } from './platform/http/request-context';

/** A request id that a proxy gave us is kept when it is harmless. */
const harmlessId = /^[\w.:-]{1,100}$/;

/** The HTTP server of one API process, ready to listen. */
export async function createServer(composition: Composition, logger: Logger): Promise<FastifyInstance> {
  const { config } = composition;
  const app = fastify({
    loggerInstance: logger as FastifyBaseLogger,
    // One line a request is written by ourselves, and says nothing that is somebody's.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.http.trustProxy,
    bodyLimit: 1_000_000,
    requestIdHeader: false,
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
  registerRefusals(app);
  registerHealth(app, composition);
  if (config.graphql.introspection) await registerGraphiql(app);
  registerImports(app, composition);
  await registerGraphql(app, composition, logger);
  return app;
}

async function registerGraphql(
  app: FastifyInstance,
  composition: Composition,
  logger: Logger,
): Promise<void> {
  const { schema, config } = composition;
  const apollo = createApollo(schema, app, logger, { introspection: config.graphql.introspection });
  await apollo.start();
  const handler = fastifyApolloHandler(apollo, {
    context: (request, reply) => requestContext(composition, request, reply),
  });
  app.route({ url: '/graphql', method: ['GET', 'POST'], handler });
}
