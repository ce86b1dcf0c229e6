import { accountReads } from './domains/accounts/account.reads';
import { memberReads } from './domains/members/member.reads';
import { teamReads } from './domains/teams/team.reads';
import type { AnyDeclaration } from './platform/reads/declaration';

/** Every declared read of every domain. */
export const declaredReads: readonly AnyDeclaration[] = [memberReads, accountReads, teamReads];
