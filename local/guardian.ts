/**
 * A small process that outlives whoever started it: it holds the other end of a pipe, and when that breaks
 * (an orderly end, a crash, a SIGKILL), it stops everything that is written down in the run folder, and removes
 * the folder.
 *
 * Usage: node guardian.js <run folder> [folder to remove afterwards]
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stopRegistered } from './process-register';

const [runFolder, removeAfterwards] = process.argv.slice(2);

// Ctrl-C and a closed terminal concern the process that is guarded; the guardian waits for its end.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined);

if (runFolder !== undefined) writeFileSync(join(runFolder, 'guardian.pid'), String(process.pid));

async function cleanUp(): Promise<void> {
  if (runFolder !== undefined) {
    await stopRegistered(runFolder);
    rmSync(runFolder, { recursive: true, force: true });
  }
  if (removeAfterwards !== undefined) {
    rmSync(removeAfterwards, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

process.stdin.on('error', () => undefined);
process.stdin.on('close', () => void cleanUp().finally(() => process.exit(0)));
process.stdin.resume();
