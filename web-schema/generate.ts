import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { projectRoot } from '../local/project-root';
import { artefacts } from './artefacts';

/** Writes what is generated; with `--check`, writes nothing, names what is stale, and ends with exit code 1. */
async function main(args: readonly string[]): Promise<void> {
  const check = args.includes('--check');
  const stale: string[] = [];
  for (const [name, text] of await artefacts()) {
    const path = join(projectRoot, name);
    if ((await readOrNothing(path)) === text) continue;
    stale.push(name);
    if (!check) await write(path, text);
  }
  if (stale.length === 0) console.log('The generated files are up to date.');
  else if (!check) console.log(`Written: ${stale.join(', ')}`);
  else {
    console.error(`Out of date: ${stale.join(', ')}. Run \`npm run schema\` and commit what it writes.`);
    process.exitCode = 1;
  }
}

async function readOrNothing(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
