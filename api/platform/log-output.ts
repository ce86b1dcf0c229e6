import { write, writeSync } from 'node:fs';
import type { DestinationStream } from 'pino';

/** How much is kept for an output that takes nothing right now, in UTF-16 units; what comes on top is dropped. */
const longestWait = 1_000_000;
const againAfterMilliseconds = 100;

/**
 * Writes lines to a file descriptor and never keeps anybody waiting for it: neither the event loop nor the end of the
 * process. (pino's own destination tries for ever to write what a full disk doesn't take.) Lines wait within bounds
 * until there is room again; of those that were too many, the number is written.
 */
export class LogOutput implements DestinationStream {
  private state: 'idle' | 'writing' | 'pausing' | 'unused' = 'unused';
  private waiting = '';
  /** What the descriptor is being given, or didn't take. */
  private given: Buffer = Buffer.alloc(0);
  private dropped = 0;

  constructor(private readonly descriptor: number) {}

  write(line: string): void {
    if (this.state === 'unused') {
      process.once('exit', () => this.writeWhatIsLeft());
      this.state = 'idle';
    }
    if (this.waiting.length + line.length > longestWait) {
      this.dropped += 1;
      return;
    }
    this.waiting += this.aboutDropped() + line;
    if (this.state === 'idle') this.give();
  }

  private give(): void {
    if (this.given.length === 0) {
      this.given = Buffer.from(this.waiting);
      this.waiting = '';
    }
    this.state = this.given.length === 0 ? 'idle' : 'writing';
    if (this.state === 'writing')
      write(this.descriptor, this.given, (error, bytes) => this.afterWrite(error, bytes));
  }

  private afterWrite(error: NodeJS.ErrnoException | null, bytes: number): void {
    if (error === null) {
      this.given = this.given.subarray(bytes);
      this.give();
    } else {
      this.state = 'pausing';
      const timer = setTimeout(() => this.give(), againAfterMilliseconds);
      // Somebody who reads slowly is waited for; a disk that is full keeps no process alive.
      if (error.code !== 'EAGAIN') timer.unref();
    }
  }

  /** The process ends: one try. What is being written at this moment arrives by itself. */
  private writeWhatIsLeft(): void {
    const given = this.state === 'writing' ? Buffer.alloc(0) : this.given;
    try {
      writeSync(this.descriptor, Buffer.concat([given, Buffer.from(this.waiting)]));
    } catch {
      // There is no place left to tell it.
    }
  }

  private aboutDropped(): string {
    if (this.dropped === 0) return '';
    const line = {
      level: 40,
      time: Date.now(),
      dropped: this.dropped,
      msg: 'log lines could not be written',
    };
    this.dropped = 0;
    return `${JSON.stringify(line)}\n`;
  }
}
