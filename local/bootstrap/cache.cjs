'use strict';

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

module.exports = { cacheFolder };
