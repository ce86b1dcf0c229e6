import sql from 'sql-template-tag';
import { declareReads, descending, toOne } from '../../platform/reads/declaration';
import { oneOf } from '../../platform/reads/expressions';
import { MessageEntity } from '../../platform/messages/message.entity';
import { MessageId } from '../../platform/messages/message.rules';
import { accountVisible } from '../accounts/account.reads';
import type { MessageFilter } from './message.inputs';

export const messageReads = declareReads<MessageEntity, MessageFilter>({
  id: MessageId,
  entity: MessageEntity,
  visibleTo: (row, viewer) => accountVisible(row('accountId'), viewer),
  fields: {
    dueAt: (row) => sql`CASE WHEN ${row('status')} = 'QUEUED' THEN ${row('nextAttemptAt')} END`,
  },
  relations: {
    account: toOne('Account', 'accountId'),
    contact: toOne('Contact', 'contactId'),
    member: toOne('Member', 'memberId'),
  },
  // Ids are made of the time at which they were made, so that their order is that of writing.
  orders: { NEWEST: descending() },
  defaultOrder: 'NEWEST',
  filters: {
    statuses: (row, statuses) => oneOf(row('status'), statuses),
    kinds: (row, kinds) => oneOf(row('kind'), kinds),
  },
});
