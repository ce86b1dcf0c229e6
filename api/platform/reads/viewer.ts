import type { Ability } from '../../shared/access.rules';
import { may, type Actor } from '../auth/actor';

/** What predicates may ask about the one who reads. Made once a request. */
export interface Viewer {
  /** The member's UUID, or null for integrations and the system. */
  readonly memberId: string | null;
  /** False for those who haven't said who they are: they may read nothing, and are told so. */
  readonly signedIn: boolean;
  may(ability: Ability): boolean;
}

export function viewerOf(actor: Actor): Viewer {
  return {
    memberId: actor.kind === 'MEMBER' ? actor.id : null,
    signedIn: actor.kind !== 'ANONYMOUS',
    may: (ability) => may(actor, ability),
  };
}
