import { HeaderMap, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
import { GraphQLError, type FormattedExecutionResult, type OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../../context';
import type { FormatError } from './format-error';
import type { KnownOperations } from './known-operations';
import type { CompiledAnswer, CompiledReads } from '../reads/compiled/compiled-reads';

/** Says in development which way an operation went, and why: `compiled`, `compiled; replica`, or `resolvers; reason`. */
export const wayHeader = 'x-mainstay-reads';

/** How an operation is answered: by one statement, by one on the replica, or by resolvers. */
export type Way = 'compiled' | 'replica' | 'resolvers';

/** What is told about how operations are answered. */
export interface Telling {
  /** Whether answers say which way they came. */
  readonly tellsWay: boolean;
  readonly count: (way: Way) => void;
  readonly formatError: FormatError;
}

/** JSON that stands for the `data` of a result, to be written as it is. */
class JsonText {
  constructor(readonly text: string) {}
}

/**
 * Answers operations by one statement each where their selection can be said in SQL, and leaves everything else to the
 * resolvers, once it is certain who asks.
 */
export function compiledOperations(
  reads: CompiledReads,
  known: KnownOperations,
  { tellsWay, count, formatError }: Telling,
): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ document, operation, source, request, contextValue, response }) => {
        const { actor } = contextValue.believed ?? contextValue;
        try {
          // Apollo asks even where the document has no such operation, which the execution then says.
          const found = operation as OperationDefinitionNode | undefined;
          const answer =
            found === undefined
              ? { resolve: 'no such operation' }
              : await reads.operation(document, found, request.variables ?? {}, {
                  actor,
                  now: contextValue.now,
                });
          count(wayOf(answer));
          if (tellsWay) response.http.headers.set(wayHeader, told(answer));
          if ('json' in answer) {
            const question = { query: source, operationName: request.operationName ?? null };
            known.remember(question, { document, operation });
            return responseOf({ data: asIs(answer.json) });
          }
          if (contextValue.believed) Object.assign(contextValue, await contextValue.believed.confirm());
          return null;
        } catch (error) {
          return failure(error, formatError);
        }
      },
    }),
  };
}

/** Writes a result as Apollo does, and an answer that is JSON already as it is. */
export function stringifyResult(value: FormattedExecutionResult): string {
  const data: unknown = value.data;
  return data instanceof JsonText ? textOfData(data.text) : `${JSON.stringify(value)}\n`;
}

/** The body of an answer whose `data` is this JSON. */
export function textOfData(json: string): string {
  return `{"data":${json}}\n`;
}

export function wayOf(answer: CompiledAnswer): Way {
  if ('resolve' in answer) return 'resolvers';
  return answer.from === 'replica' ? 'replica' : 'compiled';
}

/** What `wayHeader` says. Headers are of one line and one byte a character. */
export function told(answer: CompiledAnswer): string {
  if ('resolve' in answer) return `resolvers; ${answer.resolve.replace(/[^\x20-\x7e]/g, '?')}`;
  return answer.from === 'replica' ? 'compiled; replica' : 'compiled';
}

function asIs(json: string): Record<string, unknown> {
  return new JsonText(json) as unknown as Record<string, unknown>;
}

/** The result where the database fails. */
export function failedResult(error: unknown, formatError: FormatError): FormattedExecutionResult {
  return { errors: [formatError({ message: 'failed', extensions: {} }, error)], data: null };
}

/** The answer where the database fails, or where credentials turn out to be no good any more. */
function failure(error: unknown, formatError: FormatError): GraphQLResponse {
  if (!(error instanceof GraphQLError)) return responseOf(failedResult(error, formatError));
  const { http, ...extensions } = error.extensions as { http?: GraphQLResponse['http'] };
  const formatted = formatError({ message: error.message, extensions }, error);
  return http === undefined
    ? responseOf({ errors: [formatted], data: null })
    : responseOf({ errors: [formatted] }, http);
}

function responseOf(
  singleResult: FormattedExecutionResult,
  http: GraphQLResponse['http'] = { headers: new HeaderMap() },
): GraphQLResponse {
  return { http, body: { kind: 'single', singleResult } };
}
