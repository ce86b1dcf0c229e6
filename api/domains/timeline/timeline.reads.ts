import sql from 'sql-template-tag';
import { ascending, declareReads, descending, listed, toMany, toOne } from '../../platform/reads/declaration';
import { column, everything, oneOf, references } from '../../platform/reads/expressions';
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
  startFrom: fromTeam,
  queries: { timeline: listed() },
  relations: {
    account: toOne('Account', 'accountId'),
    author: toOne('Member', 'authorId'),
    participants: toMany('TimelineParticipant', 'entryId'),
  },
  orders: { NEWEST: descending('occurredAt') },
  defaultOrder: 'NEWEST',
  filters: {
    kinds: (row, kinds) => oneOf(row('kind'), kinds),
    since: (row, moment) => sql`${row('occurredAt')} >= ${moment}::timestamptz`,
    until: (row, moment) => sql`${row('occurredAt')} < ${moment}::timestamptz`,
    contactId: (row, id) => sql`EXISTS (SELECT FROM timeline_participant tp
      WHERE tp.entry_id = ${row('id')} AND ${references(column('tp', 'contact_id'), ContactId, id, 'filter.contactId')})`,
    memberId: (row, id) => sql`EXISTS (SELECT FROM timeline_participant tp
      WHERE tp.entry_id = ${row('id')} AND ${references(column('tp', 'member_id'), MemberId, id, 'filter.memberId')})`,
  },
});

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
