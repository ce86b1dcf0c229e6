import { execFile } from 'node:child_process';
import { chmodSync, createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { unfinishedFolder } from './bootstrap/cache.cjs';
import { step } from './bootstrap/steps.cjs';
import { z } from 'zod';

const run = promisify(execFile);

/** What Temporal's download service answers: the archive, and which file in it is the program. */
const offer = z.object({ archiveUrl: z.url({ protocol: /^https$/ }), fileToExtract: z.string().min(1) });

/**
 * Downloads the `temporal` command line (with a server inside) from where Temporal's SDKs take theirs.
 *
 * @param target where the program shall be
 */
export async function downloadTemporal(target: string): Promise<void> {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const address = `https://temporal.download/cli/default?arch=${architecture}&platform=${system}&format=tar.gz`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(() => {
    throw new Error('temporal.download does not answer');
  });
  if (!answer.ok) throw new Error(`temporal.download answered ${answer.status}`);
  const { archiveUrl, fileToExtract } = offer.parse(await answer.json());

  const folder = unfinishedFolder('unfinished-temporal-');
  const done = step('Downloading the Temporal server, once for this machine', 'about 1 min');
  try {
    const archive = await fetch(archiveUrl, { signal: AbortSignal.timeout(600_000) });
    if (!archive.ok || !archive.body)
      throw new Error(`${new URL(archiveUrl).host} answered ${archive.status}`);
    const file = join(folder, 'archive.tar.gz');
    await pipeline(Readable.fromWeb(archive.body), createWriteStream(file));
    await run('tar', ['-xzf', file, '-C', folder, fileToExtract]);
    chmodSync(join(folder, fileToExtract), 0o755);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(folder, fileToExtract), target);
  } finally {
    done();
    rmSync(folder, { recursive: true, force: true });
  }
}
