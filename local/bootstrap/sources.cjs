'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { root } = require('./root.cjs');

/** The folders that are compiled. */
const FOLDERS = ['api', 'workflows', 'migrations', 'local', 'test', 'bench', 'web-schema'];
const FILES = ['package-lock.json', 'tsconfig.json', 'jest.config.ts'];
const IGNORED = new Set(['node_modules', 'dist', '.mainstay']);

/** The files below a folder of the clone, as paths from its root; none where there is no such folder. */
function filesBelow(folder) {
  let entries;
  try {
    entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return IGNORED.has(entry.name) ? [] : filesBelow(name);
    return entry.isFile() ? [name] : [];
  });
}

function sourceFiles() {
  return [...FOLDERS.flatMap(filesBelow), ...FILES];
}

/** What the workflow bundle can be made of: the workflows, and the rules that they may import. */
function bundledFiles() {
  const mayBeImported = (name) => name.endsWith('.rules.ts') || name.startsWith(path.join('api', 'shared'));
  return [
    ...filesBelow(path.join('workflows', 'flows')),
    ...filesBelow('api').filter(mayBeImported),
    FILES[0],
  ];
}

/** What the bundle of the API's process is made of. */
function apiFiles() {
  const scripts = ['bundle-api.cjs', 'source-map.cjs'].map((name) => path.join('local', 'bootstrap', name));
  return [...['api', 'migrations'].flatMap(filesBelow), ...scripts, ...FILES];
}

/** What GraphiQL's page is made of. */
function pageFiles() {
  const folders = [
    path.join('api', 'pages', 'graphiql'),
    path.join('web-schema', 'operations'),
    path.join('web-schema', 'client'),
  ];
  return [...folders.flatMap(filesBelow), FILES[0]];
}

/** A short text that changes whenever one of the files does. */
function fingerprint(files) {
  const hash = crypto.createHash('sha256');
  for (const name of files) {
    const { size, mtimeMs } = fs.statSync(path.join(root, name), { throwIfNoEntry: false }) || {};
    hash.update(`${name}:${size}:${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

module.exports = { FOLDERS, filesBelow, sourceFiles, bundledFiles, apiFiles, pageFiles, fingerprint };
