import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { freePorts } from '../../local/free-ports';
import { PlainError } from '../../local/plain-error';
import { untilListening } from '../../local/service';
import type { ReadCase } from '../cases/read-case';
import type { Contender, Place } from './contender';

const startWithin = 30_000;
const stopWithin = 10_000;

/** Whoever ends us ends them. */
const alive = new Set<ChildProcess>();
process.once('exit', () => alive.forEach((child) => child.kill('SIGKILL')));

/** A contender whose server is up. */
export class RunningContender {
  private constructor(
    readonly contender: Contender,
    readonly place: Place,
    private readonly child: ChildProcess,
  ) {}

  get name(): string {
    return this.contender.name;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Spawns it without waiting for anything. */
  static async spawn(contender: Contender, where: Omit<Place, 'port'>): Promise<RunningContender> {
    const place = { ...where, port: (await freePorts(1))[0] ?? 0 };
    const { args, env } = contender.command(place);
    const child = spawn(process.execPath, args, { env: { ...inherited(), ...env }, stdio: 'inherit' });
    alive.add(child);
    child.once('exit', () => alive.delete(child));
    return new RunningContender(contender, place, child);
  }

  /** Starts it; resolves once it listens. */
  static async start(contender: Contender, where: Omit<Place, 'port'>): Promise<RunningContender> {
    const running = await RunningContender.spawn(contender, where);
    const ended = new AbortController();
    running.child.once('exit', () =>
      ended.abort(new PlainError(`${contender.name} ended instead of serving.`)),
    );
    await untilListening(
      running.place.port,
      AbortSignal.any([ended.signal, AbortSignal.timeout(startWithin)]),
    );
    return running;
  }

  /** The HTTP request that asks for a case. */
  request(readCase: ReadCase, accountId: string): string {
    return this.contender.request(readCase, accountId, this.place);
  }

  /** Asks once, on a connection of its own; the body of the answer, and its HTTP status. */
  ask(request: string): Promise<{ status: number; body: string }> {
    return exchange(this.place.port, request);
  }

  /** Ends it and waits for that. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), stopWithin);
    await gone;
    clearTimeout(late);
  }
}

/** Our environment without what would speak to Mainstay. */
function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^(MAINSTAY_|TEMPORAL_|SMTP_|OTEL_)/.test(name),
  );
  return Object.fromEntries(entries) as Record<string, string>;
}

function exchange(port: number, request: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = createConnection({ port, host: '127.0.0.1' }, () => {
      // The last answer on a connection ends with it.
      socket.write(request.replace('\r\n', '\r\nconnection: close\r\n'));
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.once('error', reject);
    socket.once('close', () => {
      const text = Buffer.concat(chunks).toString();
      const head = text.indexOf('\r\n\r\n');
      if (head < 0) reject(new Error(`Port ${port} closed the connection without an answer.`));
      else resolve({ status: Number(text.slice(9, 12)), body: text.slice(head + 4) });
    });
  });
}
