'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { prepare } = require('./prepare.cjs');
const { root } = require('./root.cjs');
const { environment, lastLines, runInstead, runQuietly } = require('./run.cjs');
const { duration, note, step } = require('./steps.cjs');

/** What is checked besides the tests: scripts of package.json. Two rows run side by side. */
const CHECKS = [[['lint']], [['types'], ['rules'], ['schema', '--', '--check']]];

/**
 * Runs everything, or with arguments the tests that they name. The last line says how many checks and tests
 * passed and failed; with MAINSTAY_TEST_COUNT, a file gets it as well.
 */
async function test(args) {
  const partly = args.length > 0;
  // Complaints of the compiler are the affair of the check of types.
  const node = await prepare({ despiteComplaints: true });
  const checks = partly ? { passed: 0, failed: 0 } : await runChecks(node);
  const tests = await runJest(node, args);
  const passed = checks.passed + tests.passed;
  const failed = checks.failed + tests.failed;
  const line = `${passed} passed, ${failed} failed`;
  if (process.env.MAINSTAY_TEST_COUNT) fs.writeFileSync(process.env.MAINSTAY_TEST_COUNT, line);
  console.log(line);
  return failed > 0 ? 1 : tests.code;
}

async function runChecks(node) {
  const count = { passed: 0, failed: 0 };
  await Promise.all(
    CHECKS.map(async (row) => {
      for (const [name, ...args] of row) count[(await runCheck(node, name, args)) ? 'passed' : 'failed'] += 1;
    }),
  );
  return count;
}

async function runCheck(node, name, args) {
  const done = step(`Checking: ${name}`);
  const options = { env: environment(node), shell: process.platform === 'win32' };
  const { code, output } = await runQuietly('npm', ['run', '--silent', name, ...args], options);
  const took = duration(done());
  note(code === 0 ? `  ✓ ${name} (${took})` : `  ✗ ${name} (${took})\n${lastLines(output, 60)}`);
  return code === 0;
}

/** Runs jest on servers of its own, whatever the environment says of others. */
async function runJest(node, args) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mainstay-count-'));
  const file = path.join(folder, 'count.json');
  const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  try {
    // Some packages are ESM only; jest can load them with Node's VM modules alone.
    const vmModules = `${process.env.NODE_OPTIONS || ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`;
    const env = {
      ...withoutServers(environment(node)),
      MAINSTAY_TEST_COUNT_FILE: file,
      NODE_OPTIONS: vmModules,
    };
    const code = await runInstead(node, [jest, ...args], { env, cwd: root });
    if (fs.existsSync(file)) return { ...JSON.parse(fs.readFileSync(file, 'utf8')), code };
    return { passed: 0, failed: code === 0 ? 0 : 1, code };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function withoutServers(env) {
  const named = new Set(['TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'SMTP_URL']);
  const isOurs = (name) =>
    named.has(name) ||
    /^DATABASE_(\w+_)?URL$/.test(name) ||
    (name.startsWith('MAINSTAY_') && !name.startsWith('MAINSTAY_TEST_'));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isOurs(name)));
}

module.exports = { test };
