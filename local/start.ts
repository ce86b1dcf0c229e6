import { existsSync } from 'node:fs';
import { whenParentEnds } from './bootstrap/parent.cjs';
import { note } from './bootstrap/steps.cjs';
import { PlainError } from './plain-error';
import { compiled } from './programs';
import { LocalRun } from './run';
import { readSettings } from './settings';
import { welcome } from './welcome';

/** `npm start`: brings everything up, keeps it up, and takes it down again. */
async function main(): Promise<void> {
  const run = new LocalRun(readSettings(process.argv.slice(2), process.env));
  // A further Ctrl-C changes nothing: npm passes on the one that the terminal has already sent.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void run.end(0));
  // Whoever kills npm means all of this: without npm, nobody would be left to press Ctrl-C.
  if (process.env['npm_lifecycle_event'] ?? process.env['MAINSTAY_BOOTSTRAP'])
    whenParentEnds(() => void run.end(0));
  try {
    const signIn = await run.begin();
    note(welcome(run.settings, signIn, existsSync(compiled('api/commands/administrator'))));
  } catch (error) {
    await run.fail(error);
  }
}

// A terminal that was closed takes no more words, and that is no reason to stop halfway.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

main().catch((error: unknown) => {
  console.error(error instanceof PlainError ? error.message : error);
  process.exit(1);
});
