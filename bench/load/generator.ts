import { createConnection, type Socket } from 'node:net';
import { percentile } from '../report/statistics';

/** So many connections, each with one request under way, for so long. */
export interface Job {
  readonly port: number;
  /** Whole HTTP requests, sent in turn. */
  readonly requests: readonly string[];
  readonly connections: number;
  /** Seconds before anything is counted. */
  readonly warmUp: number;
  /** It ends when so many seconds have passed and so many requests were answered. */
  readonly seconds: number;
  readonly requestsAtLeast: number;
}

/** What came of a job; times in milliseconds. */
export interface Outcome {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Answers other than 200. */
  readonly failures: number;
}

/**
 * The load comes from a process of its own that does as little as it can, since it takes its share of the machine from
 * whom it measures: with a general client (autocannon, undici) it took two to four times as much. So it knows only
 * what our contenders do: HTTP/1.1, kept alive, answers with a `Content-Length`.
 */
class Connection {
  private expected = -1;
  private received = 0;
  private sentAt = 0;

  constructor(
    private readonly socket: Socket,
    private readonly next: () => Buffer,
    private readonly done: (took: number, ok: boolean) => void,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.receive(chunk));
  }

  send(): void {
    this.expected = -1;
    this.received = 0;
    this.sentAt = performance.now();
    this.socket.write(this.next());
  }

  private ok = true;

  private receive(chunk: Buffer): void {
    if (this.expected < 0) this.readHead(chunk);
    this.received += chunk.length;
    if (this.received < this.expected) return;
    this.done(performance.now() - this.sentAt, this.ok);
    this.send();
  }

  private readHead(chunk: Buffer): void {
    const end = chunk.indexOf('\r\n\r\n');
    if (end < 0) throw new Error('The head of an answer did not come at once.');
    const head = chunk.toString('latin1', 0, end);
    const length = /\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined) throw new Error(`An answer came without its length:\n${head}`);
    this.expected = end + 4 + Number(length);
    this.ok = head.startsWith('HTTP/1.1 200');
  }
}

async function run({ port, requests: texts, connections, ...job }: Job): Promise<Outcome> {
  const requests = texts.map((text) => Buffer.from(text));
  const latencies: number[] = [];
  let sent = 0;
  let failures = 0;
  let counting = false;
  let enough: () => void = () => undefined;
  const next = () => requests[sent++ % requests.length] ?? Buffer.alloc(0);
  const done = (took: number, ok: boolean) => {
    if (!counting) return;
    latencies.push(took);
    if (!ok) failures += 1;
    if (latencies.length >= job.requestsAtLeast) enough();
  };
  const sockets = await Promise.all(Array.from({ length: connections }, () => connect(port)));
  for (const socket of sockets) new Connection(socket, next, done).send();
  if (job.warmUp > 0) await pause(job.warmUp);
  const answered = new Promise<void>((resolve) => (enough = resolve));
  counting = true;
  const began = performance.now();
  await Promise.all([pause(job.seconds), answered]);
  counting = false;
  const seconds = (performance.now() - began) / 1000;
  for (const socket of sockets) socket.destroy();
  const sorted = latencies.sort((a, b) => a - b);
  return {
    requestsPerSecond: latencies.length / seconds,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    failures,
  };
}

function connect(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => resolve(socket));
    socket.once('error', reject);
    socket.once('end', () => reject(new Error('The contender closed a connection.')));
  });
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

process.on('message', (job: Job) => {
  void run(job).then((outcome) => process.send?.(outcome));
});
// Whoever asked for the load has gone.
process.on('disconnect', () => process.exit());
