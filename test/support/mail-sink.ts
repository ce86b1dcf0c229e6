import type { AddressInfo, Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** The stages of a delivery at which a mail server can fail. */
export type Stage = 'GREETING' | 'MAIL' | 'RCPT' | 'DATA' | 'BODY' | 'DOT' | 'AFTER_DOT';

/** What goes wrong at a stage: a reply of the server, or the end of the line. */
export type Fault = { readonly at: Stage } & (
  { readonly reply: number; readonly words: string } | { readonly hangUp: true }
);

/** A real mail server on a port of its own, which keeps what it takes and fails when it is told to. */
export class MailSink {
  /** What was taken, in order. */
  readonly taken: Email[] = [];
  /** Faults to come, each for one delivery. */
  readonly faults: Fault[] = [];
  /** Called when a mail is taken, before the server says so. */
  beforeReply: () => Promise<void> = () => Promise.resolve();

  private constructor(private readonly server: SMTPServer) {}

  static async start(): Promise<MailSink> {
    const server: SMTPServer = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      hidePIPELINING: true,
      onConnect: (session, done) => sink.fail('GREETING', session, done, done),
      onMailFrom: (_address, session, done) => sink.fail('MAIL', session, done, done),
      onRcptTo: (_address, session, done) => sink.fail('RCPT', session, done, done),
      onData: (stream, session, done) => {
        if (sink.hangsUp('DATA')) {
          sink.fail('DATA', session, done, done);
          return;
        }
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          if (sink.hangsUp('BODY')) sink.fail('BODY', session, done, done);
        });
        stream.on('end', () => {
          const take = async (): Promise<void> => {
            sink.taken.push(await PostalMime.parse(Buffer.concat(chunks)));
            await sink.beforeReply();
          };
          if (sink.hangsUp('AFTER_DOT')) void take().then(() => sink.fail('AFTER_DOT', session, done, done));
          else sink.fail('DOT', session, done, () => void take().then(() => done(), done));
        });
      },
    });
    server.on('error', () => undefined);
    const sink = new MailSink(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const connection of this.server.connections) socketOf(connection).destroy();
    await closed;
  }

  private hangsUp(stage: Stage): boolean {
    const [fault] = this.faults;
    return fault?.at === stage && 'hangUp' in fault;
  }

  private fail(
    stage: Stage,
    session: SMTPServerSession,
    done: (error?: Error) => void,
    otherwise: () => void,
  ): void {
    const [fault] = this.faults;
    if (fault?.at !== stage) {
      otherwise();
      return;
    }
    this.faults.shift();
    if ('hangUp' in fault) hangUp(this.server, session);
    else done(Object.assign(new Error(fault.words), { responseCode: fault.reply }));
  }
}

/** Cuts the line without a word. */
function hangUp(server: SMTPServer, session: SMTPServerSession): void {
  for (const connection of server.connections) {
    if ((connection as unknown as { id: string }).id === session.id) socketOf(connection).destroy();
  }
}

function socketOf(connection: unknown): Socket {
  return (connection as { _socket: Socket })._socket;
}
