import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { step } from './bootstrap/steps.cjs';
import { runCommand } from './command';
import { compiled } from './programs';
import type { Settings } from './settings';
import type { Supervisor } from './supervisor';

/** What the first start made, as its command says it in the last line of its output. */
const report = z.object({
  administrator: z.object({ email: z.string(), password: z.string() }).nullable(),
  sample: z.record(z.string(), z.number()).nullable(),
});

/** How to sign in: the password is known once only, right after it was made. */
export interface SignIn {
  email?: string;
  password?: string;
  /** What the sample book holds, as in `accounts: 40`, when it was loaded just now. */
  sample?: Record<string, number>;
}

const remembered = z.object({ database: z.string(), email: z.string().optional() });

/**
 * Makes the administrator and loads the sample book, if this database hasn't been through it. A note in the data
 * folder saves the look next time.
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
  const noteFile = join(settings.dataFolder, 'first-start.json');
  const note = readNote(noteFile);
  if (note?.database === database) return note.email === undefined ? {} : { email: note.email };
  const done = settings.empty ? () => 0 : step('Loading the sample book', 'about 10 s');
  try {
    const output = await runCommand(
      {
        name: 'first-start',
        doing: settings.empty ? 'Making the administrator' : 'Loading the sample book',
        script: compiled('api/commands/first-start'),
        args: settings.empty ? ['--empty'] : [],
        env,
      },
      runFolder,
      supervisor.logFile('first-start'),
    );
    const { administrator, sample } = report.parse(JSON.parse(output.trim().split('\n').pop() ?? ''));
    const email = administrator?.email;
    writeFileSync(noteFile, JSON.stringify({ database, ...(email === undefined ? {} : { email }) }));
    return { ...(administrator ?? {}), ...(sample ? { sample } : {}) };
  } finally {
    done();
  }
}

function readNote(file: string): z.infer<typeof remembered> | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return remembered.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
