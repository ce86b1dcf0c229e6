import { raw, type Sql } from 'sql-template-tag';
import { MessageStatus } from '../../platform/messages/message.rules';
import { Given } from '../../platform/reads/given';
import { rowsOf, type ObjectDeclaration } from '../../platform/reads/object-declaration';
import { CommandStatus } from '../../platform/temporal/outbox.rules';

/** What is under way, in numbers; each is served by a partial index. */
export const backlogSql = {
  pendingCommands: counted(`outbox_command WHERE status = 'PENDING'`),
  oldestPendingSince: raw(`(SELECT min(created_at) FROM outbox_command WHERE status = 'PENDING')`),
  deadCommands: counted(`outbox_command WHERE status = 'DEAD'`),
  // One status by equality, twice: then the index on it is used.
  queuedMessages: raw(`((SELECT count(*) FROM message WHERE status = 'QUEUED')
    + (SELECT count(*) FROM message WHERE status = 'CLAIMED'))::integer`),
  uncertainMessages: counted(`message WHERE status = 'UNCERTAIN'`),
};

function counted(from: string): Sql {
  return raw(`(SELECT count(*)::integer FROM ${from})`);
}

export const engineRoomReads: ObjectDeclaration = {
  type: 'EngineRoom',
  query: 'engineRoom',
  ability: 'engine.read',
  fields: {
    pendingCommands: () => backlogSql.pendingCommands,
    oldestPendingSince: () => backlogSql.oldestPendingSince,
    queuedMessages: () => backlogSql.queuedMessages,
  },
  relations: {
    deadCommands: rowsOf('WorkflowCommand', () => ({ statuses: Given.known([CommandStatus.DEAD]) })),
    uncertainMessages: rowsOf('Message', (filter) => ({
      ...filter,
      statuses: Given.known([MessageStatus.UNCERTAIN]),
    })),
  },
};
