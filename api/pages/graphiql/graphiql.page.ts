import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** What the build made for browsers; seen from the compiled code, and from the source when tests run it. */
const folders = [
  join(__dirname, '..', '..', '..', 'graphiql'),
  join(__dirname, '..', '..', '..', 'dist', 'graphiql'),
];

/** The editor writes its styles into the page; nothing else may come from anywhere but here. */
const contentSecurityPolicy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `worker-src 'self'`,
  `connect-src 'self'`,
  `style-src 'self' 'unsafe-inline'`,
  // GraphiQL's editor brings its fonts inside its style sheets.
  `font-src 'self' data:`,
  `img-src 'self' data:`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

/**
 * GraphiQL at `/graphiql`, with all that it loads, so that it works offline; `/` leads there. For deployments that
 * let clients introspect the schema: without that it could not tell what there is.
 */
export async function registerGraphiql(app: FastifyInstance): Promise<void> {
  const html = readFileSync(join(__dirname, 'index.html'), 'utf8');
  app.get('/', (_request, reply) => reply.redirect('/graphiql'));
  app.get('/graphiql', (_request, reply) =>
    reply
      .header('content-security-policy', contentSecurityPolicy)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(html),
  );
  const built = folders.find((folder) => existsSync(join(folder, 'main.js')));
  if (built === undefined) return;
  // Workers have the policy of their own script, so every file carries it.
  const setHeaders = (reply: FastifyReply): void => {
    reply.header('content-security-policy', contentSecurityPolicy);
  };
  await app.register(fastifyStatic, { root: built, prefix: '/graphiql/', index: false, setHeaders });
}
