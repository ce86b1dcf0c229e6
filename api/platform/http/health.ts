import type { FastifyInstance } from 'fastify';
import type { Composition } from '../../composition';

/** `/healthz`: the process lives. `/readyz`: it can answer queries, so a load balancer may send some. */
export function registerHealth(app: FastifyInstance, composition: Composition): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await composition.database.pool.query('SELECT 1');
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'unavailable', reason: 'The database does not answer.' });
    }
  });
}
