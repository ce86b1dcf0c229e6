import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorCode } from '../../shared/errors';
import { whyUnavailable } from '../database/failures';

const statusOf: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  TOO_MANY_REQUESTS: 429,
  UNAVAILABLE: 503,
};

/** Requests that fail before GraphQL sees them, or beside it, are answered in the shape that GraphQL's errors have. */
export function registerRefusals(app: FastifyInstance): void {
  app.setErrorHandler(answerFailure);
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(errorsBody('There is nothing here. The API is at /graphql.', { code: 'NOT_FOUND' })),
  );
}

/** Answers a request with what was thrown: refusals as they are, anything else masked and logged under an id. */
export function answerFailure(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // The context of a request wraps a refusal for GraphQL.
  const error = (thrown as { originalError?: unknown }).originalError ?? thrown;
  if (error instanceof DomainError) {
    const problems = error.problems.length > 0 ? { problems: error.problems } : {};
    // HTTP wants it said with every 401 how to say who one is.
    if (error.code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
    return reply
      .code(statusOf[error.code])
      .send(errorsBody(error.message, { code: error.code, ...problems }));
  }
  const { statusCode: status = 500 } = error as { statusCode?: number };
  if (status < 500)
    return reply.code(status).send(errorsBody(remedyFor(error as Error), { code: 'BAD_REQUEST' }));
  const errorId = randomUUID();
  request.log.error({ err: error, errorId, requestId: request.id }, 'a request failed');
  const unavailable = whyUnavailable(error);
  if (unavailable !== null)
    return reply.code(statusOf.UNAVAILABLE).send(errorsBody(unavailable, { code: 'UNAVAILABLE', errorId }));
  const message = `Something went wrong on our side. Tell your administrator the id ${errorId}.`;
  return reply.code(status).send(errorsBody(message, { code: 'INTERNAL_SERVER_ERROR', errorId }));
}

/** The body of an answer that is one error. */
export function errorsBody(message: string, extensions: object): object {
  return { errors: [{ message, extensions }] };
}

function remedyFor(error: { code?: string; message: string }): string {
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return 'The body is no JSON. Send {"query": "…", "variables": {…}}.';
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return 'The body is too large. Send less at once; for files there is the import.';
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return 'This Content-Type is not understood. Send application/json.';
    case 'FST_ERR_BAD_URL':
      return 'This address can’t be read. Write what is not ASCII as UTF-8, percent-encoded.';
    default:
      return error.message;
  }
}
