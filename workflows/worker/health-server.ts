import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

export interface Health {
  /** What the process can't do at this moment, one sentence each; empty where it is ready. */
  readonly troubles: () => Promise<readonly string[]>;
  readonly metrics: Registry;
}

/** `/healthz` (it lives), `/readyz` (all its parts work), `/metrics` (Prometheus). Answers with the port. */
export async function startHealthServer(
  host: string,
  port: number,
  health: Health,
): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    answer(request.url ?? '/', health).then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

async function answer(url: string, health: Health): Promise<{ status: number; type: string; body: string }> {
  const type = 'application/json';
  switch (url) {
    case '/healthz':
      return { status: 200, type, body: JSON.stringify({ status: 'ok' }) };
    case '/readyz': {
      const reasons = await health.troubles();
      if (reasons.length === 0) return { status: 200, type, body: JSON.stringify({ status: 'ready' }) };
      return { status: 503, type, body: JSON.stringify({ status: 'unavailable', reasons }) };
    }
    case '/metrics':
      return { status: 200, type: health.metrics.contentType, body: await health.metrics.metrics() };
    default:
      return { status: 404, type, body: JSON.stringify({ status: 'not found' }) };
  }
}
