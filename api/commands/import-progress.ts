import type { WriteStream } from 'node:tty';
import type { ImportProgress } from '../domains/imports/import.rules';

const width = 30;

/** How far an import is: a bar on a terminal, a line for each tenth elsewhere. */
export class ImportProgressBar {
  private readonly began = performance.now();
  private tenth = 0;

  constructor(
    private readonly totalBytes: number,
    private readonly out: Pick<WriteStream, 'write'> & { readonly isTTY?: boolean },
  ) {}

  show({ bytes, rows }: ImportProgress): void {
    const part = this.totalBytes === 0 ? 1 : Math.min(1, bytes / this.totalBytes);
    const perSecond = Math.round((rows / Math.max(1, performance.now() - this.began)) * 1000);
    const told = `${Math.floor(part * 100)} %, ${number(rows)} rows, ${number(perSecond)} a second`;
    if (this.out.isTTY === true) {
      const done = Math.round(part * width);
      this.out.write(`\r${'█'.repeat(done)}${'░'.repeat(width - done)} ${told}\x1b[K`);
    } else if (Math.floor(part * 10) > this.tenth) {
      this.tenth = Math.floor(part * 10);
      this.out.write(`${told}\n`);
    }
  }

  /** Leaves the terminal's line to whoever writes next. */
  end(): void {
    if (this.out.isTTY === true) this.out.write('\r\x1b[K');
  }
}

export function number(value: number): string {
  return value.toLocaleString('en');
}
