import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { DomainError } from '../../shared/errors';
import { whyUnavailable } from '../database/failures';
import { isArgumentError, valueProblem, withoutGuess } from './value-problems';

/** Codes that Apollo gives to requests it refuses itself; their messages are meant for clients. */
const forClients = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'QUERY_TOO_COSTLY',
]);

/** Turns an error into what leaves; `thrown` is what was thrown where it happened. */
export type FormatError = (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;

/**
 * The shape of every error that leaves: refusals as they are, anything else masked and logged under an id.
 * `tellsSchema` says whether a mistyped name may be answered with one of the schema.
 */
export function errorFormatter(logger: Logger, tellsSchema: boolean): FormatError {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const original = causeOf(thrown);
    if (original instanceof DomainError) {
      const problems = original.problems.length > 0 ? { problems: original.problems } : {};
      return { ...formatted, message: original.message, extensions: { code: original.code, ...problems } };
    }
    const code = isArgumentError(original) ? 'BAD_USER_INPUT' : formatted.extensions?.code;
    if (typeof code === 'string' && forClients.has(code)) {
      const message = tellsSchema ? formatted.message : withoutGuess(formatted.message);
      return forClient({ ...formatted, message }, code, original);
    }
    const errorId = randomUUID();
    logger.error({ err: original, errorId, path: formatted.path }, 'a request failed');
    return masked(formatted, original, errorId);
  };
}

/** What Apollo refuses itself, in our words where its own are for those who program servers. */
function forClient(formatted: GraphQLFormattedError, code: string, cause: unknown): GraphQLFormattedError {
  const { message, extensions } = formatted;
  if (code === 'BAD_USER_INPUT')
    return { ...formatted, extensions: { code, problems: [valueProblem(message, cause)] } };
  const hidden = extensions?.['validationErrorCode'] === 'INTROSPECTION_DISABLED';
  return { ...formatted, message: hidden ? introspectionOff : message, extensions: { code } };
}

const introspectionOff =
  'This deployment doesn’t tell its schema (introspection). Read web-schema/schema.graphql, or have an administrator set MAINSTAY_INTROSPECTION to true.';

/** What a resolver threw, or what made the context of the request impossible: that has no path, so Apollo keeps it wrapped. */
function causeOf(thrown: unknown): unknown {
  const error = unwrapResolverError(thrown);
  return (error instanceof GraphQLError ? error.originalError : undefined) ?? error;
}

function masked(formatted: GraphQLFormattedError, original: unknown, errorId: string): GraphQLFormattedError {
  const unavailable = whyUnavailable(original);
  const message =
    unavailable ?? `Something went wrong on our side. Tell your administrator the id ${errorId}.`;
  const location = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  return {
    message,
    ...location,
    extensions: { code: unavailable === null ? 'INTERNAL_SERVER_ERROR' : 'UNAVAILABLE', errorId },
  };
}
