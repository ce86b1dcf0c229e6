import {
  defaultFieldResolver,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { RequestContext } from '../../context';
import type { CompiledReads } from './compiled/compiled-reads';
import { branchMark } from './compiled/printer';
import type { ObjectRelation } from './object-declaration';
import type { ReadType } from './read-type';
import type { ReadRegistry } from './registry';
import type { Hit, ListArguments, Wanted } from './request-reads';
import { brokenPromises } from './schema-checks';
import { isHitField } from './search';
import { selectedFields } from './selected-fields';
import type { RawRow } from './statement-runner';

/**
 * Joins the schema with the declared reads: own fields come with the row, relations from the request's loaders.
 * A field that is neither, and has no resolver of its own, fails here, at start-up, by name.
 */
export function bindReads(
  schema: GraphQLSchema,
  registry: ReadRegistry,
  compiled: CompiledReads | null,
): void {
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
  lost.push(...bindObjects(schema, registry), ...bindSearch(schema, registry));
  bindQueries(schema, registry, compiled);
  if (compiled !== null) readBranches(schema);
  const problems = brokenPromises(schema, registry);
  if (lost.length > 0)
    problems.push(
      `No column, expression, relation or resolver says where these come from: ${lost.join(', ')}.`,
    );
  if (problems.length > 0) throw new Error([...new Set(problems)].join('\n'));
}

function bindObjects(schema: GraphQLSchema, registry: ReadRegistry): string[] {
  const lost: string[] = [];
  for (const { type: name, fields, relations = {} } of registry.declaredObjects()) {
    const type = schema.getType(name);
    if (!isObjectType(type))
      throw new Error(`Reads are declared for ${name}, which is no object type of the schema.`);
    for (const field of Object.values(type.getFields())) {
      const relation = relations[field.name];
      if (relation !== undefined) field.resolve = objectRelationResolver(relation);
      else if (fields[field.name] !== undefined) field.resolve = defaultFieldResolver;
      else lost.push(`${name}.${field.name}`);
    }
  }
  return lost;
}

/** What a hit says of itself comes with it; its node is a row like any other. */
function bindSearch(schema: GraphQLSchema, { declaredSearch }: ReadRegistry): string[] {
  if (declaredSearch === null) return [];
  const { type: name } = declaredSearch;
  const type = schema.getType(name);
  if (!isObjectType(type))
    throw new Error(`A search is declared for ${name}, which is no object type of the schema.`);
  const { node, ...own } = type.getFields();
  if (node === undefined) throw new Error(`${name} has no node.`);
  const resolve: GraphQLFieldResolver<Hit, RequestContext> = ({ nodeId }, _args, ctx, info) =>
    ctx.reads.node(nodeId, wantedBy(info));
  node.resolve = resolve;
  return Object.keys(own)
    .filter((field) => !isHitField(field))
    .map((field) => `${name}.${field}`);
}

function objectRelationResolver(
  relation: ObjectRelation,
): GraphQLFieldResolver<unknown, RequestContext, ListArguments> {
  return (_object, args, ctx, info) => ctx.reads.objectRelation(relation, args, wantedBy(info));
}

function bindQueries(schema: GraphQLSchema, registry: ReadRegistry, compiled: CompiledReads | null): void {
  const root = schema.getQueryType()?.getFields() ?? {};
  for (const name of registry.queries()) {
    const field = root[name];
    if (field === undefined)
      throw new Error(`Reads are declared for the query ${name}, which the schema hasn't.`);
    field.resolve = queryResolver(name, compiled);
  }
}

/** One statement for the whole branch where it can be said in SQL, and row by row where it can't. */
function queryResolver(
  name: string,
  compiled: CompiledReads | null,
): GraphQLFieldResolver<unknown, RequestContext, Record<string, unknown>> {
  return async (_root, args, ctx, info) => {
    const branch = await compiled?.branch(info, ctx);
    return branch !== undefined && 'json' in branch
      ? (JSON.parse(branch.json) as unknown)
      : ctx.reads.query(name, args, wantedBy(info));
  };
}

/** Objects of a compiled branch have the keys of the answer already. */
function readBranches(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve = defaultFieldResolver } = field;
      field.resolve = (source: Record<string, unknown> | undefined, args: unknown, ctx: unknown, info) =>
        source?.[branchMark] === 1 ? source[info.path.key] : (resolve(source, args, ctx, info) as unknown);
    }
  }
}

function wantedBy(info: GraphQLResolveInfo): Wanted {
  return (type) => selectedFields(type, info);
}

function relationResolver(
  type: ReadType,
  field: string,
): GraphQLFieldResolver<RawRow, RequestContext, ListArguments> {
  return (row, args, ctx, info) => ctx.reads.relation(type, field, row, args, wantedBy(info));
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
