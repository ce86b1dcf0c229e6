import { randomUUID } from 'node:crypto';
import type { Composition } from './composition';
import type { RequestContext } from './context';
import type { SystemActor } from './platform/auth/actor';

/**
 * The context in which Mainstay itself acts: `name` says which part of it (`onboarding`, `sender`), and the audit
 * has it. `now` is business time: the workflow's own clock, for an activity.
 */
export function systemContext(
  composition: Pick<Composition, 'reads'>,
  name: string,
  now: Date,
  requestId: string = randomUUID(),
): RequestContext {
  const actor: SystemActor = { kind: 'SYSTEM', name };
  return { actor, now, requestId, address: null, reads: composition.reads.forActor(actor, now) };
}
