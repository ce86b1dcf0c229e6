'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** The folder of this user, shared by every clone, for what is large and the same for all of them. */
function cacheFolder() {
  const home = os.homedir();
  const base =
    process.platform === 'win32'
      ? process.env.LOCALAPPDATA || path.join(home, 'AppData', 'Local')
      : process.platform === 'darwin'
        ? path.join(home, 'Library', 'Caches')
        : process.env.XDG_CACHE_HOME || path.join(home, '.cache');
  return path.join(base, 'mainstay');
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Makes an empty folder in the cache, for something that is moved to its place when it is whole. What others
 * with this beginning of a name left unfinished days ago goes.
 */
function unfinishedFolder(prefix) {
  const folder = cacheFolder();
  fs.mkdirSync(folder, { recursive: true });
  for (const name of fs.readdirSync(folder)) {
    if (!name.startsWith(prefix)) continue;
    const { mtimeMs } = fs.statSync(path.join(folder, name), { throwIfNoEntry: false }) || {};
    if (mtimeMs < Date.now() - DAY) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  return fs.mkdtempSync(path.join(folder, prefix));
}

module.exports = { cacheFolder, unfinishedFolder };
