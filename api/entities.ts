import { AccountEntity, AccountExternalIdEntity } from './domains/accounts/account.entity';
import { MemberEntity } from './domains/members/member.entity';
import { TeamAssignmentEntity } from './domains/teams/team.entity';

/** Every entity of every domain, for TypeORM. */
export const entities = [MemberEntity, AccountEntity, AccountExternalIdEntity, TeamAssignmentEntity];
