'use strict';

const path = require('node:path');
const fs = require('node:fs');
const { Failure, WRONG_SURROUNDINGS } = require('./failure.cjs');
const { prepare } = require('./prepare.cjs');
const { root } = require('./root.cjs');
const { environment, runInstead } = require('./run.cjs');

const COMMANDS = {
  start,
  test: (args) => require('./test.cjs').test(args),
  // Tests that go on for as long as it takes to believe them.
  proof: (args) => {
    process.env.MAINSTAY_TEST_PROOF = 'true';
    return require('./test.cjs').test(args);
  },
  build: () => prepare().then(() => 0),
  // What is generated may be the very reason why the code doesn't compile.
  schema: (args) => run(path.join('web-schema', 'generate'), args, { despiteComplaints: true }),
  run: ([name, ...args]) => run(name || '', args),
};

/** Carries out one of the commands; ends the process with its exit code. */
async function main([command, ...args]) {
  const stop = (code) => process.exit(code);
  // Until a program runs in our place, Ctrl-C ends what is being prepared.
  process.once('SIGINT', () => stop(130));
  process.once('SIGTERM', () => stop(143));
  process.once('SIGHUP', () => stop(129));
  try {
    const carryOut = COMMANDS[command];
    if (!carryOut) {
      throw new Failure(
        `There is no command "${command}": ${Object.keys(COMMANDS).join(', ')}.`,
        WRONG_SURROUNDINGS,
      );
    }
    process.exitCode = await carryOut(args);
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exit(error instanceof Failure ? error.exitCode : 1);
  }
}

/** Starts everything: in this process where its Node is new enough, which is quicker. */
async function start(args) {
  const node = await prepare();
  const file = path.join(root, 'dist', 'local', 'start.js');
  leaveSignalsToOthers();
  if (node !== process.execPath) return runInstead(node, [file, ...args], { env: environment(node) });
  require('node:module').enableCompileCache(path.join(root, 'dist', '.compile-cache'));
  process.argv = [node, file, ...args];
  require(file);
  return undefined;
}

/** Runs a compiled program, against the servers of a running `npm start` unless the environment names others. */
async function run(name, args, options) {
  const node = await prepare(options);
  const file = path.join(root, 'dist', `${name}.js`);
  if (!fs.existsSync(file)) throw new Failure(`There is no program ${name}.`, WRONG_SURROUNDINGS);
  const running = runningEnvironment();
  if (name.startsWith('api/commands/') && !running && !process.env.DATABASE_URL) {
    throw new Failure(
      'Mainstay is not running here: start it first (npm start, in another terminal), or set DATABASE_URL to its database.',
      WRONG_SURROUNDINGS,
    );
  }
  leaveSignalsToOthers();
  const env = { ...running, ...environment(node) };
  return runInstead(node, [file, ...args], { env, cwd: process.env.INIT_CWD || process.cwd() });
}

/** The addresses of the servers that `npm start` runs for this clone; undefined when it doesn't. */
function runningEnvironment() {
  try {
    const folder = path.resolve(root, process.env.MAINSTAY_DATA || '.mainstay');
    const { supervisor, environment: addresses } = JSON.parse(
      fs.readFileSync(path.join(folder, 'running.json'), 'utf8'),
    );
    process.kill(supervisor, 0);
    return addresses;
  } catch {
    return undefined;
  }
}

function leaveSignalsToOthers() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
}

module.exports = { main };
