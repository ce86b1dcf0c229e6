import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const backendKeyData = 'K'.charCodeAt(0);

/**
 * Stands between us and PostgreSQL as PgBouncer does with `ignore_startup_parameters = options`: what connections ask
 * for as they are opened is dropped, and their process ids are its own.
 */
export class ForgetfulProxy {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async before(databaseUrl: string): Promise<ForgetfulProxy> {
    const server = createServer((socket) => proxy.pass(socket));
    const proxy = new ForgetfulProxy(server, new URL(databaseUrl));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** The database's address through the proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private pass(client: Socket): void {
    const server = connect(Number(this.target.port), this.target.hostname);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined);
      one.once('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
    client.once('data', (startUp) => {
      server.write(withoutOptions(startUp));
      client.pipe(server);
    });
    this.answer(server, client);
  }

  /** Passes messages on one by one until the one with the process id has gone by. */
  private answer(server: Socket, client: Socket): void {
    let waiting: Buffer = Buffer.alloc(0);
    const read = (chunk: Buffer): void => {
      waiting = Buffer.concat([waiting, chunk]);
      while (waiting.length >= 5 && waiting.length > waiting.readInt32BE(1)) {
        const message = Buffer.from(waiting.subarray(0, waiting.readInt32BE(1) + 1));
        waiting = waiting.subarray(message.length);
        if (message[0] === backendKeyData) {
          message.writeInt32BE(1, 5);
          server.off('data', read);
          client.write(Buffer.concat([message, waiting]));
          server.pipe(client);
          return;
        }
        client.write(message);
      }
    };
    server.on('data', read);
  }
}

/** A startup message is its length, the protocol's version, and names and values that end with a zero each. */
function withoutOptions(startUp: Buffer): Buffer {
  const words = startUp.toString('latin1', 8, startUp.length - 2).split('\0');
  const kept = words.filter((_, at) => words[at - (at % 2)] !== 'options');
  const body = Buffer.from(`${kept.join('\0')}\0\0`, 'latin1');
  const head = Buffer.from(startUp.subarray(0, 8));
  head.writeInt32BE(8 + body.length, 0);
  return Buffer.concat([head, body]);
}
