'use strict';

const { spawn } = require('node:child_process');
const path = require('node:path');
const { whenParentEnds } = require('./parent.cjs');
const { root } = require('./root.cjs');

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Our environment, with the given Node before any other on the PATH. */
function environment(node, extra) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') || 'PATH';
  return {
    ...process.env,
    [name]: path.dirname(node) + path.delimiter + (process.env[name] || ''),
    ...extra,
  };
}

/**
 * Runs a program and keeps what it says, which only matters when it fails.
 *
 * @returns {Promise<{ code: number, output: string }>}
 */
function runQuietly(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const endWithUs = () => child.kill('SIGTERM');
    process.once('exit', endWithUs);
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-200_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('exit', endWithUs);
      resolve({ code: signal ? 1 : code, output: output.trim() });
    });
  });
}

/** Runs a program in our place: with our terminal, our signals, and its exit code as ours. Resolves to that. */
function runInstead(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const env = { ...(options.env || process.env), MAINSTAY_BOOTSTRAP: '1' };
    const child = spawn(command, args, { stdio: 'inherit', ...options, env });
    const watched = process.env.npm_lifecycle_event !== undefined;
    const stopWatching = watched ? whenParentEnds(() => child.kill('SIGTERM')) : () => undefined;
    const passOn = Object.fromEntries(PASSED_ON.map((name) => [name, () => child.kill(name)]));
    for (const name of PASSED_ON) process.on(name, passOn[name]);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      for (const name of PASSED_ON) process.off(name, passOn[name]);
      stopWatching();
      resolve(signal ? 128 + require('node:os').constants.signals[signal] : code);
    });
  });
}

/** The last lines of a long text. */
function lastLines(text, count) {
  return text.split('\n').slice(-count).join('\n');
}

module.exports = { environment, runQuietly, runInstead, lastLines };
