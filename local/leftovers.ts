import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clearPostgresLeftover } from './postgres-leftover';
import { stopRegistered } from './process-register';

/** Stops in order whatever an earlier run left running in this data folder; answers its names. */
export async function clearLeftovers(dataFolder: string): Promise<string[]> {
  const runs = join(dataFolder, 'run');
  const stopped: string[] = [];
  for (const name of foldersIn(runs)) {
    stopped.push(...(await stopRegistered(join(runs, name))));
    rmSync(join(runs, name), { recursive: true, force: true });
  }
  if (await clearPostgresLeftover(join(dataFolder, 'postgres-18'))) stopped.push('postgres');
  return stopped;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
