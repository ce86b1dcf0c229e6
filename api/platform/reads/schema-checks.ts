import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { anonymous } from '../auth/actor';
import { isEmbedded } from './embedded';
import type { ReadType } from './read-type';
import type { ReadRegistry } from './registry';
import { viewerOf } from './viewer';

/** What the schema promises and the declarations don't keep, each as a sentence that names both. */
export function brokenPromises(schema: GraphQLSchema, registry: ReadRegistry): string[] {
  return [...listsOf(schema, registry)]
    .flatMap(([field, type]) => listPromises(field, type))
    .concat(registry.types().flatMap((type) => embeddedPromises(schema, type)));
}

/** Every field that gives a page of a declared type, with that type; one field may stand for many of the same kind. */
function listsOf(
  schema: GraphQLSchema,
  registry: ReadRegistry,
): Map<GraphQLField<unknown, unknown>, ReadType> {
  const lists = new Map<GraphQLField<unknown, unknown>, ReadType>();
  const add = (parent: string, name: string, target: string): void => {
    const type = schema.getType(parent);
    const field = isObjectType(type) ? type.getFields()[name] : undefined;
    if (field !== undefined) lists.set(field, registry.type(target));
  };
  for (const { name, declaration } of registry.types()) {
    for (const [query, { kind }] of Object.entries(declaration.queries ?? {}))
      if (kind === 'list') add('Query', query, name);
    for (const [field, { kind, target }] of Object.entries(declaration.relations ?? {}))
      if (kind === 'many') add(name, field, target);
  }
  for (const { type, relations = {} } of registry.declaredObjects())
    for (const [field, { kind, target }] of Object.entries(relations))
      if (kind === 'many') add(type, field, target);
  return lists;
}

function listPromises(field: GraphQLField<unknown, unknown>, type: ReadType): string[] {
  const problems: string[] = [];
  for (const argument of field.args) {
    const input = getNamedType(argument.type);
    if (argument.name === 'filter' && isInputObjectType(input))
      for (const name of Object.keys(input.getFields()))
        if (type.declaration.filters?.[name] === undefined)
          problems.push(`${type.name} has no filter "${name}", which ${input.name} offers.`);
    if (argument.name === 'orderBy' && isEnumType(input))
      for (const { name } of input.getValues())
        if (type.declaration.orders[name] === undefined)
          problems.push(`${type.name} has no order "${name}", which ${input.name} offers.`);
  }
  return problems;
}

function embeddedPromises(schema: GraphQLSchema, type: ReadType): string[] {
  const objectType = schema.getType(type.name);
  if (!isObjectType(objectType)) return [];
  return Object.values(objectType.getFields()).flatMap((field) => {
    const expression = type.expression(field.name, 't', viewerOf({ actor: anonymous, now: new Date(0) }));
    const inner = getNamedType(field.type);
    if (expression === undefined || !isEmbedded(expression) || !isObjectType(inner)) return [];
    return Object.keys(inner.getFields())
      .filter((name) => expression.fields[name] === undefined)
      .map((name) => `${type.name}.${field.name} has no expression for ${inner.name}.${name}.`);
  });
}
