'use strict';

// node bundle.cjs <the folder for what a browser loads>
const fs = require('node:fs');
const path = require('node:path');
const { build } = require('esbuild');

const root = path.join(__dirname, '..', '..', '..');
const operations = path.join(root, 'web-schema', 'operations');

/** Bundles the page with everything that it needs, so that it works without a way out to the Internet. */
async function main([target]) {
  const unfinished = `${target}.new`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: {
      main: path.join(__dirname, 'browser', 'main.tsx'),
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
    outdir: unfinished,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.ttf': 'file', '.svg': 'dataurl' },
    legalComments: 'linked',
    plugins: [savedOperations],
    logLevel: 'error',
  });
  fs.rmSync(target, { recursive: true, force: true });
  fs.renameSync(unfinished, target);
}

/** The module `saved-operations`: what `browser/saved-operations.d.ts` describes. */
const savedOperations = {
  name: 'saved-operations',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^saved-operations$/ }, ({ path: name }) => ({ path: name, namespace: 'saved' }));
    onLoad({ filter: /.*/, namespace: 'saved' }, () => ({
      contents: `export const savedOperations = ${JSON.stringify(readOperations())};`,
    }));
  },
};

function readOperations() {
  const files = fs.readdirSync(operations).filter((name) => name.endsWith('.graphql'));
  const { compare: byNumber } = new Intl.Collator('en', { numeric: true });
  return files.sort(byNumber).map((file) => {
    const query = fs.readFileSync(path.join(operations, file), 'utf8');
    const sidecar = path.join(operations, file.replace(/\.graphql$/, '.variables.json'));
    const comment = query
      .split('\n')
      .filter((line, at, lines) => lines.slice(0, at + 1).every((one) => one.startsWith('#')));
    const words = file.replace(/^\d+-|\.graphql$/g, '').replaceAll('-', ' ');
    return {
      title: words.charAt(0).toUpperCase() + words.slice(1),
      purpose: comment.map((line) => line.slice(1).trim()).join(' '),
      query,
      variables: fs.existsSync(sidecar) ? fs.readFileSync(sidecar, 'utf8') : '',
    };
  });
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
