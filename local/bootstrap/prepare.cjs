'use strict';

const path = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');
const { build, buildIsFresh } = require('./build.cjs');
const { Failure, explain } = require('./failure.cjs');
const { takeLock } = require('./lock.cjs');
const { checkRoom, installModules, modulesAreFresh } = require('./modules.cjs');
const { ensureNode } = require('./node.cjs');
const { root } = require('./root.cjs');
const { lastLines } = require('./run.cjs');
const { step } = require('./steps.cjs');

const ROOM_FOR_THE_BUILD = 50;

/**
 * Brings whatever is missing: Node, the packages, the build.
 *
 * @param {{ despiteComplaints?: boolean }} options whether code that compiles with complaints will do
 * @returns {Promise<string>} the Node to run with
 */
async function prepare({ despiteComplaints = false } = {}) {
  const node = await ensureNode();
  if (modulesAreFresh() && buildIsFresh()) return node;
  try {
    await alone(async () => {
      if (!modulesAreFresh()) await installModules(node);
      checkRoom(root, ROOM_FOR_THE_BUILD, 'the build takes');
      const complaints = buildIsFresh() ? '' : aboutPrograms(await build(node));
      if (complaints && !despiteComplaints)
        throw new Failure(`The code does not compile:\n${lastLines(complaints, 30)}`);
    });
  } catch (error) {
    throw explain(error, 'Preparing this clone');
  }
  return node;
}

/** The complaints about what is about to run: a test in the making keeps nobody from working. */
function aboutPrograms(complaints) {
  return complaints
    .split('\n')
    .filter((line) => line !== '' && !/^(test|bench)[\\/]/.test(line) && !line.startsWith(' '))
    .join('\n');
}

/** Lets one process at a time work on this clone's packages and build. */
async function alone(work) {
  const lock = await waitForLock(path.join(root, '.mainstay', 'prepare.lock'));
  process.once('exit', lock.release);
  try {
    await work();
  } finally {
    process.off('exit', lock.release);
    lock.release();
  }
}

async function waitForLock(file) {
  let done;
  for (;;) {
    const lock = takeLock(file);
    if ('release' in lock) {
      if (done) done();
      return lock;
    }
    if (!done)
      done = step(`Waiting for another command (process ${lock.heldBy}) that is preparing this clone`);
    await pause(200);
  }
}

module.exports = { prepare };
