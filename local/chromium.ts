import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { note, step } from './bootstrap/steps.cjs';

const run = promisify(execFile);
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome.exe'];
const macPath = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const longest = 5 * 60_000;

/** Where a Chromium is: CHROMIUM_PATH, one on the PATH, the usual place of a Mac, or what Playwright downloaded. */
export function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const candidates = [process.env['CHROMIUM_PATH'] ?? '', ...onPath, macPath, chromium.executablePath()];
  return candidates.find((path) => path !== '' && existsSync(path));
}

/**
 * Finds a Chromium or brings one: by Playwright's own download, or as Debian's package where we may install it.
 * Undefined, after a word about it, where none can be had.
 */
export async function bringChromium(): Promise<string | undefined> {
  const found = findChromium();
  if (found !== undefined) return found;
  const done = step('Bringing Chromium for the tests of pages, once for this machine', 'about 1 min');
  try {
    return (await downloaded()) ?? (await installed()) ?? withoutOne();
  } finally {
    done();
  }
}

async function downloaded(): Promise<string | undefined> {
  const cli = join(require.resolve('playwright-core/package.json'), '..', 'cli.js');
  return quietly(() => run(process.execPath, [cli, 'install', 'chromium'], { timeout: longest }));
}

async function installed(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { timeout: longest, env };
  return quietly(async () => {
    await run('apt-get', ['update', '--quiet'], options);
    await run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', 'chromium'], options);
  });
}

/** One way out of several: where it fails, the next one is tried. */
async function quietly(bring: () => Promise<unknown>): Promise<string | undefined> {
  await bring().catch(() => undefined);
  return findChromium();
}

function withoutOne(): undefined {
  note('  Pages are not tried in a browser: none could be had. Install Chromium, or set CHROMIUM_PATH.');
  return undefined;
}
