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

/** What an attempt makes of a message. */
export interface Settlement {
  readonly status: MessageStatus;
  /** Until the next attempt; null where the attempt does not count, or is the last. */
  readonly minutes: number | null;
  readonly response: string;
}

/** What becomes of a message by its attempt number `attempts`. */
export function settlementOf(attempts: number, { outcome, response: said }: Attempt): Settlement {
  const response = plainWords(said);
  switch (outcome) {
    case 'SENT':
      return { status: MessageStatus.SENT, minutes: null, response };
    case 'REFUSED':
      return { status: MessageStatus.REFUSED, minutes: null, response };
    case 'UNCERTAIN':
      return { status: MessageStatus.UNCERTAIN, minutes: null, response };
    case 'UNREACHED':
      return { status: MessageStatus.QUEUED, minutes: null, response };
    case 'NOT_NOW': {
      const minutes = minutesToNextAttempt(attempts);
      if (minutes !== null) return { status: MessageStatus.QUEUED, minutes, response };
      return {
        status: MessageStatus.REFUSED,
        minutes,
        response: `Given up after ${attempts} attempts: ${response}`,
      };
    }
  }
}

/** How much of a server's words is kept, in UTF-16 units. RFC 5321 allows 512 octets a line, and several lines. */
const longestWords = 2_000;

/** The words of a mail server as one line that can be kept: it may send whatever it likes, a NUL included. */
export function plainWords(said: string): string {
  const line = said.slice(0, longestWords).toWellFormed();
  return line.replace(/[\p{Cc} ]+/gu, ' ').trim();
}
