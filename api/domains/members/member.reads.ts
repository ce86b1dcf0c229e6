import sql from 'sql-template-tag';
import { ascending, byId, declareReads, listed } from '../../platform/reads/declaration';
import { everything, nothing, oneOf, timeOfDaySql } from '../../platform/reads/expressions';
import { MemberEntity } from './member.entity';
import type { MemberFilter } from './member.inputs';
import { MemberId } from './member.rules';

/** Colleagues see each other; so do integrations that read the book. */
export const memberReads = declareReads<MemberEntity, MemberFilter>({
  id: MemberId,
  entity: MemberEntity,
  ability: 'members.read',
  visibleTo: (_row, viewer) => (viewer.may('members.read') ? everything : nothing),
  fields: {
    workStarts: (row) => timeOfDaySql(row('workStarts')),
    workEnds: (row) => timeOfDaySql(row('workEnds')),
  },
  queries: { member: byId(), members: listed() },
  orders: { NAME: ascending('name') },
  defaultOrder: 'NAME',
  filters: {
    roles: (row, roles) => oneOf(row('role'), roles),
    active: (row, active) => sql`${row('active')} = ${active}`,
  },
});
