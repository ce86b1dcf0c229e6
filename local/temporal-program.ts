import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from './bootstrap/cache.cjs';
import { PlainError, messageOf } from './plain-error';
import { buildTemporal, goIsThere } from './temporal-build';
import { downloadTemporal } from './temporal-download';

/** A program that is a Temporal server, or that contains one. */
export interface TemporalProgram {
  path: string;
  /** The official server, or the `temporal` command line with a server inside. */
  kind: 'server' | 'cli';
  version: string;
}

/** The version that is built where none is found. */
export const TEMPORAL_VERSION = '1.32.1';
const OLDEST = [1, 32];
const exe = process.platform === 'win32' ? '.exe' : '';
const run = promisify(execFile);

/**
 * Finds a Temporal server of version 1.32 or later, or brings one: TEMPORAL_SERVER_PATH, `temporal` on the PATH,
 * the copy in the cache folder, the download that Temporal offers, and last a build with Go.
 *
 * @param runFolder where a build that takes minutes is written down while it runs
 */
export async function findTemporal(env: NodeJS.ProcessEnv, runFolder: string): Promise<TemporalProgram> {
  const named = env['TEMPORAL_SERVER_PATH'];
  if (named !== undefined && named !== '') return namedProgram(named);
  const builtFolder = join(cacheFolder(), `temporal-${TEMPORAL_VERSION}`);
  const built = join(builtFolder, `server${exe}`);
  const downloaded = join(cacheFolder(), 'temporal-cli', `temporal${exe}`);
  for (const path of [...onPath(env, `temporal${exe}`), built, downloaded]) {
    const program = await inspect(path);
    if (program && isRecent(program.version)) return program;
  }
  return bring(downloaded, built, runFolder);
}

async function bring(downloaded: string, built: string, runFolder: string): Promise<TemporalProgram> {
  const failures: string[] = [];
  const ways: [string, () => Promise<void>][] = [['the download', () => downloadTemporal(downloaded)]];
  if (await goIsThere())
    ways.push(['the build with Go', () => buildTemporal(TEMPORAL_VERSION, built, runFolder)]);
  for (const [name, way] of ways) {
    try {
      await way();
      const program = await inspect(name === 'the download' ? downloaded : built);
      if (program && isRecent(program.version)) return program;
      failures.push(`${name} gave ${program ? `version ${program.version}` : 'no program that runs'}`);
    } catch (error) {
      failures.push(`${name} failed (${messageOf(error)})`);
    }
  }
  return notToBeHad(failures);
}

function notToBeHad(failures: string[]): never {
  throw new PlainError(
    `No Temporal server of version ${OLDEST.join('.')} or later could be had: ${failures.join('; ')}. ` +
      'Install the `temporal` command line (docs.temporal.io/cli) or Go, or set TEMPORAL_SERVER_PATH to a server, ' +
      'or TEMPORAL_ADDRESS to one that is running.',
  );
}

async function namedProgram(path: string): Promise<TemporalProgram> {
  const program = await inspect(path);
  if (!program)
    throw new PlainError(
      `TEMPORAL_SERVER_PATH is ${path}, which is no Temporal server that runs here: correct it or unset it.`,
    );
  if (!isRecent(program.version)) {
    throw new PlainError(
      `TEMPORAL_SERVER_PATH is a Temporal server ${program.version}; ${OLDEST.join('.')} or later is needed: name a newer one or unset it.`,
    );
  }
  return program;
}

async function inspect(path: string): Promise<TemporalProgram | undefined> {
  if (!existsSync(path)) return undefined;
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 10_000 });
    return readVersion(path, stdout);
  } catch {
    return undefined;
  }
}

/** Reads `temporal version 1.32.1`, and `temporal version 1.9.0 (Server 1.32.0, UI 2.50.0)`. */
function readVersion(path: string, text: string): TemporalProgram | undefined {
  const inside = /\(Server (\d+\.\d+\.\d+)/.exec(text)?.[1];
  if (inside !== undefined) return { path, kind: 'cli', version: inside };
  const version = /version (\d+\.\d+\.\d+)/.exec(text)?.[1];
  return version === undefined ? undefined : { path, kind: 'server', version };
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

function onPath(env: NodeJS.ProcessEnv, name: string): string[] {
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .filter((path) => existsSync(path));
}
