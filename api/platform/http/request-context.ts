import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Composition } from '../../composition';
import type { RequestContext } from '../../context';
import { anonymous } from '../auth/actor';

/** The context of one HTTP request: who asks, and the loaders that see what they may see. */
export async function requestContext(
  composition: Composition,
  request: FastifyRequest,
  _reply: FastifyReply,
): Promise<RequestContext> {
  const actor = anonymous;
  return {
    actor,
    now: new Date(),
    requestId: request.id,
    address: request.ip,
    reads: composition.reads.forActor(actor),
  };
}
