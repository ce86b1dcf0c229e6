import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenParentEnds } from '../../local/bootstrap/parent.cjs';
import { bringChromium } from '../../local/chromium';
import { startGuard } from '../../local/guard';
import { startTestPostgres, startTestTemporal } from './engine-servers';

/**
 * Starts the servers that all test files share. A guardian stops them and removes their data when the run ends,
 * in whatever way it ends.
 */
export default async function globalSetup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-test-'));
  // Where we are root, PostgreSQL runs as another user, who must be able to enter.
  chmodSync(folder, 0o711);
  const runFolder = join(folder, 'run');
  const guard = startGuard(runFolder, folder);
  globalThis.mainstayTestGuard = guard;
  // A test run whose starter was killed has nobody left to report to.
  whenParentEnds(() => process.kill(process.pid, 'SIGTERM'));
  try {
    const [postgres, temporal] = await Promise.all([
      startTestPostgres(folder, runFolder),
      startTestTemporal(folder, runFolder),
      bringChromium(),
    ]);
    process.env['MAINSTAY_TEST_POSTGRES_URL'] = postgres;
    process.env['MAINSTAY_TEST_TEMPORAL_ADDRESS'] = temporal;
    process.env['MAINSTAY_TEST_RUN_FOLDER'] = runFolder;
  } catch (error) {
    await guard.release();
    throw error;
  }
}
