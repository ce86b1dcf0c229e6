'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { root } = require('./root.cjs');
const { environment, lastLines, runQuietly } = require('./run.cjs');
const {
  FOLDERS,
  apiFiles,
  bundledFiles,
  filesBelow,
  fingerprint,
  pageFiles,
  sourceFiles,
} = require('./sources.cjs');
const { Failure } = require('./failure.cjs');
const { step } = require('./steps.cjs');

const dist = path.join(root, 'dist');
const stamps = {
  code: path.join(dist, '.built'),
  bundle: path.join(dist, '.bundled'),
  api: path.join(dist, '.api-bundled'),
  pages: path.join(dist, '.pages-bundled'),
};
const bundle = path.join(dist, 'workflows', 'bundle.js');
const entry = path.join(root, 'workflows', 'flows', 'index.ts');
/** The API's process as one file: see docs/adr/0012-the-api-starts-from-one-file.md. */
const api = path.join(dist, 'bundle', 'api.js');
/** What a browser loads for GraphiQL; made of the page's own sources and the saved operations. */
const graphiql = path.join(dist, 'graphiql');

/** Whether everything in `dist/` was made from the sources as they are. */
function buildIsFresh() {
  return codeIsFresh() && apiIsFresh() && bundleIsFresh() && pagesAreFresh();
}

/**
 * Compiles, bundles the workflows and copies what isn't code, as far as any of it is out of date.
 *
 * @param {string} node the Node to build with
 * @returns {Promise<string>} the compiler's complaints; what it could compile is there all the same
 */
async function build(node) {
  fs.mkdirSync(dist, { recursive: true });
  const done = step('Building', 'about 15 s');
  try {
    const [complaints] = await Promise.all([
      compileAndBundle(node),
      bundleIsFresh() || bundleWorkflows(node),
      pagesAreFresh() || bundlePages(node),
    ]);
    return complaints;
  } finally {
    done();
  }
}

async function compileAndBundle(node) {
  const complaints = codeIsFresh() ? '' : await compile(node);
  if (!apiIsFresh()) await bundleApi(node, complaints);
  return complaints;
}

async function compile(node) {
  const files = sourceFiles();
  const stamp = fingerprint(files);
  fs.rmSync(stamps.code, { force: true });
  const compiler = path.join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc');
  const result = await runQuietly(node, [compiler, '-p', 'tsconfig.json', '--pretty', 'false'], {
    env: environment(node),
  });
  copyAssets(files);
  removeOrphans();
  if (result.code === 0) fs.writeFileSync(stamps.code, stamp);
  return result.code === 0 ? '' : result.output;
}

async function bundleWorkflows(node) {
  const stamp = fingerprint(bundledFiles());
  fs.rmSync(stamps.bundle, { force: true });
  const result = await runQuietly(node, [path.join(__dirname, 'bundle.cjs'), entry, bundle], {
    env: environment(node),
  });
  if (result.code !== 0)
    throw new Failure(`The workflows could not be bundled:\n${lastLines(result.output, 30)}`);
  fs.writeFileSync(stamps.bundle, stamp);
}

/** Bundles what was compiled; where that has complaints, it may not be possible, and the API runs without. */
async function bundleApi(node, complaints) {
  const stamp = fingerprint(apiFiles());
  fs.rmSync(stamps.api, { force: true });
  const script = path.join(__dirname, 'bundle-api.cjs');
  const result = await runQuietly(node, [script, api], { env: environment(node) });
  if (result.code === 0) return fs.writeFileSync(stamps.api, stamp);
  fs.rmSync(path.dirname(api), { recursive: true, force: true });
  if (complaints) return undefined;
  throw new Failure(`The API could not be bundled:\n${lastLines(result.output, 30)}`);
}

async function bundlePages(node) {
  const stamp = fingerprint(pageFiles());
  fs.rmSync(stamps.pages, { force: true });
  const script = path.join(root, 'api', 'pages', 'graphiql', 'bundle.cjs');
  const result = await runQuietly(node, [script, graphiql], { env: environment(node) });
  if (result.code !== 0) throw new Failure(`GraphiQL could not be bundled:\n${lastLines(result.output, 30)}`);
  fs.writeFileSync(stamps.pages, stamp);
}

function apiIsFresh() {
  return fs.existsSync(api) && read(stamps.api) === fingerprint(apiFiles());
}

function pagesAreFresh() {
  return fs.existsSync(graphiql) && read(stamps.pages) === fingerprint(pageFiles());
}

function codeIsFresh() {
  return read(stamps.code) === fingerprint(sourceFiles());
}

function bundleIsFresh() {
  return (
    !fs.existsSync(entry) || (fs.existsSync(bundle) && read(stamps.bundle) === fingerprint(bundledFiles()))
  );
}

/** Templates, pages, plain scripts: what stands beside the code and is read at run time. */
function isAsset(name) {
  return (
    /^(api|workflows|local)[\\/]/.test(name) &&
    !/\.([cm]?tsx?|md)$|tsconfig\.json$|[\\/]browser[\\/]/.test(name)
  );
}

function copyAssets(files) {
  for (const name of files.filter(isAsset)) {
    fs.mkdirSync(path.dirname(path.join(dist, name)), { recursive: true });
    fs.copyFileSync(path.join(root, name), path.join(dist, name));
  }
}

/** Removes what was made from sources that are gone: a migration that was renamed must not be there twice. */
function removeOrphans() {
  for (const name of FOLDERS.flatMap((folder) => filesBelow(path.join('dist', folder)))) {
    const source = path.relative('dist', name).replace(/\.js(\.map)?$/, '.ts');
    const made = path.relative('dist', name);
    if (path.join(root, name) === bundle) continue;
    if (!fs.existsSync(path.join(root, source)) && !fs.existsSync(path.join(root, made)))
      fs.rmSync(path.join(root, name));
  }
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

module.exports = { build, buildIsFresh };
