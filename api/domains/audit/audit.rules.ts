import { globalId } from '../../shared/ids';

export const AuditEntryId = globalId('AuditEntry', 'aud');

/** In what capacity somebody changed something. */
export enum AuditActorKind {
  MEMBER = 'MEMBER',
  INTEGRATION = 'INTEGRATION',
  SYSTEM = 'SYSTEM',
  DATABASE = 'DATABASE',
}

/** What happened to the row. */
export enum AuditChangeKind {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  DELETED = 'DELETED',
}
