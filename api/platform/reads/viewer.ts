import type { Ability } from '../../shared/access.rules';
import { may, type Actor } from '../auth/actor';

/** What predicates may ask about the one who reads. Made once a request. */
export interface Viewer {
  /** The member's UUID, or null for integrations and the system. */
  readonly memberId: string | null;
  may(ability: Ability): boolean;
}

export function viewerOf(actor: Actor): Viewer {
  return {
    memberId: actor.kind === 'MEMBER' ? actor.id : null,
    may: (ability) => may(actor, ability),
  };
}
