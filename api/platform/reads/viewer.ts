import type { Ability, Role, Scope } from '../../shared/access.rules';
import { abilitiesOf, may, requireAbility, requireSignedIn, type Actor } from '../auth/actor';
import { Given, type Decider, type RequestValues } from './given';

/**
 * What predicates may ask about the one who reads. What the viewer may do at all decides which SQL is written; who it
 * is are parameters of it.
 */
export interface Viewer {
  /** Business time of the request: what `a week ago` is counted from. */
  readonly now: Given<Date>;
  /** The member's UUID, or null for integrations and the system. */
  readonly memberId: Given<string> | null;
  /** The UUID of the session that asks; null for all but signed-in members. */
  readonly sessionId: Given<string> | null;
  /** The name of the API key; null for all but integrations. */
  readonly apiKeyName: Given<string> | null;
  /** A member's role; null for all others. */
  readonly role: Role | null;
  /** An integration's scopes; none for all others. */
  readonly scopes: readonly Scope[];
  /** What the viewer may do at all, in alphabetical order. */
  readonly abilities: readonly Ability[];
  may(ability: Ability): boolean;
  /**
   * Throws UNAUTHENTICATED for those who haven't said who they are, and FORBIDDEN for those who lack the ability,
   * where there is one: nobody should see an empty book and believe that it is theirs.
   */
  require(ability: Ability | null): void;
}

/** Who asks, and when: business time. */
export interface Asking {
  readonly actor: Actor;
  readonly now: Date;
}

/** The viewer of one request. */
export function viewerOf({ actor, now }: Asking): Viewer {
  const member = actor.kind === 'MEMBER' ? actor : null;
  return {
    now: Given.known(now),
    memberId: member && Given.known(member.id),
    sessionId: member && Given.known(member.sessionId),
    apiKeyName: actor.kind === 'INTEGRATION' ? Given.known(actor.name) : null,
    ...rightsOf(actor),
  };
}

/** Any viewer who may do what this actor may: for statements that such viewers share. */
export function anyViewerLike(actor: Actor, decider: Decider): Viewer {
  const isMember = actor.kind === 'MEMBER';
  return {
    now: Given.inRequest(decider, ({ now }) => now),
    memberId: isMember ? Given.inRequest(decider, ({ memberId }) => memberId ?? '') : null,
    sessionId: isMember ? Given.inRequest(decider, ({ sessionId }) => sessionId ?? '') : null,
    apiKeyName:
      actor.kind === 'INTEGRATION' ? Given.inRequest(decider, ({ keyName }) => keyName ?? '') : null,
    ...rightsOf(actor),
  };
}

/** Under one name those actors who may do the same. */
export function viewerKind(actor: Actor): string {
  switch (actor.kind) {
    case 'MEMBER':
      return actor.role;
    case 'INTEGRATION':
      return `INTEGRATION ${[...actor.scopes].sort().join()}`;
    default:
      return actor.kind;
  }
}

/** What a request brings to the statements that its viewer shares with others. */
export function requestValues(
  { actor, now }: Asking,
  variables: Readonly<Record<string, unknown>>,
): RequestValues {
  const member = actor.kind === 'MEMBER' ? actor : null;
  const integration = actor.kind === 'INTEGRATION' ? actor : null;
  return {
    variables,
    now,
    memberId: member?.id ?? null,
    sessionId: member?.sessionId ?? null,
    keyId: integration?.id ?? null,
    keyName: integration?.name ?? null,
    writes: (member ?? integration)?.writes ?? '0',
  };
}

function rightsOf(actor: Actor): Omit<Viewer, 'now' | 'memberId' | 'sessionId' | 'apiKeyName'> {
  return {
    role: actor.kind === 'MEMBER' ? actor.role : null,
    scopes: actor.kind === 'INTEGRATION' ? actor.scopes : [],
    abilities: abilitiesOf(actor),
    may: (ability) => may(actor, ability),
    require: (ability) => {
      if (ability === null) requireSignedIn(actor);
      else requireAbility(actor, ability);
    },
  };
}
