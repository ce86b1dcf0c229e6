import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';

/** Ports of this machine that nobody listens on at this moment. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(close));
  return ports;
}

/** The first of so many ports in a row that nobody listens on at this moment. */
export async function freePortRange(count: number): Promise<number> {
  for (;;) {
    // Below the ports that the system gives to connections that go out.
    const first = randomInt(10_000, 32_000 - count);
    const tries = await Promise.allSettled(
      Array.from({ length: count }, (_, index) => listen(first + index)),
    );
    const servers = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    await Promise.all(servers.map(close));
    if (servers.length === count) return first;
  }
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
