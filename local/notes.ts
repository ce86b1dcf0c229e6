import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './project-root';

const notes = z.object({
  /** Which database the rest is about. */
  database: z.string(),
  /** The migrations that it has been through. */
  migrations: z.string(),
  /** The administrator that was made in it. */
  administrator: z.string().optional(),
  firstStartDone: z.boolean(),
  /** Whom mails come from while the sample book is in it. */
  sender: z.object({ company: z.string(), mailFrom: z.string() }).optional(),
});

/**
 * What this data folder's last start found done in its database, so that the next one need not look again. It
 * only saves time: without it, or with another database in the same place, everything is looked at.
 */
export type Notes = z.infer<typeof notes>;

/** The notes on this database; those of one that nothing is known of, where there are none. */
export function readNotes(dataFolder: string, database: string): Notes {
  const nothing = { database, migrations: '', firstStartDone: false };
  try {
    const read = notes.parse(JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')));
    return read.database === database ? read : nothing;
  } catch {
    return nothing;
  }
}

export function writeNotes(dataFolder: string, changed: Notes): void {
  writeFileSync(fileIn(dataFolder), `${JSON.stringify(changed, undefined, 2)}\n`);
}

/** A short text that changes with any of the compiled migrations. */
export function migrationsFingerprint(): string {
  const folder = join(projectRoot, 'dist', 'migrations');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.js')) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'notes.json');
}
