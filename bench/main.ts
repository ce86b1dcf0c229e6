import { note } from '../local/bootstrap/steps.cjs';
import { PlainError } from '../local/plain-error';
import type { Bench } from './benches/bench';
import { benches } from './benches/all';
import { isWorthKeeping, readOptions } from './options';
import { writePage } from './report/page';
import { keepResults, type Result } from './report/result';
import { cells, table, titles } from './report/table';
import { holdStage } from './stage/hold';
import { Stage } from './stage/stage';

/** `npm run bench [-- <name> …]`: runs the benchmarks, prints what they found, and keeps it. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const stage = new Stage(options);
  const results: Result[] = [];
  stopOnSignal(stage);
  try {
    if (options.names.includes('stage')) return await holdStage(stage);
    for (const bench of chosen(options.names)) {
      const found = await carryOut(bench, stage);
      // At once: the next one may take an hour.
      if (isWorthKeeping(options)) await writePage(await keepResults(found));
      results.push(...found);
    }
  } finally {
    await stage.close();
  }
  note(`\n${table([titles, ...results.map(cells)])}\n`);
  if (!isWorthKeeping(options)) note('  A short run: its figures are not kept.');
}

/** One that fails keeps nobody from the others. */
async function carryOut(bench: Bench, stage: Stage): Promise<Result[]> {
  try {
    return await bench.run(stage);
  } catch (error) {
    console.error(`${bench.name} failed:`, error instanceof PlainError ? error.message : error);
    process.exitCode = 1;
    return [];
  }
}

function chosen(names: readonly string[]): Bench[] {
  if (names.length === 0) return benches;
  return names.flatMap((name) => {
    const exact = benches.filter((bench) => bench.name === name);
    const found = exact.length > 0 ? exact : benches.filter((bench) => bench.name.startsWith(`${name}-`));
    if (found.length > 0) return found;
    const all = ['stage', ...benches.map((bench) => bench.name)].join(', ');
    throw new PlainError(`There is no benchmark "${name}". There are: ${all}.`);
  });
}

function stopOnSignal(stage: Stage): void {
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => void stage.close().finally(() => process.exit(130)));
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
});
