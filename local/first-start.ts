import { z } from 'zod';
import { step } from './bootstrap/steps.cjs';
import { runCommand } from './command';
import { readNotes, writeNotes } from './notes';
import { compiled } from './programs';
import type { Sender } from './programs';
import type { Settings } from './settings';
import type { Supervisor } from './supervisor';

/** What the first start made, as its command says it in the last line of its output. */
const report = z.object({
  administrator: z.object({ email: z.string(), password: z.string() }).nullable(),
  sample: z.record(z.string(), z.number()).nullable(),
  sender: z.object({ company: z.string(), mailFrom: z.string() }).nullable(),
});

/** How to sign in: the password is known once only, right after it was made. */
export interface SignIn {
  email?: string;
  password?: string;
  /** What the sample book holds, as in `accounts: 40`, when it was loaded just now. */
  sample?: Record<string, number>;
  /** Whom mails come from, where the sample book is in. */
  sender?: Sender;
}

/**
 * Makes the administrator and loads the sample book, if this database hasn't been through it.
 *
 * @param database tells this database from another that may take its place
 */
export async function firstStart(
  settings: Settings,
  supervisor: Supervisor,
  runFolder: string,
  env: NodeJS.ProcessEnv,
  database: string,
): Promise<SignIn> {
  const notes = readNotes(settings.dataFolder, database);
  if (notes.firstStartDone)
    return {
      ...(notes.administrator === undefined ? {} : { email: notes.administrator }),
      ...(notes.sender ? { sender: notes.sender } : {}),
    };
  const doing = settings.empty ? 'Making the administrator' : 'Loading the sample book';
  const done = settings.empty ? () => 0 : step(doing, 'about 15 s');
  try {
    const script = compiled('api/commands/first-start');
    const args = settings.empty ? ['--empty'] : [];
    const log = supervisor.logFile('first-start');
    const output = await runCommand({ name: 'first-start', doing, script, args, env }, runFolder, log);
    const { administrator, sample, sender } = report.parse(JSON.parse(output.trim().split('\n').pop() ?? ''));
    const from = sender ? { sender } : {};
    const remembered = { ...(administrator ? { administrator: administrator.email } : {}), ...from };
    writeNotes(settings.dataFolder, { ...notes, ...remembered, firstStartDone: true });
    return { ...(administrator ?? {}), ...(sample ? { sample } : {}), ...from };
  } finally {
    done();
  }
}
