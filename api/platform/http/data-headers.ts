import type { FastifyInstance } from 'fastify';

/**
 * What every answer says that is data and no page: nobody keeps it, and no browser takes it for anything that it would
 * run, show or embed. The headers are those of OWASP's REST Security Cheat Sheet. Pages have headers of their own.
 */
export function registerDataHeaders(app: FastifyInstance, isSecure: boolean): void {
  const headers = {
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; frame-ancestors 'none'`,
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(isSecure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  };
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}
