import type { Ability } from '../../shared/access.rules';
import { may, requireAbility, requireSignedIn, type Actor } from '../auth/actor';

/** What predicates may ask about the one who reads. Made once a request. */
export interface Viewer {
  /** The member's UUID, or null for integrations and the system. */
  readonly memberId: string | null;
  may(ability: Ability): boolean;
  /**
   * Throws UNAUTHENTICATED for those who haven't said who they are, and FORBIDDEN for those who lack the ability,
   * where there is one: nobody should see an empty book and believe that it is theirs.
   */
  require(ability: Ability | null): void;
}

export function viewerOf(actor: Actor): Viewer {
  return {
    memberId: actor.kind === 'MEMBER' ? actor.id : null,
    may: (ability) => may(actor, ability),
    require: (ability) => {
      if (ability === null) requireSignedIn(actor);
      else requireAbility(actor, ability);
    },
  };
}
