import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { step } from '../../local/bootstrap/steps.cjs';
import { PlainError, messageOf } from '../../local/plain-error';
import { projectRoot } from '../../local/project-root';

const folder = join(projectRoot, 'bench', 'peers');
const stampFile = join(folder, 'node_modules', '.mainstay-stamp');

/** Installs the packages of those whom Mainstay is measured beside, unless they are there as locked. */
export async function installPeers(): Promise<void> {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lock) return;
  const done = step('Installing the packages that Mainstay is measured beside', 'about 30 s');
  try {
    await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      shell: process.platform === 'win32',
    });
    writeFileSync(stampFile, lock);
  } catch (error) {
    throw new PlainError(`npm could not install the packages of bench/peers: ${messageOf(error)}`);
  } finally {
    done();
  }
}
