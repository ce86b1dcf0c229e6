import { setTimeout as pause } from 'node:timers/promises';

/** What a Node process takes, in bytes. */
export interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
}

/** The memory of a process that was started with `--inspect=127.0.0.1:<port>`, after its garbage was collected. */
export async function memoryAfterCollection(port: number): Promise<Memory> {
  const list = await fetch(`http://127.0.0.1:${port}/json/list`);
  const [target] = (await list.json()) as { webSocketDebuggerUrl: string }[];
  if (target === undefined) throw new Error(`Nothing can be inspected on port ${port}.`);
  const inspector = await Inspector.connect(target.webSocketDebuggerUrl);
  try {
    for (let time = 0; time < 3; time += 1) await inspector.ask('HeapProfiler.collectGarbage');
    // Pages are given back to the system beside the program.
    await pause(1_000);
    const expression = 'JSON.stringify(process.memoryUsage())';
    const answer = await inspector.ask('Runtime.evaluate', { expression, returnByValue: true });
    return JSON.parse((answer as { result: { value: string } }).result.value) as Memory;
  } finally {
    inspector.close();
  }
}

/** A conversation in the DevTools protocol, one question at a time. */
class Inspector {
  private questions = 0;

  private constructor(private readonly socket: WebSocket) {}

  static connect(url: string): Promise<Inspector> {
    const socket = new WebSocket(url);
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve(new Inspector(socket)));
      socket.addEventListener('error', () => reject(new Error(`No inspector answers on ${url}.`)));
    });
  }

  ask(method: string, params: object = {}): Promise<unknown> {
    const id = (this.questions += 1);
    return new Promise((resolve, reject) => {
      const listen = ({ data }: MessageEvent) => {
        const answer = JSON.parse(String(data)) as {
          id?: number;
          result?: unknown;
          error?: { message: string };
        };
        if (answer.id !== id) return;
        this.socket.removeEventListener('message', listen);
        if (answer.error) reject(new Error(`${method}: ${answer.error.message}`));
        else resolve(answer.result);
      };
      this.socket.addEventListener('message', listen);
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  close(): void {
    this.socket.close();
  }
}
