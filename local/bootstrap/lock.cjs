'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * Takes a lock file that names its holder, or answers who holds it. A lock whose holder is no longer running is
 * taken over.
 *
 * @returns {{ release: () => void } | { heldBy: number }}
 */
function takeLock(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o711 });
  for (;;) {
    // Written beside it and linked into place, so that nobody ever sees a lock without its holder.
    const mine = `${file}.${process.pid}`;
    fs.writeFileSync(mine, `${process.pid} ${birth(process.pid)}`);
    try {
      fs.linkSync(mine, file);
      return { release: () => fs.rmSync(file, { force: true }) };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    } finally {
      fs.rmSync(mine, { force: true });
    }
    const holder = readHolder(file);
    if (holder && isRunning(holder)) return { heldBy: holder.pid };
    putAside(file, holder);
  }
}

/** Removes the lock of a holder that has gone, unless somebody else has just replaced it. */
function putAside(file, holder) {
  const aside = `${file}.${process.pid}.stale`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return;
  }
  const found = readHolder(aside);
  if (found && holder && found.pid !== holder.pid && isRunning(found)) {
    try {
      fs.linkSync(aside, file);
    } catch {
      // Yet another one has it already.
    }
  }
  fs.rmSync(aside, { force: true });
}

function readHolder(file) {
  try {
    const [pid, began] = fs.readFileSync(file, 'utf8').split(' ');
    return { pid: Number(pid), began };
  } catch {
    return undefined;
  }
}

function isRunning(holder) {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  // The number may belong to a later process; where the system tells when that began, compare.
  return birth(holder.pid) === holder.began;
}

function birth(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return 'ended';
    return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}:${fields[19]}`;
  } catch {
    return 'unknown';
  }
}

module.exports = { takeLock };
