import sql, { type Sql } from 'sql-template-tag';
import { ascending, byId, declareReads, listed, toOne } from '../../platform/reads/declaration';
import { countedDays, nothing, oneOf, references } from '../../platform/reads/expressions';
import type { Viewer } from '../../platform/reads/viewer';
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
  // Who owns a task, and its account, have indexes of their own, which give the order too.
  startFrom: (viewer, { accountId, ownerId, mine }) =>
    (accountId ?? ownerId ?? mine?.decide((wanted) => wanted)) ? null : fromTeam(viewer),
  queries: { task: byId(), tasks: listed() },
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
      return mine.decide((wanted) => wanted)
        ? sql`${row('ownerId')} = ${viewer.memberId}`
        : sql`${row('ownerId')} <> ${viewer.memberId}`;
    },
    ownerId: (row, id) => references(row('ownerId'), MemberId, id, 'filter.ownerId'),
    accountId: (row, id) => references(row('accountId'), AccountId, id, 'filter.accountId'),
    statuses: (row, statuses) => oneOf(row('status'), statuses),
    dueWithinDays: (row, days, viewer) =>
      sql`${dueSql(row('dueOn'))} <= ${today(viewer)} + ${countedDays(days, 'filter.dueWithinDays')}::integer`,
    dueBefore: (row, day) => sql`${dueSql(row('dueOn'))} < ${day}::date`,
  },
});

/** The day that it is where the viewer works. */
function today({ now, memberId }: Viewer): Sql {
  const timeZone =
    memberId === null ? sql`'UTC'` : sql`(SELECT m.time_zone FROM member m WHERE m.id = ${memberId})`;
  return sql`(${now}::timestamptz AT TIME ZONE ${timeZone})::date`;
}

function dueSql(dueOn: Sql): Sql {
  return sql`coalesce(${dueOn}, 'infinity'::date)`;
}
