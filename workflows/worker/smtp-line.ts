import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Attempt } from '../../api/platform/messages/message.rules';

/** A mail as it goes over the line. */
export interface RawMail {
  readonly from: string;
  readonly to: string;
  /** Headers and body, RFC 5322. */
  readonly raw: Buffer;
}

/** How long each side may be silent. A claim is renewed meanwhile. */
const timeouts = {
  connectionTimeout: 20_000,
  greetingTimeout: 20_000,
  socketTimeout: 120_000,
  dnsTimeout: 10_000,
};

/** Replies that speak of us or of the server, and not of the message: sign-in and encryption that don't work. */
const linesOwn = new Set([454, 530, 534, 535, 538]);

interface SmtpError extends Error {
  code?: string | undefined;
  responseCode?: number | undefined;
  response?: string | undefined;
}

/** One connection to the mail server, over which mails go one after the other. */
export class SmtpLine {
  private broken = false;

  private constructor(private readonly connection: SMTPConnection) {
    // Errors reach the callback of what is under way; without a listener they would end the process as well.
    connection.on('error', () => (this.broken = true));
    connection.once('end', () => (this.broken = true));
  }

  /** Connects, and signs in where the URL names a user. Throws where no server is to be had. */
  static async open(url: string): Promise<SmtpLine> {
    const { auth, ...options } = parseConnectionUrl(url);
    const connection = new SMTPConnection({ ...options, ...timeouts });
    const line = new SmtpLine(connection);
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    if (auth) {
      await new Promise<void>((resolve, reject) =>
        connection.login(auth, (error) => (error ? reject(error) : resolve())),
      );
    }
    return line;
  }

  get usable(): boolean {
    return !this.broken;
  }

  /** Sends one mail. Never throws: what can go wrong is one of the outcomes. */
  async send(mail: RawMail): Promise<Attempt> {
    const body = new WatchedBody(mail.raw);
    const envelope = { from: mail.from, to: [mail.to], size: mail.raw.length };
    return new Promise((resolve) => {
      this.connection.send(envelope, body, (error: SmtpError | null, info?: { response: string }) => {
        if (error === null || error === undefined)
          resolve({ outcome: 'SENT', response: info?.response ?? '' });
        else resolve(attemptOf(error, body.wasRead));
      });
    });
  }

  /** Makes the line ready for the next mail after one that was not taken. */
  async reset(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.connection.reset((error) => {
        if (error) this.broken = true;
        resolve();
      });
    });
  }

  close(): void {
    if (this.broken) this.connection.close();
    else this.connection.quit();
  }
}

/**
 * A body that knows whether it was read. It is read only once the server has accepted DATA: before that, the mail
 * has certainly not arrived; afterwards only the server's reply to the final dot can say.
 */
class WatchedBody extends Readable {
  wasRead = false;

  constructor(private readonly content: Buffer) {
    super();
  }

  override _read(): void {
    this.wasRead = true;
    this.push(this.content);
    this.push(null);
  }
}

function attemptOf(error: SmtpError, bodyWasRead: boolean): Attempt {
  const response = error.response ?? error.message;
  const code = error.responseCode ?? 0;
  // A reply to the envelope, to DATA or to the final dot; anything else is the line's.
  const answered = code >= 400 && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE');
  if (!answered && bodyWasRead) return { outcome: 'UNCERTAIN', response };
  if (linesOwn.has(code)) return { outcome: 'UNREACHED', response };
  if (answered && code >= 500) return { outcome: 'REFUSED', response };
  // Found out on this side: an address that no envelope can hold, a mail that is larger than the server takes.
  if (code === 0 && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE'))
    return { outcome: 'REFUSED', response };
  return { outcome: 'NOT_NOW', response };
}
