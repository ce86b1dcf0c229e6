import sql from 'sql-template-tag';
import { ascending, declareReads, toOne } from '../../platform/reads/declaration';
import { oneOf } from '../../platform/reads/expressions';
import { accountVisible } from '../accounts/account.reads';
import { TeamAssignmentEntity } from './team.entity';
import type { TeamFilter } from './team.inputs';
import { TeamAssignmentId } from './team.rules';

export const teamReads = declareReads<TeamAssignmentEntity, TeamFilter>({
  id: TeamAssignmentId,
  entity: TeamAssignmentEntity,
  visibleTo: (row, viewer) => accountVisible(row('accountId'), viewer),
  relations: { member: toOne('Member', 'memberId'), account: toOne('Account', 'accountId') },
  orders: { STARTED: ascending('startedAt') },
  defaultOrder: 'STARTED',
  filters: {
    current: (row, current) =>
      current.decide((wanted) => wanted)
        ? sql`${row('endedAt')} IS NULL`
        : sql`${row('endedAt')} IS NOT NULL`,
    roles: (row, roles) => oneOf(row('role'), roles),
  },
});
