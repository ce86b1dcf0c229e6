'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { cacheFolder, unfinishedFolder } = require('./cache.cjs');
const { Failure, explain } = require('./failure.cjs');
const { lastLines, runQuietly } = require('./run.cjs');
const { step } = require('./steps.cjs');

/** The oldest Node that everything runs on: from here on, `require` takes ES modules also in tests. */
const OLDEST = [24, 9];

/** A Node that is new enough: this one, the one in the cache folder, or one that npm brings there. */
async function ensureNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = path.join(cacheFolder(), 'node-24');
  const kept = nodeIn(folder, name);
  if (kept) return kept;
  try {
    await bring(name, folder);
  } catch (error) {
    throw explain(error, `Bringing Node 24 into ${cacheFolder()}`);
  }
  const brought = nodeIn(folder, name);
  if (brought) return brought;
  throw new Failure(
    `npm's package ${name}@24 holds no Node that runs here: install Node 24 from https://nodejs.org.`,
  );
}

async function bring(name, folder) {
  const unfinished = unfinishedFolder('unfinished-node-');
  const done = step(
    `Bringing Node 24, once for this machine (it has ${process.versions.node})`,
    'about 20 s',
  );
  try {
    const args = [
      'install',
      '--prefix',
      unfinished,
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `${name}@24`,
    ];
    const result = await runQuietly('npm', args, { cwd: unfinished, shell: process.platform === 'win32' });
    if (result.code !== 0) {
      const reason = lastLines(result.output, 10);
      throw new Failure(
        `npm could not bring Node 24; check its connection, or install Node 24 yourself.\n${reason}`,
      );
    }
    putInPlace(unfinished, folder, name);
  } finally {
    done();
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Moves the whole folder at once, so that another start at the same time sees all of it or nothing. */
function putInPlace(unfinished, folder, name) {
  if (fs.existsSync(folder) && !nodeIn(folder, name)) fs.rmSync(folder, { recursive: true, force: true });
  try {
    fs.renameSync(unfinished, folder);
  } catch (error) {
    // Somebody else was faster, which is as good.
    if (!nodeIn(folder, name)) throw error;
  }
}

function nodeIn(folder, name) {
  const home = path.join(folder, 'node_modules', name);
  const program = path.join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  try {
    const { version } = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));
    return isNewEnough(version) && fs.existsSync(program) ? program : undefined;
  } catch {
    return undefined;
  }
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

module.exports = { ensureNode };
