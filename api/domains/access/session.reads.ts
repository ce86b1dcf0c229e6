import sql, { type Sql } from 'sql-template-tag';
import { isLive } from '../../platform/auth/validity';
import {
  declareReads,
  descending,
  listed,
  toOne,
  type GivenFilter,
  type RowRef,
} from '../../platform/reads/declaration';
import { everything, nothing, references } from '../../platform/reads/expressions';
import type { Viewer } from '../../platform/reads/viewer';
import { Forbidden } from '../../shared/errors';
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
  fields: {
    live,
    current: (row, { sessionId }) => (sessionId === null ? nothing : sql`${row('id')} = ${sessionId}`),
  },
  queries: { sessions: listed(ownUnlessSaid) },
  relations: { member: toOne('Member', 'memberId') },
  orders: { NEWEST: descending() },
  defaultOrder: 'NEWEST',
  filters: {
    memberId: (row, id) => references(row('memberId'), MemberId, id, 'filter.memberId'),
    live: (row, wanted) => sql`${live(row)} = ${wanted}`,
  },
});

/** The member's own sessions, unless another member is named. */
function ownUnlessSaid(filter: GivenFilter, { memberId }: Viewer): GivenFilter {
  if (filter['memberId'] !== undefined) return filter;
  if (memberId === null) throw new Forbidden('Only a signed-in member can do this.');
  return { ...filter, memberId: memberId.map((id) => MemberId.of(id)) };
}

function live(row: RowRef<SessionEntity>): Sql {
  return isLive(row('revokedAt'), row('expiresAt'));
}
