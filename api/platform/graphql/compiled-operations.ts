import { HeaderMap, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import type { RequestContext } from '../../context';
import type { CompiledReads } from '../reads/compiled/compiled-reads';

/** Says in development which way an operation went, and why: `compiled`, or `resolvers; reason`. */
const wayHeader = 'x-mainstay-reads';

/** Told which way each operation went. */
export type WayCounter = (way: 'compiled' | 'resolvers') => void;

/** JSON that stands for the `data` of a result, to be written as it is. */
class JsonText {
  constructor(readonly text: string) {}
}

/**
 * Answers operations by one statement each where their selection can be said in SQL. Everything else goes on to the
 * resolvers.
 */
export function compiledOperations(
  reads: CompiledReads,
  options: { tellsWay: boolean; count: WayCounter },
): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ document, operation, request, contextValue, response }) => {
        const answer = await reads.answer(document, operation, request.variables ?? {}, contextValue.actor);
        const compiled = 'json' in answer;
        options.count(compiled ? 'compiled' : 'resolvers');
        if (options.tellsWay) {
          response.http.headers.set(
            wayHeader,
            compiled ? 'compiled' : `resolvers; ${headerText(answer.resolve)}`,
          );
        }
        return compiled ? responseOf(answer.json) : null;
      },
    }),
  };
}

function responseOf(json: string): GraphQLResponse {
  const http: GraphQLResponse['http'] = { headers: new HeaderMap() };
  const data = new JsonText(json) as unknown as Record<string, unknown>;
  return { http, body: { kind: 'single', singleResult: { data } } };
}

/** Writes a result as Apollo does, and an answer that is JSON already as it is. */
export function stringifyResult(value: FormattedExecutionResult): string {
  const data: unknown = value.data;
  return data instanceof JsonText ? `{"data":${data.text}}\n` : `${JSON.stringify(value)}\n`;
}

/** Headers are of one line and one byte a character. */
function headerText(reason: string): string {
  return reason.replace(/[^\x20-\x7e]/g, '?');
}
