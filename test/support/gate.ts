import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A door on a port of its own, through which a server is reached; shut, it is as if the server were not there. */
export class Gate {
  private open = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host: string; readonly port: number },
  ) {}

  static async before(host: string, port: number): Promise<Gate> {
    const server = createServer((socket) => gate.pass(socket));
    const gate = new Gate(server, { host, port });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return gate;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  unlock(): void {
    this.open = true;
  }

  /** Cuts every line through it, too. */
  lock(): void {
    this.open = false;
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.lock();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private pass(socket: Socket): void {
    if (!this.open) {
      socket.destroy();
      return;
    }
    const further = connect(this.target);
    for (const [one, other] of [
      [socket, further],
      [further, socket],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined);
      one.once('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
