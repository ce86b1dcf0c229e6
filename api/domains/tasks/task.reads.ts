import sql, { type Sql } from 'sql-template-tag';
import { ascending, declareReads, toOne } from '../../platform/reads/declaration';
import { nothing, oneOf } from '../../platform/reads/expressions';
import { accountVisible, fromTeam } from '../accounts/account.reads';
import { AccountId } from '../accounts/account.rules';
import { MemberId } from '../members/member.rules';
import { TaskEntity } from './task.entity';
import type { TaskFilter } from './task.inputs';
import { TaskId } from './task.rules';

export const taskReads = declareReads<TaskEntity, TaskFilter>({
  id: TaskId,
  entity: TaskEntity,
  visibleTo: (row, viewer) => accountVisible(row('accountId'), viewer),
  startFrom: fromTeam,
  relations: {
    owner: toOne('Member', 'ownerId'),
    account: toOne('Account', 'accountId'),
    timelineEntry: toOne('TimelineEntry', 'timelineEntryId'),
  },
  orders: { DUE: ascending({ sql: (row) => dueSql(row('dueOn')), type: 'date' }) },
  defaultOrder: 'DUE',
  filters: {
    mine: (row, mine, viewer) => {
      if (viewer.memberId === null) return nothing;
      return mine
        ? sql`${row('ownerId')} = ${viewer.memberId}`
        : sql`${row('ownerId')} <> ${viewer.memberId}`;
    },
    ownerId: (row, id) => sql`${row('ownerId')} = ${MemberId.parse(id, 'filter.ownerId')}`,
    accountId: (row, id) => sql`${row('accountId')} = ${AccountId.parse(id, 'filter.accountId')}`,
    statuses: (row, statuses) => {
      // One status by equality: then the index also gives the order.
      const [first] = statuses;
      return statuses.length === 1 && first !== undefined
        ? sql`${row('status')} = ${first}`
        : oneOf(row('status'), statuses);
    },
    dueBefore: (row, day) => sql`${dueSql(row('dueOn'))} < ${day}::date`,
  },
});

function dueSql(dueOn: Sql): Sql {
  return sql`coalesce(${dueOn}, 'infinity'::date)`;
}
