import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type ClassType } from 'type-graphql';
import { Node } from './platform/graphql/connection';

/** Makes the executable schema of resolvers that were built with their services. */
export function createSchema(resolvers: readonly object[]): GraphQLSchema {
  const byClass = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const classes = resolvers.map((resolver) => resolver.constructor as ClassType);
  return buildSchemaSync({
    resolvers: classes as unknown as [ClassType, ...ClassType[]],
    orphanedTypes: [Node],
    // Input is checked by the domains' rules, which imports and workflows use as well.
    validate: false,
    // That the schema is a valid one is checked where it is printed: it can't change between there and here.
    skipCheck: true,
    container: { get: (type) => byClass.get(type as never) },
  });
}
