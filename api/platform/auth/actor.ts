import { Forbidden, Unauthenticated } from '../../shared/errors';
import type { Role, Scope } from '../../shared/access.rules';
import {
  abilitiesOfRole,
  abilitiesOfScopes,
  roleMay,
  scopeAllows,
  type Ability,
} from '../../shared/access.rules';

/** A member of the company, signed in. `id` is the row's UUID. */
export interface MemberActor {
  readonly kind: 'MEMBER';
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly sessionId: string;
  /** How many changes the session has made, as far as known: a replica that hasn't all of them doesn't answer it. */
  readonly writes: string;
}

/** An integration that presented an API key. `id` is the key's UUID. */
export interface IntegrationActor {
  readonly kind: 'INTEGRATION';
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** How many changes the key has made, as a session's. */
  readonly writes: string;
}

/** Mainstay itself: a workflow's activity, the sender, a command. `name` says which. */
export interface SystemActor {
  readonly kind: 'SYSTEM';
  readonly name: string;
  /** The member in whose name it acts, where there is one. */
  readonly onBehalfOfId?: string;
}

/** Nobody yet: may sign in, and ask whether the server is well. */
export interface AnonymousActor {
  readonly kind: 'ANONYMOUS';
}

export type Actor = MemberActor | IntegrationActor | SystemActor | AnonymousActor;

export const anonymous: AnonymousActor = { kind: 'ANONYMOUS' };

/** Whether the actor's role or scopes allow an ability at all; which rows it covers is the reads' `visibleTo`. */
export function may(actor: Actor, ability: Ability): boolean {
  switch (actor.kind) {
    case 'MEMBER':
      return roleMay(actor.role, ability);
    case 'INTEGRATION':
      return scopeAllows(actor.scopes, ability);
    case 'SYSTEM':
      return true;
    case 'ANONYMOUS':
      return false;
  }
}

/** What a member or an integration may do at all, in alphabetical order. */
export function abilitiesOf(actor: Actor): Ability[] {
  if (actor.kind === 'MEMBER') return abilitiesOfRole(actor.role).sort();
  return actor.kind === 'INTEGRATION' ? abilitiesOfScopes(actor.scopes).sort() : [];
}

/** Throws UNAUTHENTICATED or FORBIDDEN unless the actor has the ability. */
export function requireAbility(actor: Actor, ability: Ability): void {
  requireSignedIn(actor);
  if (!may(actor, ability)) {
    throw new Forbidden(
      `This needs the ability "${ability}", which your ${actor.kind === 'INTEGRATION' ? 'key' : 'role'} doesn't give.`,
    );
  }
}

/** Throws UNAUTHENTICATED for an anonymous actor. */
export function requireSignedIn(actor: Actor): asserts actor is Exclude<Actor, AnonymousActor> {
  if (actor.kind === 'ANONYMOUS') {
    throw new Unauthenticated();
  }
}

/** The signed-in member; integrations and the system are refused, since this is a person's own affair. */
export function requireMember(actor: Actor): MemberActor {
  requireSignedIn(actor);
  if (actor.kind !== 'MEMBER') throw new Forbidden('Only a signed-in member can do this.');
  return actor;
}

/** Steps that only Mainstay itself takes: no person and no integration may ask for them. */
export function requireSystem(actor: Actor): void {
  if (actor.kind !== 'SYSTEM')
    throw new Forbidden('This is a step of a process, which only the system takes.');
}
