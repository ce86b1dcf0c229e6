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

/** What came of one attempt to send a message. `response` has the words of the mail server, or of what went wrong. */
export interface Attempt {
  readonly outcome: AttemptOutcome;
  readonly response: string;
}

export type AttemptOutcome =
  /** The server has taken it. */
  | 'SENT'
  /** The server will never take it. */
  | 'REFUSED'
  /** It did not get through this time, and certainly did not arrive. */
  | 'NOT_NOW'
  /** No server was reached, which says nothing about the message. */
  | 'UNREACHED'
  /** It may have arrived, and may not have. */
  | 'UNCERTAIN';

/** Minutes before the next attempt, after the first, second … that did not get through. About two days in all. */
const delays = [1, 2, 5, 15, 30, 60, 120, 240, 480, 720, 1440];

/** How many minutes to wait after so many attempts; null where it is time to give up. */
export function minutesToNextAttempt(attempts: number): number | null {
  return delays[attempts - 1] ?? null;
}
