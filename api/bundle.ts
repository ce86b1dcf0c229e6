import { closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, Module, SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';
import { Script } from 'node:vm';

/** A program that was loaded from one file. */
export interface Bundle<Exports> {
  readonly exports: Exports;
  /** Keeps what has been compiled so far for the next start. Call it once all is loaded that a start needs. */
  readonly keepCompiled: () => void;
}

/**
 * Loads a bundle, with what an earlier start had compiled of it. Node's own compile cache keeps a file as it is before
 * it runs; in a bundle most functions are compiled later, so this one is written later. Undefined where there is no
 * such file.
 */
export function loadBundle<Exports>(file: string): Bundle<Exports> | undefined {
  const source = readIfThere(file)?.toString('latin1');
  const id = source === undefined ? undefined : /^\/\*(\w{64})\*\//.exec(source)?.[1];
  if (source === undefined || id === undefined) return undefined;
  // V8 compares nothing but the length of the source, so the name says which source it was.
  const compiledFile = `${file}.${id}.${process.versions.v8}-${process.arch}`;
  const compiled = readIfThere(compiledFile);
  const script = new Script(Module.wrap(source), {
    filename: file,
    ...(compiled && { cachedData: compiled }),
  });
  nameOurLines(file);
  const isKept = compiled !== undefined && script.cachedDataRejected !== true;
  return {
    exports: run<Exports>(script, file),
    keepCompiled: () => {
      if (!isKept) write(compiledFile, () => script.createCachedData());
    },
  };
}

/** Runs it as `require` would. */
function run<Exports>(script: Script, file: string): Exports {
  const module = { exports: {} };
  const wrapper = script.runInThisContext() as (...args: unknown[]) => void;
  wrapper.call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
  return module.exports as Exports;
}

/** Has stack traces name our files and lines instead of the bundle's; its map is read with the first of them. */
function nameOurLines(file: string): void {
  let map: SourceMap | undefined;
  const place = (site: NodeJS.CallSite): string => {
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- V8's own words for a line of a trace
    const text = site.toString();
    if (site.getFileName() !== file) return text;
    map ??= readMap(`${file}.map`);
    const [line, column] = [site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1];
    const found = map.findEntry(line - 1, column - 1);
    if (!('originalSource' in found) || (found.originalSource as unknown) === undefined) return text;
    const ours = resolve(dirname(file), found.originalSource);
    const words = `${ours}:${found.originalLine + 1}:${found.originalColumn + 1}`;
    return text.replace(`${file}:${line}:${column}`, words);
  };
  Error.prepareStackTrace = (error, sites) =>
    [Error.prototype.toString.call(error), ...sites.map((site) => `    at ${place(site)}`)].join('\n');
}

/** Where it is lost, lines keep the bundle's names. */
function readMap(file: string): SourceMap {
  const text = readIfThere(file)?.toString() ?? '{ "sources": [], "mappings": "" }';
  return new SourceMap(JSON.parse(text) as SourceMapPayload);
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/**
 * At once, since a process may be ended at any moment. Where the folder can't be written to, as in an image, nothing is
 * made, and starts go on as they are.
 */
function write(file: string, make: () => Buffer): void {
  const unfinished = `${file}.${process.pid}`;
  const descriptor = openIfPossible(unfinished);
  if (descriptor === undefined) return;
  try {
    writeFileSync(descriptor, make());
    renameSync(unfinished, file);
  } catch {
    // The disk is full.
    rmSync(unfinished, { force: true });
  } finally {
    closeSync(descriptor);
  }
}

function openIfPossible(file: string): number | undefined {
  try {
    return openSync(file, 'w');
  } catch {
    return undefined;
  }
}
