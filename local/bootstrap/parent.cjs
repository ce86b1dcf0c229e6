'use strict';

const fs = require('node:fs');

const EVERY = 500;

/**
 * Watches whoever started us, and calls back once when they have gone: killed without a chance to pass it on.
 * Where npm put a shell in between, npm is watched behind it.
 *
 * @returns {() => void} to stop watching
 */
function whenParentEnds(work) {
  const parent = process.ppid;
  const behind = shellParent(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && (behind === undefined || shellParent(parent) === behind)) return;
    clearInterval(timer);
    work();
  }, EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

/** The parent of a process, if that is the shell of an npm script; only Linux tells, and elsewhere it isn't needed. */
function shellParent(pid) {
  try {
    if (!fs.readFileSync(`/proc/${pid}/cmdline`, 'latin1').startsWith('sh\0-c\0')) return undefined;
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

module.exports = { whenParentEnds };
