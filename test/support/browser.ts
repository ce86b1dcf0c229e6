import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../../local/chromium';

/** `describe`, where there is a browser; the run's setup has said so where there is none. */
export const describeInBrowser = findChromium() === undefined ? describe.skip : describe;

/** A browser without a window, which does nothing in the background. */
export function openBrowser(): Promise<Browser> {
  const args = ['no-sandbox', 'disable-quic', 'disable-background-networking', 'disable-component-update'];
  return chromium.launch({
    executablePath: findChromium() ?? '',
    args: args.concat('disable-sync').map((name) => `--${name}`),
  });
}
