import { defaultFieldResolver, isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { RequestContext } from '../../context';
import type { ReadType } from './read-type';
import type { ReadRegistry } from './registry';
import type { ListArguments } from './request-reads';
import type { RawRow } from './statement-runner';

/**
 * Joins the schema with the declared reads: own fields come with the row, relations from the request's loaders.
 * A field that is neither, and has no resolver of its own, fails here, at start-up, by name.
 */
export function bindReads(schema: GraphQLSchema, registry: ReadRegistry): void {
  const withResolver = resolvedFields();
  const lost: string[] = [];
  for (const read of registry.types()) {
    const type = schema.getType(read.name);
    if (!isObjectType(type))
      throw new Error(`Reads are declared for ${read.name}, which is no object type of the schema.`);
    const own: string[] = [];
    for (const field of Object.values(type.getFields())) {
      if (withResolver.has(`${read.name}.${field.name}`)) continue;
      if (read.relation(field.name) !== undefined) field.resolve = relationResolver(read, field.name);
      else if (read.isOwnField(field.name)) {
        own.push(field.name);
        field.resolve = defaultFieldResolver;
      } else lost.push(`${read.name}.${field.name}`);
    }
    read.fields = own;
  }
  bindQueries(schema, registry);
  if (lost.length > 0) {
    throw new Error(
      `No column, expression, relation or resolver says where these come from: ${lost.join(', ')}.`,
    );
  }
}

function bindQueries(schema: GraphQLSchema, registry: ReadRegistry): void {
  const root = schema.getQueryType()?.getFields() ?? {};
  for (const name of registry.queries()) {
    const field = root[name];
    if (field === undefined)
      throw new Error(`Reads are declared for the query ${name}, which the schema hasn't.`);
    const resolve: GraphQLFieldResolver<unknown, RequestContext, Record<string, unknown>> = (
      _root,
      args,
      ctx,
    ) => ctx.reads.query(name, args);
    field.resolve = resolve;
  }
}

function relationResolver(
  type: ReadType,
  field: string,
): GraphQLFieldResolver<RawRow, RequestContext, ListArguments> {
  return (row, args, ctx) => ctx.reads.relation(type, field, row, args);
}

function resolvedFields(): Set<string> {
  const found = new Set<string>();
  for (const resolver of getMetadataStorage().fieldResolvers) {
    const target = resolver.getObjectType?.();
    if (resolver.kind === 'external' && typeof target === 'function')
      found.add(`${target.name}.${resolver.schemaName}`);
  }
  return found;
}
