import sql, { type Sql } from 'sql-template-tag';
import {
  ascending,
  declareReads,
  descending,
  listed,
  toMany,
  toOne,
  type RowRef,
} from '../../platform/reads/declaration';
import { column, daysBefore, everything, oneOf, references } from '../../platform/reads/expressions';
import { passage, wordsOf } from '../../platform/reads/matching';
import type { Given } from '../../platform/reads/given';
import { accountVisible, fromTeam } from '../accounts/account.reads';
import { ContactId } from '../contacts/contact.rules';
import { MemberId } from '../members/member.rules';
import { TimelineEntryEntity, TimelineParticipantEntity } from './timeline.entity';
import type { TimelineFilter } from './timeline.inputs';
import { TimelineEntryId, TimelineParticipantId } from './timeline.rules';

export const timelineEntryReads = declareReads<TimelineEntryEntity, TimelineFilter>({
  id: TimelineEntryId,
  entity: TimelineEntryEntity,
  visibleTo: (row, viewer) => accountVisible(row('accountId'), viewer),
  startFrom: (viewer, { contactId, memberId }) => {
    const who = contactId ? withContact(contactId) : memberId ? withMember(memberId) : null;
    if (who === null) return fromTeam(viewer);
    return { property: 'id', keys: sql`SELECT tp.entry_id AS key FROM timeline_participant tp WHERE ${who}` };
  },
  queries: { timeline: listed() },
  relations: {
    account: toOne('Account', 'accountId'),
    author: toOne('Member', 'authorId'),
    participants: toMany('TimelineParticipant', 'entryId'),
  },
  orders: { NEWEST: descending('occurredAt') },
  defaultOrder: 'NEWEST',
  search: {
    matches: (row, text) => sql`${timelineWords(row)} @@ ${wordsOf(text)}`,
    // From 0 to 1, however often the words occur.
    rank: (row, text) => sql`ts_rank(${timelineWords(row)}, ${wordsOf(text)}, 32)`,
    excerpt: (row, text) => passage(sql`${row('subject')} || '. ' || ${row('body')}`, wordsOf(text)),
    latest: 'occurredAt',
  },
  filters: {
    kinds: (row, kinds) => oneOf(row('kind'), kinds),
    since: (row, moment) => sql`${row('occurredAt')} >= ${moment}::timestamptz`,
    withinDays: (row, days, viewer) =>
      sql`${row('occurredAt')} >= ${daysBefore(viewer.now, days, 'filter.withinDays')}::timestamptz`,
    until: (row, moment) => sql`${row('occurredAt')} < ${moment}::timestamptz`,
    contactId: (row, id) => hasParticipant(row('id'), withContact(id)),
    memberId: (row, id) => hasParticipant(row('id'), withMember(id)),
  },
});

/** The same expression as in the index timeline_entry_words. */
function timelineWords(row: RowRef<TimelineEntryEntity>): Sql {
  return sql`timeline_words(${row('subject')}, ${row('body')})`;
}

function hasParticipant(entryId: Sql, who: Sql): Sql {
  return sql`EXISTS (SELECT FROM timeline_participant tp WHERE tp.entry_id = ${entryId} AND ${who})`;
}

function withContact(id: Given<string>): Sql {
  return references(column('tp', 'contact_id'), ContactId, id, 'filter.contactId');
}

function withMember(id: Given<string>): Sql {
  return references(column('tp', 'member_id'), MemberId, id, 'filter.memberId');
}

export const timelineParticipantReads = declareReads<TimelineParticipantEntity>({
  id: TimelineParticipantId,
  entity: TimelineParticipantEntity,
  visibleTo: (row, viewer) =>
    viewer.may('book.read.whole')
      ? everything
      : sql`EXISTS (SELECT FROM timeline_entry te WHERE te.id = ${row('entryId')}
          AND ${accountVisible(column('te', 'account_id'), viewer)})`,
  relations: { member: toOne('Member', 'memberId'), contact: toOne('Contact', 'contactId') },
  orders: { ADDED: ascending() },
  defaultOrder: 'ADDED',
});
