import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../auth/actor';
import {
  failedResult,
  stringifyResult,
  textOfData,
  told,
  wayHeader,
  wayOf,
  type Telling,
} from '../graphql/compiled-operations';
import type { KnownOperation, KnownOperations, Question } from '../graphql/known-operations';
import type { OperationCosts } from '../graphql/operation-costs';
import type { CompiledReads } from '../reads/compiled/compiled-reads';
import type { RequestLog } from '../telemetry/request-log';

interface Parts {
  readonly reads: CompiledReads;
  readonly known: KnownOperations;
  readonly costs: OperationCosts;
  readonly requests: RequestLog;
  readonly telling: Telling;
  /** Who sent the same credentials a moment ago; null where nobody did, or where it can't be proved by a statement. */
  readonly recall: (request: FastifyRequest) => Actor | null;
}

/** What a plain request asks, and with which variables. */
interface PlainRequest extends Question {
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Answers what was asked before, word for word, by somebody who was here a moment ago: the document is known to be
 * valid and to be one statement, and that statement proves who asks. Everything else, whatever is unusual about a
 * request and whatever would be refused is Apollo's.
 */
export class QuickAnswers {
  constructor(private readonly parts: Parts) {}

  /** The body of the answer; null where Apollo is to be asked. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<string | null> {
    const asked = plainRequest(request);
    if (asked === null) return null;
    const { known, costs, recall } = this.parts;
    const operation = known.find(asked);
    if (operation === undefined) return null;
    const actor = recall(request);
    if (actor === null) return null;
    if (!costs.areWithin(operation.document, operation.operation, asked.variables)) return null;
    return this.ask(operation, asked.variables, actor, request, reply);
  }

  private async ask(
    { document, operation }: KnownOperation,
    variables: PlainRequest['variables'],
    actor: Actor,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string | null> {
    const { reads, requests, telling } = this.parts;
    reply.type('application/json; charset=utf-8');
    try {
      const answer = await reads.operation(document, operation, variables, { actor, now: new Date() });
      if ('resolve' in answer) return null;
      telling.count(wayOf(answer));
      requests.answered(request, actor.kind, operation, undefined);
      if (telling.tellsWay) reply.header(wayHeader, told(answer));
      return textOfData(answer.json);
    } catch (error) {
      const result = failedResult(error, telling.formatError);
      requests.answered(request, actor.kind, operation, result.errors);
      return stringifyResult(result);
    }
  }
}

/** What a `POST` of JSON asks that has nothing but a document and its variables, and takes JSON for an answer. */
function plainRequest({ method, headers, body }: FastifyRequest): PlainRequest | null {
  if (method !== 'POST' || !isJson(headers['content-type']) || !takesJson(headers.accept)) return null;
  if (!isObject(body)) return null;
  const { query, operationName = null, variables, extensions } = body;
  if (typeof query !== 'string' || extensions !== undefined) return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== undefined && variables !== null && !isObject(variables)) return null;
  return { query, operationName, variables: variables ?? {} };
}

/** The type that a page of somebody else's can't send without asking first, which is what Apollo insists on. */
function isJson(contentType: string | undefined): boolean {
  return contentType === 'application/json' || contentType === 'application/json; charset=utf-8';
}

function takesJson(accept: string | undefined): boolean {
  return accept === undefined || accept === '*/*' || accept === 'application/json';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
