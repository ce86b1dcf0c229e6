import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this clone: the same whether the code runs compiled (from `dist/`) or from its source. */
export const projectRoot = findRoot(__dirname);

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('No package.json in any folder above ' + __dirname);
  return findRoot(parent);
}
