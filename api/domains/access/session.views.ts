import { requireMember, type Actor } from '../../platform/auth/actor';
import type { RawRow } from '../../platform/reads/statement-runner';
import { MemberId } from '../members/member.rules';
import { SessionId } from './access-ids.rules';
import type { SessionsArgs } from './session.inputs';

/** The arguments of a list of sessions, narrowed to the member's own unless they name another. */
export function ownUnlessSaid(actor: Actor, args: SessionsArgs): SessionsArgs {
  const memberId = args.filter?.memberId ?? MemberId.of(requireMember(actor).id);
  return { ...args, filter: { ...args.filter, memberId } };
}

/** Whether a session is the one that asks. */
export function isCurrent(actor: Actor, session: RawRow): boolean {
  return actor.kind === 'MEMBER' && session.id === SessionId.of(actor.sessionId);
}
