import { HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Composition } from '../../composition';
import type { RequestContext, Responder } from '../../context';
import { anonymous, type Actor } from '../auth/actor';
import { CredentialsRefused, type Credentials } from '../auth/authenticator';

const sessionCookie = 'mainstay_session';

/**
 * The context of a GraphQL request. Somebody who was here a moment ago is not looked up again at once: until they are
 * confirmed the request is nobody's, and only a statement that proves who they are answers what is theirs. A replica
 * can't prove it, since it may be late: where there is one, the primary is asked first.
 */
export async function graphqlContext(
  composition: Composition,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RequestContext> {
  const believed = recalled(composition, request);
  if (believed === null) return requestContext(composition, request, reply);
  const confirm = (): Promise<RequestContext> => requestContext(composition, request, reply);
  return { ...contextOf(composition, request, reply, anonymous), believed: { actor: believed, confirm } };
}

/** Who sent the same credentials a moment ago; null where nobody did, or where no statement would prove it. */
export function recalled({ config, services }: Composition, request: FastifyRequest): Actor | null {
  const { graphql, database } = config;
  if (graphql.compiles !== 'operations' || database.replicaUrl !== null) return null;
  return services.authenticator.recall(credentialsOf(request));
}

/** The context of one HTTP request: who asks, and the loaders that see what they may see. */
export async function requestContext(
  composition: Composition,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RequestContext> {
  const actor = await actorOf(composition, request, responder(composition, reply));
  return contextOf(composition, request, reply, actor);
}

function contextOf(
  composition: Composition,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
): RequestContext {
  const now = new Date();
  return {
    actor,
    now,
    requestId: request.id,
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? null,
    respond: responder(composition, reply),
    reads: composition.reads.forActor(actor, now),
  };
}

/** A cookie that is no good any more is cleared, so that its browser can sign in; a bad header is refused. */
async function actorOf(
  composition: Composition,
  request: FastifyRequest,
  respond: Responder,
): Promise<Actor> {
  try {
    return await composition.services.authenticator.authenticate(credentialsOf(request));
  } catch (error) {
    if (!(error instanceof CredentialsRefused)) throw error;
    if (!error.cookie) throw unauthenticated(error);
    respond.clearSessionCookie();
    return anonymous;
  }
}

function credentialsOf(request: FastifyRequest): Credentials {
  return { authorization: request.headers.authorization, cookie: request.cookies[sessionCookie] };
}

/** Apollo answers with the status and the headers that a GraphQLError asks for while it makes the context. */
function unauthenticated(error: CredentialsRefused): GraphQLError {
  const headers = new HeaderMap([['www-authenticate', 'Bearer']]);
  const extensions = { code: error.code, http: { status: 401, headers } };
  return new GraphQLError(error.message, { originalError: error, extensions });
}

function responder(composition: Composition, reply: FastifyReply): Responder {
  const secure = composition.config.http.publicUrl.startsWith('https:');
  const options = { httpOnly: true, sameSite: 'strict', secure, path: '/' } as const;
  return {
    setSessionCookie: (token, expires) => void reply.setCookie(sessionCookie, token, { ...options, expires }),
    clearSessionCookie: () => void reply.clearCookie(sessionCookie, options),
  };
}
