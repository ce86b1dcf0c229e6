import sql, { type Sql } from 'sql-template-tag';
import { declareReads, descending, toOne, type RowRef } from '../../platform/reads/declaration';
import { everything, nothing } from '../../platform/reads/expressions';
import { MemberId } from '../members/member.rules';
import { SessionId } from './access-ids.rules';
import { SessionEntity } from './session.entity';
import type { SessionFilter } from './session.inputs';

/** Members see their own sessions; administrators everybody's. */
export const sessionReads = declareReads<SessionEntity, SessionFilter>({
  id: SessionId,
  entity: SessionEntity,
  // Everybody has sessions of their own to ask for.
  ability: null,
  visibleTo: (row, viewer) => {
    if (viewer.may('members.manage')) return everything;
    return viewer.memberId === null ? nothing : sql`${row('memberId')} = ${viewer.memberId}`;
  },
  fields: { live },
  relations: { member: toOne('Member', 'memberId') },
  orders: { NEWEST: descending() },
  defaultOrder: 'NEWEST',
  filters: {
    memberId: (row, id) => sql`${row('memberId')} = ${MemberId.parse(id, 'filter.memberId')}`,
    live: (row, wanted) => sql`${live(row)} = ${wanted}`,
  },
});

function live(row: RowRef<SessionEntity>): Sql {
  return sql`(${row('revokedAt')} IS NULL AND ${row('expiresAt')} > now())`;
}
