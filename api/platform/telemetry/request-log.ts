import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../../context';
import type { Actor } from '../auth/actor';
import type { RequestReads } from '../reads/request-reads';
import type { Metrics, Outcome } from './metrics';

/** What is known of a GraphQL request besides its HTTP side. Never variables, names of people, or answers. */
interface Observation {
  actor: Actor['kind'];
  operation: string | null;
  kind: string | null;
  /** Codes of the errors, each once. */
  codes: readonly string[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What is known of it where it is a GraphQL request. */
    observation: Observation | null;
  }
}

/** What probes and pages ask for over and over. */
const quiet = /^\/(healthz|readyz|metrics|graphiql.*)?$/;

type Errors = readonly GraphQLFormattedError[] | undefined;

const ours = new Set(['INTERNAL_SERVER_ERROR', 'UNAVAILABLE']);

/** Writes one line a request, and counts it. */
export class RequestLog {
  /** By the loaders, which a request has for itself: of the context, Apollo makes a copy. */
  private readonly byReads = new WeakMap<RequestReads, Observation>();

  constructor(private readonly metrics: Metrics) {}

  /** Says which HTTP request a context belongs to, so that what GraphQL learns is logged with it. */
  join(request: FastifyRequest, context: RequestContext): RequestContext {
    const observation = {
      actor: (context.believed ?? context).actor.kind,
      operation: null,
      kind: null,
      codes: [],
    };
    this.byReads.set(context.reads, observation);
    request.observation = observation;
    return context;
  }

  /** Says what a request was that was answered without Apollo. */
  answered(
    request: FastifyRequest,
    actor: Actor['kind'],
    { name, operation: kind }: OperationDefinitionNode,
    errors: Errors,
  ): void {
    request.observation = { actor, operation: name?.value ?? null, kind, codes: codesOf(errors) };
  }

  /** Logs every request when its answer is out; probes and the pages' files only where something is wrong. */
  register(app: FastifyInstance): void {
    app.decorateRequest('observation', null);
    app.addHook('onResponse', (request, reply, done) => {
      const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
      const { url: route = 'none' } = request.routeOptions;
      const line = {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        milliseconds,
      };
      const { observation } = request;
      if (observation !== null) {
        const { operation, codes } = observation;
        this.metrics.observe(operation, outcomeOf(codes), milliseconds / 1000);
        request.log.info({ ...line, ...observation }, 'request');
      } else if (quiet.test(route) && reply.statusCode < 500) request.log.debug(line, 'request');
      else request.log.info(line, 'request');
      done();
    });
  }

  /** Learns the operation's name and the codes of errors. */
  plugin(): ApolloServerPlugin<RequestContext> {
    return {
      requestDidStart: async ({ contextValue }) => {
        const observation = this.byReads.get(contextValue.reads);
        if (observation === undefined) return;
        return {
          didResolveOperation: async ({ operation, operationName }) => {
            observation.operation = operationName;
            observation.kind = operation?.operation ?? null;
          },
          willSendResponse: async ({ response }) => {
            const { body } = response;
            observation.codes = codesOf(body.kind === 'single' ? body.singleResult.errors : undefined);
          },
        };
      },
    };
  }
}

/** Codes of errors, each once. */
function codesOf(errors: Errors): string[] {
  return [...new Set(errors?.map((error) => String(error.extensions?.['code'])))];
}

function outcomeOf(codes: readonly string[]): Outcome {
  if (codes.length === 0) return 'answered';
  return codes.some((code) => ours.has(code)) ? 'failed' : 'refused';
}
