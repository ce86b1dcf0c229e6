import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { compiled } from '../../local/programs';
import type { Job, Outcome } from './generator';

/** The process that the load comes from; one for all contenders. */
export class Load {
  private constructor(private readonly child: ChildProcess) {}

  /** Starts it. */
  static start(): Load {
    return new Load(fork(compiled('bench/load/generator'), { stdio: 'inherit' }));
  }

  /** Puts a server under load and tells how it did. */
  async run(job: Job): Promise<Outcome> {
    const ended = new AbortController();
    const onExit = () => ended.abort(new Error('The process of the load ended.'));
    this.child.once('exit', onExit);
    try {
      const answer = once(this.child, 'message', { signal: ended.signal });
      this.child.send(job);
      return (await answer)[0] as Outcome;
    } finally {
      this.child.off('exit', onExit);
    }
  }

  /** Ends it. */
  stop(): void {
    if (this.child.connected) this.child.disconnect();
  }
}
