import cluster from 'node:cluster';
import { compiled } from '../../local/programs';

/** The arguments that make Node run a program once, or several times behind one port. */
export function severalTimes(workers: number, program: string): string[] {
  return workers === 1 ? [program] : [compiled('bench/contenders/several'), String(workers), program];
}

/** Run as a program: `several.js 2 <program>` forks it with `node:cluster`. */
if (require.main === module && cluster.isPrimary) {
  const [workers = '2', exec = ''] = process.argv.slice(2);
  cluster.setupPrimary({ exec, args: [] });
  for (let index = 0; index < Number(workers); index += 1) cluster.fork();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.once(name, () => {
      for (const worker of Object.values(cluster.workers ?? {})) worker?.kill(name);
      cluster.disconnect(() => process.exit());
    });
  }
  cluster.on('exit', (_worker, code) => process.exit(code));
}
