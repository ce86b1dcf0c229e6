import { get } from 'node:http';
import { createConnection } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** One of the programs that make up Mainstay on one machine. */
export interface Service {
  /** Short name: of its log file and its entry in the run folder. */
  name: string;
  /** What people call it, at the beginning of a sentence. */
  title: string;
  /** Its place when everything stops: lower first. */
  order: number;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  /** The system user that it runs as, where that isn't ours. */
  owner?: { uid: number; gid: number };
  stopSignal: NodeJS.Signals;
  /** How long it may take to stop before it is killed, in milliseconds. */
  stopWithin: number;
  /** What has to happen before each time that it is started. */
  before?: () => Promise<void>;
  /** Resolves once it answers; tries until the signal says to stop. */
  ready: (signal: AbortSignal) => Promise<void>;
}

/** Tries again every few milliseconds until the attempt succeeds; throws the signal's reason when aborted. */
export async function untilAnswers(attempt: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    try {
      await attempt();
      return;
    } catch {
      await pause(40, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Resolves once somebody listens on the port of this machine. */
export async function untilListening(port: number, signal: AbortSignal): Promise<void> {
  await untilAnswers(
    () =>
      new Promise((resolve, reject) => {
        const socket = createConnection({ port, host: '127.0.0.1' });
        socket.once('error', reject);
        socket.once('connect', () => {
          socket.destroy();
          resolve();
        });
      }),
    signal,
  );
}

/** Resolves once a GET of the address is answered with 200. */
export async function untilHttpOk(url: string, signal: AbortSignal): Promise<void> {
  await untilAnswers(async () => {
    const status = await statusOf(url, signal);
    if (status !== 200) throw new Error(`${url} answered ${status}`);
  }, signal);
}

function statusOf(url: string, signal: AbortSignal): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    // Without an agent the connection is closed afterwards: one that stays open delays the server's end.
    const request = get(url, { agent: false, signal, timeout: 2_000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.once('timeout', () => request.destroy(new Error('No answer')));
    request.once('error', reject);
  });
}
