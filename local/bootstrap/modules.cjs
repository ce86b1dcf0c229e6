'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { Failure, WRONG_SURROUNDINGS } = require('./failure.cjs');
const { root } = require('./root.cjs');
const { environment, lastLines, runQuietly } = require('./run.cjs');
const { step } = require('./steps.cjs');

const folder = path.join(root, 'node_modules');
const stampFile = path.join(folder, '.mainstay-stamp');
const MEGABYTE = 1024 * 1024;
/** What they take, with some air, in megabytes. */
const ROOM_FOR_PACKAGES = 1_000;

/** Whether the installed packages are those of package-lock.json. */
function modulesAreFresh() {
  const wanted = lockStamp();
  if (readOr(stampFile, '') === wanted) return true;
  // Installed by hand: npm keeps its own list of what is there.
  if (!installedAsLocked()) return false;
  writeStamp(wanted);
  return true;
}

/** Installs exactly what package-lock.json says. */
async function installModules(node) {
  checkRoom(root, ROOM_FOR_PACKAGES, 'the packages take');
  fs.rmSync(stampFile, { force: true });
  const done = step('Installing the packages of package-lock.json', 'about 1 min');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = await runQuietly('npm', args, {
    env: environment(node),
    shell: process.platform === 'win32',
  });
  done();
  if (result.code !== 0) {
    throw new Failure(
      `The packages could not be installed; ${npmRemedy(result.output)}.\n${lastLines(result.output, 12)}`,
    );
  }
  writeStamp(lockStamp());
}

/** Makes sure that the disk has so many megabytes left. */
function checkRoom(where, megabytes, what) {
  const { bavail, bsize } = fs.statfsSync(where);
  const free = Math.round((bavail * bsize) / MEGABYTE);
  if (free >= megabytes) return;
  throw new Failure(
    `Only ${free} MB are free on the disk of ${where}, and ${what} ${megabytes}: free some space and try again.`,
    WRONG_SURROUNDINGS,
  );
}

function npmRemedy(output) {
  if (output.includes('ENOSPC')) return 'the disk is full: free some space and try again';
  if (/EROFS|EACCES|EPERM/.test(output)) return `${root} can't be written to: make it writable and try again`;
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET/.test(output)) {
    return 'npm does not reach its registry: check the connection (or npm\'s "registry" and "proxy") and try again';
  }
  return 'this is what npm said';
}

function installedAsLocked() {
  try {
    const wanted = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
    const found = JSON.parse(fs.readFileSync(path.join(folder, '.package-lock.json'), 'utf8')).packages;
    const needless = (name, entry) => name === '' || entry.optional || entry.extraneous;
    const isThere = (name, entry) => found[name] && found[name].version === entry.version;
    return Object.entries(wanted).every(([name, entry]) => needless(name, entry) || isThere(name, entry));
  } catch {
    return false;
  }
}

function lockStamp() {
  return crypto
    .createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

function writeStamp(stamp) {
  try {
    fs.writeFileSync(stampFile, stamp);
  } catch {
    // A read-only clone with everything in it works as well; it only looks closer each time.
  }
}

function readOr(file, otherwise) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}

module.exports = { checkRoom, installModules, modulesAreFresh };
