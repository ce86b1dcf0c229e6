import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { assertValidSchema, lexicographicSortSchema, parse, printSchema, type GraphQLSchema } from 'graphql';
import { createResolvers, type Services } from '../api/composition';
import { createSchema } from '../api/schema';
import { savedOperations } from './saved-operations';

/** How our scalars look in TypeScript: all of them are text but for JSON. */
const scalars = {
  ID: 'string',
  Date: 'string',
  DateTime: 'string',
  Int64: 'string',
  LocalTime: 'string',
  JSON: 'unknown',
};

const generated =
  '// Generated from schema.graphql and operations/ by `npm run schema`. Changes here are lost.\n';

/** The schema as it is in the code, checked. Its resolvers are made without services, since nothing runs. */
export function schemaOfCode(): GraphQLSchema {
  const schema = createSchema(createResolvers({} as Services));
  assertValidSchema(schema);
  return lexicographicSortSchema(schema);
}

/** Everything that is generated: path from the clone's root, and text. */
export async function artefacts(): Promise<Map<string, string>> {
  const schema = schemaOfCode();
  const text = `${printSchema(schema)}\n`;
  return new Map([
    ['web-schema/schema.graphql', text],
    ['web-schema/client/documents.ts', await clientDocuments(schema, text)],
    ['api/platform/telemetry/saved-operation-names.ts', await operationNames()],
  ]);
}

/** What the API has to know of the saved operations, since what is deployed doesn't bring the files. */
async function operationNames(): Promise<string> {
  const names = (await savedOperations()).map(({ name }) => `  '${name}',\n`);
  return `${generated}/** Operations that are measured under their own names. */
export const savedOperationNames: ReadonlySet<string> = new Set([\n${names.join('')}]);\n`;
}

/** The saved operations as documents with types. Core checks them against the schema first. */
async function clientDocuments(schemaAst: GraphQLSchema, schemaText: string): Promise<string> {
  const operations = await savedOperations();
  const documents = await codegen({
    filename: 'documents.ts',
    schema: parse(schemaText),
    schemaAst,
    documents: operations.map(({ file, document }) => ({ location: `${file}.graphql`, document })),
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
  return `${generated}${documents}`;
}
