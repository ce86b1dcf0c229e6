import sql, { type Sql } from 'sql-template-tag';
import {
  ascending,
  byId,
  declareReads,
  descending,
  listed,
  toOne,
  type RowRef,
} from '../../platform/reads/declaration';
import { nothing, oneOf } from '../../platform/reads/expressions';
import type { Viewer } from '../../platform/reads/viewer';
import { SavedViewEntity } from './saved-view.entity';
import type { SavedViewFilter } from './saved-view.inputs';
import { SavedViewId } from './saved-view.rules';

/** Members see their own views and those that are shared; integrations what is shared. */
export const savedViewReads = declareReads<SavedViewEntity, SavedViewFilter>({
  id: SavedViewId,
  entity: SavedViewEntity,
  visibleTo: (row, viewer) =>
    viewer.may('book.read') ? sql`(${row('shared')} OR ${isMine(row, viewer)})` : nothing,
  // Own and shared ones have an index each, and are few beside everybody else's.
  startFrom: ({ memberId }) => {
    const shared = sql`SELECT v.id AS key FROM saved_view v WHERE v.shared`;
    const keys = memberId
      ? sql`${shared} UNION SELECT v.id FROM saved_view v WHERE v.owner_id = ${memberId}`
      : shared;
    return { property: 'id', keys };
  },
  fields: { mine: isMine },
  queries: { savedView: byId(), savedViews: listed() },
  relations: { owner: toOne('Member', 'ownerId') },
  orders: { NAME: ascending('name'), NEWEST: descending() },
  defaultOrder: 'NAME',
  filters: {
    lists: (row, lists) => oneOf(row('list'), lists),
    mine: (row, mine, viewer) =>
      mine.decide((wanted) => wanted) ? isMine(row, viewer) : sql`NOT ${isMine(row, viewer)}`,
  },
});

function isMine(row: RowRef<SavedViewEntity>, { memberId }: Viewer): Sql {
  return memberId === null ? nothing : sql`(${row('ownerId')} = ${memberId})`;
}
