import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome.exe'];
const macPath = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Where a Chromium is: CHROMIUM_PATH, one on the PATH, or the usual place of a Mac; null where there is none. */
export function findChromium(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [process.env['CHROMIUM_PATH'] ?? '', macPath].concat(
    names.flatMap((name) => folders.map((folder) => join(folder, name))),
  );
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null;
}

/** A browser without a window, which does nothing in the background. */
export function openBrowser(executablePath: string): Promise<Browser> {
  const args = ['no-sandbox', 'disable-quic', 'disable-background-networking', 'disable-component-update'];
  return chromium.launch({ executablePath, args: args.concat('disable-sync').map((name) => `--${name}`) });
}
