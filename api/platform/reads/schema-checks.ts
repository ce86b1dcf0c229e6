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
  return [
    ...leads(registry).flatMap((lead) => leadPromises(schema, registry, lead)),
    ...registry.types().flatMap((type) => embeddedPromises(schema, type)),
  ];
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

/** A field that leads to a row, or to a page of rows, of a declared type. */
interface Lead {
  readonly parent: string;
  readonly field: string;
  readonly target: string;
  readonly toMany: boolean;
}

function leads(registry: ReadRegistry): Lead[] {
  const ofTypes = registry.types().flatMap(({ name, declaration }) => [
    ...Object.entries(declaration.queries ?? {}).map(([field, { kind }]) => ({
      parent: 'Query',
      field,
      target: name,
      toMany: kind === 'list',
    })),
    ...leadsOf(name, declaration.relations ?? {}),
  ]);
  return [
    ...ofTypes,
    ...registry.declaredObjects().flatMap(({ type, relations = {} }) => leadsOf(type, relations)),
  ];
}

function leadsOf(
  parent: string,
  relations: Readonly<Record<string, { readonly kind: 'one' | 'many'; readonly target: string }>>,
): Lead[] {
  return Object.entries(relations).map(([field, { kind, target }]) => ({
    parent,
    field,
    target,
    toMany: kind === 'many',
  }));
}

function leadPromises(schema: GraphQLSchema, registry: ReadRegistry, lead: Lead): string[] {
  const { parent, field, target, toMany } = lead;
  const type = schema.getType(parent);
  const found = isObjectType(type) ? type.getFields()[field] : undefined;
  // A query that the schema hasn't is told where it is bound.
  if (found === undefined)
    return parent === 'Query' ? [] : [`${parent} has no field "${field}" to lead to ${target}.`];
  if (rowsOf(found, toMany) === target) return toMany ? listPromises(found, registry.type(target)) : [];
  const declared = `${parent}.${field} is declared as ${toMany ? 'a list of' : 'one'} ${target}`;
  return [`${declared}, and is of type ${String(found.type)}.`];
}

/** The type of the rows: a page is of a connection, whose `nodes` are the rows; a row is of the type itself. */
function rowsOf({ type }: GraphQLField<unknown, unknown>, toMany: boolean): string | undefined {
  const given = getNamedType(type);
  if (!toMany) return given.name;
  const nodes = isObjectType(given) ? given.getFields()['nodes'] : undefined;
  return nodes && getNamedType(nodes.type).name;
}
