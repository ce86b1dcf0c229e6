'use strict';

// node bundle-api.cjs <where the bundle goes>
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { build } = require('esbuild');
const { root } = require('./root.cjs');
const { mapOf } = require('./source-map.cjs');

const compiled = path.join(root, 'dist', 'api');
const entry = path.join(compiled, 'serve.js');

/** Left where they are: native code, what no query needs, and what is looked for and isn't installed. */
const EXTERNAL = [
  '@node-rs/argon2',
  '@opentelemetry/instrumentation-*',
  '@opentelemetry/sdk-node',
  'class-validator',
  'liquidjs',
  'mjml',
  'pg-native',
  'pg-query-stream',
];

/** Modules that load far more than we use, and what stands in for them. */
const REPLACED = [
  {
    // Fourteen databases; ours is one.
    filter: /[\\/]typeorm[\\/]driver[\\/]DriverFactory\.js$/,
    contents: `
      const { PostgresDriver } = require('./postgres/PostgresDriver');
      exports.DriverFactory = class DriverFactory {
        create(connection) {
          return new PostgresDriver(connection);
        }
      };`,
  },
  {
    // Messages in fifty languages.
    filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.cjs$/,
    contents: `exports.en = require('./en.cjs').default;`,
  },
  {
    // Node's own hashes, which it looks for by a way that a bundle hasn't; what it takes instead is slow.
    filter: /[\\/]@apollo[\\/]utils\.createhash[\\/]dist[\\/]index\.js$/,
    contents: `exports.createHash = require('node:crypto').createHash;`,
  },
];

/** Bundles the API's process, and tells bundles from each other by their first line. */
async function main([target]) {
  const folder = path.dirname(target);
  const unfinished = `${folder}.new`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: path.join(unfinished, path.basename(target)),
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    // In a script, as which the bundle is run, Node resolves them as an experiment only.
    supported: { 'dynamic-import': false },
    external: EXTERNAL,
    plugins: [ourOwn, theirs],
    charset: 'ascii',
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'error',
  });
  fs.mkdirSync(unfinished, { recursive: true });
  for (const { path: file, text } of outputFiles)
    fs.writeFileSync(file, file.endsWith('.map') ? mapOfOurs(text) : marked(text));
  fs.rmSync(folder, { recursive: true, force: true });
  fs.renameSync(unfinished, folder);
}

/** The bundle, in ASCII, after a comment that tells it from others: what was compiled of another must not run. */
function marked(text) {
  // esbuild leaves regular expressions and comments as they are.
  const ascii = text.replace(
    /[^\0-\x7f]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `/*${crypto.createHash('sha256').update(ascii).digest('hex')}*/${ascii}`;
}

/** Only our own lines are worth the time to look them up. */
function mapOfOurs(text) {
  return JSON.stringify(mapOf(JSON.parse(text), (source) => !source.includes('node_modules')));
}

/** Files that ours read stand beside them, not beside the bundle. */
const ourOwn = {
  name: 'our-own',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]dist[\\/](api|migrations)[\\/].*\.js$/ }, ({ path: file }) => {
      const from = JSON.stringify(path.relative(path.join(root, 'dist', 'bundle'), path.dirname(file)));
      const contents = fs.readFileSync(file, 'utf8');
      return { contents: contents.replaceAll('__dirname', `require('node:path').join(__dirname, ${from})`) };
    });
  },
};

const theirs = {
  name: 'theirs',
  setup({ onLoad }) {
    for (const { filter, contents } of REPLACED) onLoad({ filter }, () => ({ contents }));
  },
};

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
