import sql, { type Sql } from 'sql-template-tag';
import { isLive } from '../../platform/auth/validity';
import { declareReads, descending, listed, toOne, type RowRef } from '../../platform/reads/declaration';
import { everything, nothing, references } from '../../platform/reads/expressions';
import { MemberId } from '../members/member.rules';
import { ApiKeyId } from './access-ids.rules';
import { ApiKeyEntity } from './api-key.entity';
import type { ApiKeyFilter } from './api-key.inputs';

/** Keys are the administrators' affair. */
export const apiKeyReads = declareReads<ApiKeyEntity, ApiKeyFilter>({
  id: ApiKeyId,
  entity: ApiKeyEntity,
  ability: 'keys.manage',
  visibleTo: (_row, viewer) => (viewer.may('keys.manage') ? everything : nothing),
  fields: { live },
  queries: { apiKeys: listed() },
  relations: { createdBy: toOne('Member', 'createdById') },
  orders: { NEWEST: descending() },
  defaultOrder: 'NEWEST',
  filters: {
    live: (row, wanted) => sql`${live(row)} = ${wanted}`,
    createdById: (row, id) => references(row('createdById'), MemberId, id, 'filter.createdById'),
  },
});

function live(row: RowRef<ApiKeyEntity>): Sql {
  return isLive(row('revokedAt'), row('expiresAt'));
}
