import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kind, parse, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { projectRoot } from '../local/project-root';

/** Where the saved operations are, in the clone. */
const folder = join(projectRoot, 'web-schema', 'operations');

/** A saved operation: one file, with one operation in it. */
export interface SavedOperation {
  /** The operation's name, for instance `MyBook`. */
  readonly name: string;
  /** The file's name without its folder and `.graphql`, for instance `03-my-book`. */
  readonly file: string;
  readonly text: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Example variables of the sidecar `<file>.variables.json`; none where there is no sidecar. */
  readonly variables: Readonly<Record<string, unknown>>;
}

const { compare: byNumber } = new Intl.Collator('en', { numeric: true });

/** All saved operations, in the order of their files' numbers. */
export async function savedOperations(): Promise<SavedOperation[]> {
  const names = await readdir(folder);
  const files = names.filter((name) => name.endsWith('.graphql')).sort(byNumber);
  return Promise.all(files.map((file) => readOperation(file.slice(0, -'.graphql'.length), names)));
}

async function readOperation(file: string, names: readonly string[]): Promise<SavedOperation> {
  const text = await readFile(join(folder, `${file}.graphql`), 'utf8');
  const sidecar = `${file}.variables.json`;
  const variables: unknown = names.includes(sidecar)
    ? JSON.parse(await readFile(join(folder, sidecar), 'utf8'))
    : {};
  const document = parse(text);
  const [operation, ...more] = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operation?.name === undefined || more.length > 0)
    throw new Error(`${file}.graphql has to hold one operation with a name.`);
  const name = operation.name.value;
  return { name, file, text, document, operation, variables: variables as Record<string, unknown> };
}
