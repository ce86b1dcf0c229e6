import { mkdirSync } from 'node:fs';
import { untilHttpOk } from './service';
import type { Service } from './service';

/** Where the mailbox keeps its mails, and how it listens. */
export interface MailboxPlace {
  folder: string;
  smtpPort: number;
  pagePort: number;
}

/** A mail server that delivers nothing: whatever is sent to it is kept, and shown on a web page. */
export function mailboxService(place: MailboxPlace): Service {
  mkdirSync(place.folder, { recursive: true, mode: 0o700 });
  return {
    name: 'mailbox',
    title: 'The mailbox',
    order: 4,
    command: process.execPath,
    args: [
      require.resolve('maildev/bin/maildev'),
      ...['--ip', '127.0.0.1', '--smtp', String(place.smtpPort)],
      ...['--web-ip', '127.0.0.1', '--web', String(place.pagePort)],
      ...['--mail-directory', place.folder],
    ],
    stopSignal: 'SIGTERM',
    stopWithin: 3_000,
    ready: (signal) => untilHttpOk(`http://127.0.0.1:${place.pagePort}/healthz`, signal),
  };
}
