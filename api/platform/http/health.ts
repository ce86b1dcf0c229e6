import type { FastifyInstance } from 'fastify';
import type { Composition } from '../../composition';
import { ConfigError } from '../../config';
import { checkSettings } from '../database/session-settings';

/**
 * `/healthz`: the process lives. `/readyz`: it can answer queries, so a load balancer may send some. The settings are
 * looked at each time, since a proxy may have come between us and the database since the start.
 */
export function registerHealth(app: FastifyInstance, composition: Composition): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await checkSettings(composition.database.pool);
      return { status: 'ready' };
    } catch (error) {
      const reason = error instanceof ConfigError ? error.message : 'The database does not answer.';
      return reply.code(503).send({ status: 'unavailable', reason });
    }
  });
}
