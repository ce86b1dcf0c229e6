import { globalId } from '../../shared/ids';

export const MessageId = globalId('Message', 'msg');

/** What a message is. */
export enum MessageKind {
  WELCOME = 'WELCOME',
}

/** How far a message is on its way out of the building. */
export enum MessageStatus {
  QUEUED = 'QUEUED',
  CLAIMED = 'CLAIMED',
  SENT = 'SENT',
  REFUSED = 'REFUSED',
  UNCERTAIN = 'UNCERTAIN',
  CANCELLED = 'CANCELLED',
}
