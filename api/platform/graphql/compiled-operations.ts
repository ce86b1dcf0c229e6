import { HeaderMap, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
import { GraphQLError, type FormattedExecutionResult, type OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../../context';
import type { FormatError } from './format-error';
import type { CompiledAnswer, CompiledReads } from '../reads/compiled/compiled-reads';

/** Says in development which way an operation went, and why: `compiled`, `compiled; replica`, or `resolvers; reason`. */
const wayHeader = 'x-mainstay-reads';

/** How an operation is answered: by one statement, by one on the replica, or by resolvers. */
export type Way = 'compiled' | 'replica' | 'resolvers';

interface Options {
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
  { tellsWay, count, formatError }: Options,
): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ document, operation, request, contextValue, response }) => {
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
          if ('json' in answer) return responseOf({ data: asIs(answer.json) });
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
  return data instanceof JsonText ? `{"data":${data.text}}\n` : `${JSON.stringify(value)}\n`;
}

function wayOf(answer: CompiledAnswer): Way {
  if ('resolve' in answer) return 'resolvers';
  return answer.from === 'replica' ? 'replica' : 'compiled';
}

/** Headers are of one line and one byte a character. */
function told(answer: CompiledAnswer): string {
  if ('resolve' in answer) return `resolvers; ${answer.resolve.replace(/[^\x20-\x7e]/g, '?')}`;
  return answer.from === 'replica' ? 'compiled; replica' : 'compiled';
}

function asIs(json: string): Record<string, unknown> {
  return new JsonText(json) as unknown as Record<string, unknown>;
}

/** The answer where the database fails, or where credentials turn out to be no good any more. */
function failure(error: unknown, formatError: FormatError): GraphQLResponse {
  const { message, extensions } = error instanceof GraphQLError ? error : new GraphQLError('failed');
  const { http, ...rest } = extensions as { http?: GraphQLResponse['http'] };
  const formatted = formatError({ message, extensions: rest }, error);
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
