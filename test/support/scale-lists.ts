import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** A request for one page of a list, and what it is called in a message. */
export interface ListCase {
  readonly name: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Something that there is, for each field of a filter that names something. */
export type Known = Readonly<Record<string, unknown>>;

/** Every list of the schema's `Query` in each of its orders: forward, backward, and with each of its filters alone. */
export function listCases(schema: GraphQLSchema, known: Known): ListCase[] {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  return fields.filter(isList).flatMap((field) => casesOf(field, known));
}

function isList(field: GraphQLField<unknown, unknown>): boolean {
  const type = getNamedType(field.type);
  return isObjectType(type) && type.name.endsWith('Connection');
}

function casesOf(field: GraphQLField<unknown, unknown>, known: Known): ListCase[] {
  const order = field.args.find(({ name }) => name === 'orderBy');
  const filter = field.args.find(({ name }) => name === 'filter');
  const filters = filter === undefined ? [] : filtersOf(filter.type, field.name, known);
  const parameters = field.args.map(({ name, type }) => `$${name}: ${nullable(type)}`);
  const used = field.args.map(({ name }) => `${name}: $${name}`);
  const document = `query (${parameters.join(', ')}) {
    ${field.name}(${used.join(', ')}) { nodes { id } pageInfo { hasNextPage hasPreviousPage } } }`;
  return ordersOf(order?.type).flatMap((orderBy) => [
    ...[{ first: 20 }, { last: 20 }].map((page) => ({
      name: [field.name, orderBy, Object.keys(page)[0]].join(' '),
      document,
      variables: { ...page, orderBy },
    })),
    ...filters.map((one) => ({
      name: [field.name, orderBy, JSON.stringify(one)].join(' '),
      document,
      variables: { first: 20, orderBy, filter: one },
    })),
  ]);
}

/** A variable that is left out leaves the argument's own default. */
function nullable(type: GraphQLInputType): string {
  return String(isNonNullType(type) ? type.ofType : type);
}

function ordersOf(type: GraphQLInputType | undefined): (string | undefined)[] {
  const named = type === undefined ? undefined : getNamedType(type);
  return isEnumType(named) ? named.getValues().map(({ name }) => name) : [undefined];
}

function filtersOf(type: GraphQLInputType, list: string, known: Known): object[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) =>
    valuesOf(field.type, `${list}.${field.name}`, known).map((value) => ({ [field.name]: value })),
  );
}

/** The values of an enum each alone, both booleans, each field of an object alone; for the rest something known. */
function valuesOf(type: GraphQLInputType, where: string, known: Known): unknown[] {
  const inner = isNonNullType(type) ? type.ofType : type;
  const given = known[where] ?? known[where.split('.').at(-1) ?? ''];
  if (given !== undefined) return [given];
  if (isListType(inner))
    return valuesOf(inner.ofType as GraphQLInputType, where, known).map((value) => [value]);
  if (isEnumType(inner)) return inner.getValues().map(({ name }) => name);
  if (isInputObjectType(inner)) return filtersOf(inner, where, known);
  if (inner.toString() === 'Boolean') return [true, false];
  throw new Error(`Say in the test what ${where} could be.`);
}
