import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Composition } from '../composition';
import { importOrder, type ImportKind } from '../domains/imports/import.rules';
import { parseMapping, plainMapping, withConstants, type Mapping } from '../domains/imports/mapping.schema';
import { BadInput } from '../shared/errors';
import { systemContext } from '../system-context';
import { ImportProgressBar } from './import-progress';
import { flagSentence, reportText } from './import-report';
import { CommandError, runCommand } from './run-command';

const usage = `Imports a CSV file. The same file again changes nothing.

  npm run import -- <kind> <file.csv> [options]

  <kind>               ${importOrder.join(', ')}; a whole book in this order
  --mapping <m.json>   says which column is which field; by default each has the field's name
  --source <name>      the system that the external ids belong to; crm by default
  --set <field>=<text> gives a field the same value in every row; can be repeated
  --dry-run            checks everything and writes nothing
  --update-only        changes what is there, and refuses rows that would add something
  --json               prints the report as JSON

Ends with 0 if every row is in, with 1 if any was refused, with 2 if it was called wrongly.
docs/imports/README.md describes the files and mappings.
`;

/** Exit code for a command line that can't be understood. */
const calledWrongly = 2;

interface Call {
  readonly kind: ImportKind;
  readonly file: string;
  readonly mapping: string | undefined;
  readonly source: string | undefined;
  readonly constants: ReadonlyMap<string, string>;
  readonly dryRun: boolean;
  readonly updateOnly: boolean;
  readonly json: boolean;
}

async function importFile(composition: Composition, call: Call): Promise<void> {
  const { kind, source, dryRun, updateOnly } = call;
  const mapping = await readMapping(call);
  const { size } = await stat(call.file).catch(cantRead(call.file));
  const progress = new ImportProgressBar(size, process.stderr);
  const onProgress = progress.show.bind(progress);
  const stream = createReadStream(call.file);
  const options = { kind, source, mapping, dryRun, updateOnly, stream, onProgress };
  // It acts in its own name: who may run it may read the database's password.
  const ctx = systemContext(composition, 'import', new Date());
  const report = await composition.services.imports
    .run(ctx, options)
    .finally(() => progress.end())
    .catch(explain(call.file));
  process.stdout.write(call.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
  if (report.refused > 0) process.exitCode = 1;
}

async function readMapping(call: Call): Promise<Mapping> {
  const file = call.mapping;
  const given =
    file === undefined
      ? plainMapping
      : parseMappingOf(file, await readFile(file, 'utf8').catch(cantRead(file)));
  return withConstants(given, call.constants);
}

function parseMappingOf(file: string, json: string): Mapping {
  try {
    return parseMapping(json);
  } catch (error) {
    return explain(file)(error);
  }
}

function explain(file: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof BadInput)) throw error;
    const lines = error.problems.map(({ field, message, remedy }) => `  ${field}: ${message} ${remedy}`);
    const flag = lines.some((line) => line.includes('updateOnly')) ? [`  ${flagSentence}`] : [];
    throw new CommandError(
      [`${file} can't be used, and nothing was imported.`, ...lines, ...flag].join('\n'),
    );
  };
}

function cantRead(file: string): (error: unknown) => never {
  return (error) => {
    const { code } = error as { code?: string };
    const reason = code === 'ENOENT' ? 'there is no such file' : (code ?? String(error));
    throw new CommandError(`${file} can't be read: ${reason}.`);
  };
}

function callOf(args: string[]): Call {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      mapping: { type: 'string' },
      source: { type: 'string' },
      set: { type: 'string', multiple: true },
      'dry-run': { type: 'boolean', default: false },
      'update-only': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    process.exit(0);
  }
  const [name, file, ...others] = positionals;
  const kind = importOrder.find((known) => known === name);
  if (kind === undefined) throw new Error(`Say first what it is: one of ${importOrder.join(', ')}.`);
  if (file === undefined || others.length > 0) throw new Error('Name one file after the kind.');
  const { mapping, source, json } = values;
  const flags = { dryRun: values['dry-run'], updateOnly: values['update-only'], json };
  return { kind, file, mapping, source, constants: constantsOf(values.set ?? []), ...flags };
}

function constantsOf(given: readonly string[]): Map<string, string> {
  return new Map(
    given.map((text): [string, string] => {
      const at = text.indexOf('=');
      if (at < 1) throw new Error(`--set ${text}: write it as field=value.`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function main(): void {
  let call: Call;
  try {
    call = callOf(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    process.exit(calledWrongly);
  }
  runCommand((composition) => importFile(composition, call));
}

main();
