import { PassThrough, Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Composition } from '../../composition';
import { requireAbility } from '../../platform/auth/actor';
import { answerFailure, errorsBody } from '../../platform/http/refusals';
import { requestContext } from '../../platform/http/request-context';
import { BadInput, DomainError } from '../../shared/errors';
import { importOrder, type ImportKind } from './import.rules';
import { parseMapping, type Mapping } from './mapping.schema';

interface ImportRoute {
  Params: { kind: string };
  Querystring: Record<string, string | string[] | undefined>;
}

/**
 * `POST /import/<kind>` with the CSV as its body. Nothing but text/csv is taken: browsers ask first before they send
 * that to another site's server, so no foreign page can import in the name of who looks at it.
 */
export function registerImports(app: FastifyInstance, composition: Composition): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('text/csv', (_request, body, done) => done(null, body));
    scope.setErrorHandler(answerImportFailure);
    scope.post<ImportRoute>('/import/:kind', async (request, reply) => {
      const ctx = await requestContext(composition, request, reply);
      requireAbility(ctx.actor, 'import');
      const { source, dryRun, updateOnly } = optionsOf(request.query);
      const kind = kindOf(request.params.kind);
      const mapping = mappingOf(request);
      const stream = bodyOf(request);
      return composition.services.imports.run(ctx, { kind, stream, source, dryRun, updateOnly, mapping });
    });
  });
}

function kindOf(name: string): ImportKind {
  const kind = importOrder.find((known: string) => known === name);
  if (kind !== undefined) return kind;
  throw new DomainError(
    'NOT_FOUND',
    `"${name.slice(0, 40)}" can't be imported. Post to /import/ and one of ${importOrder.join(', ')}.`,
  );
}

function optionsOf(query: ImportRoute['Querystring']) {
  const problems = Object.keys(query)
    .filter((name) => !['source', 'dryRun', 'updateOnly'].includes(name))
    .map((field) => problem(field, 'There is no such parameter.', 'Use source, dryRun or updateOnly.'));
  const flag = (name: 'dryRun' | 'updateOnly'): boolean => {
    const value = query[name];
    if (value !== undefined && value !== 'true' && value !== 'false') {
      problems.push(problem(name, 'It is neither true nor false.', 'Use true or false.'));
    }
    return value === 'true';
  };
  const options = { dryRun: flag('dryRun'), updateOnly: flag('updateOnly') };
  const { source } = query;
  if (Array.isArray(source)) problems.push(problem('source', 'It is given twice.', 'Give it once.'));
  if (problems.length > 0) throw new BadInput(problems);
  return { ...options, source: Array.isArray(source) ? undefined : source };
}

/** The mapping of the header `x-mainstay-mapping`: JSON in base64, since headers can't hold all of JSON. */
function mappingOf(request: FastifyRequest): Mapping | undefined {
  const given = request.headers['x-mainstay-mapping'];
  if (given === undefined) return undefined;
  const text = typeof given === 'string' ? given.trim() : '';
  if (/^[\w+/-]+=*$/.test(text)) return parseMapping(Buffer.from(text, 'base64').toString('utf8'));
  throw new BadInput([
    problem('x-mainstay-mapping', 'It is no base64.', 'Send the mapping’s JSON in base64, on one line.'),
  ]);
}

function bodyOf(request: FastifyRequest): Readable {
  const charset = /charset="?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) {
    throw new BadInput([problem('content-type', `The charset ${charset} can't be read.`, 'Send UTF-8.')]);
  }
  if (request.body instanceof Readable) return detached(request);
  throw new BadInput([
    problem('file', 'There is no body.', 'Send the CSV as the body, with content-type text/csv.'),
  ]);
}

/** The body on a stream of its own: ending that one early mustn't end the connection, on which the answer goes out. */
function detached({ raw }: FastifyRequest): Readable {
  const body = new PassThrough();
  raw.once('error', (error) => body.destroy(error));
  raw.once('close', () => {
    if (!raw.complete) body.destroy(new Error('The connection was closed before the file ended.'));
  });
  // What is still to come is read and dropped, else the connection would wait for a reader for ever.
  body.once('close', () => raw.unpipe(body).resume());
  return raw.pipe(body);
}

function problem(field: string, message: string, remedy: string) {
  return { field, message, remedy };
}

function answerImportFailure(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if ((thrown as { statusCode?: number }).statusCode !== 415) return answerFailure(thrown, request, reply);
  const message = 'An import is text/csv. Send the CSV as the body, with content-type text/csv.';
  return reply.code(415).send(errorsBody(message, { code: 'BAD_REQUEST' }));
}
