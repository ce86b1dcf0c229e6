import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { lexicographicSortSchema, parse, printSchema, type DocumentNode, type GraphQLSchema } from 'graphql';
import { createResolvers, type Services } from '../api/composition';
import { createSchema } from '../api/schema';
import { projectRoot } from '../local/project-root';

/** Where the saved operations are, in the clone. */
export const operationsFolder = join(projectRoot, 'web-schema', 'operations');

/** How our scalars look in TypeScript: all of them are text but for JSON. */
const scalars = {
  ID: 'string',
  Date: 'string',
  DateTime: 'string',
  Int64: 'string',
  LocalTime: 'string',
  JSON: 'unknown',
};

/** The file of saved operations, and what is in it. */
export interface OperationFile {
  /** File name without its folder and `.graphql`, for instance `02-my-book`. */
  readonly name: string;
  readonly text: string;
  readonly document: DocumentNode;
  /** Example variables of the sidecar `<name>.variables.json`; none where there is no sidecar. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The schema as it is in the code. Its resolvers are made without services, since nothing runs. */
export function schemaOfCode(): GraphQLSchema {
  return lexicographicSortSchema(createSchema(createResolvers({} as Services)));
}

/** All saved operations, in the order of their names. */
export async function savedOperations(): Promise<OperationFile[]> {
  const names = await readdir(operationsFolder);
  const files = names.filter((name) => name.endsWith('.graphql')).sort();
  return Promise.all(files.map((file) => readOperation(file.slice(0, -'.graphql'.length), names)));
}

/** Everything that is generated: path from the clone's root, and text. */
export async function artefacts(): Promise<Map<string, string>> {
  const schema = schemaOfCode();
  const text = `${printSchema(schema)}\n`;
  return new Map([
    ['web-schema/schema.graphql', text],
    ['web-schema/client/documents.ts', await clientDocuments(schema, text)],
  ]);
}

async function readOperation(name: string, names: readonly string[]): Promise<OperationFile> {
  const text = await readFile(join(operationsFolder, `${name}.graphql`), 'utf8');
  const sidecar = `${name}.variables.json`;
  const variables: unknown = names.includes(sidecar)
    ? JSON.parse(await readFile(join(operationsFolder, sidecar), 'utf8'))
    : {};
  return { name, text, document: parse(text), variables: variables as Record<string, unknown> };
}

/** The saved operations as documents with types. Core checks them against the schema first. */
async function clientDocuments(schemaAst: GraphQLSchema, schemaText: string): Promise<string> {
  const operations = await savedOperations();
  const generated = await codegen({
    filename: 'documents.ts',
    schema: parse(schemaText),
    schemaAst,
    documents: operations.map(({ name, document }) => ({ location: `${name}.graphql`, document })),
    config: {
      documentMode: 'string',
      scalars,
      strictScalars: true,
      enumsAsTypes: true,
      useTypeImports: true,
      dedupeFragments: true,
    },
    plugins: [{ operationTypes: {} }, { typedDocuments: {} }],
    pluginMap: { operationTypes, typedDocuments },
  });
  return `// Generated from schema.graphql and operations/ by \`npm run schema\`. Changes here are lost.\n${generated}`;
}
