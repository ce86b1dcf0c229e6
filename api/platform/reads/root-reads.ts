import { splitGlobalId } from '../../shared/ids';
import { Given } from './given';
import { listRequest, lookedFor, type GivenArguments, type ListRequest } from './lists';
import type { ObjectDeclaration, ObjectRelation } from './object-declaration';
import type { ReadType } from './read-type';
import type { Viewer } from './viewer';

/** The declared types, as they are looked up by name; ReadRegistry is it. */
export interface KnownTypes {
  type(name: string): ReadType;
  ofPrefix(prefix: string): ReadType | undefined;
  ofQuery(field: string): ReadType | undefined;
  objectOfQuery(field: string): ObjectDeclaration | undefined;
}

/** What a field that hangs on no row comes down to, whichever way it is answered. */
export type RootRead = Nothing | ObjectRead | RowRead | ListRead;

interface Nothing {
  readonly kind: 'nothing';
}

interface ObjectRead {
  readonly kind: 'object';
  readonly object: ObjectDeclaration;
}

/** One row by its UUID. */
interface RowRead {
  readonly kind: 'row';
  readonly type: ReadType;
  readonly id: Given<string>;
}

/** A page of a list, or its first row. */
interface ListRead {
  readonly kind: 'page' | 'first';
  readonly type: ReadType;
  readonly request: ListRequest;
}

const nothing: Nothing = { kind: 'nothing' };

/**
 * What a field of `Query` reads; undefined where no declaration answers it. Throws what the viewer is refused with who
 * may not ask, and what arguments are refused with that can't be.
 */
export function rootRead(
  types: KnownTypes,
  viewer: Viewer,
  field: string,
  args: GivenArguments,
): RootRead | undefined {
  if (field === 'node') return anyNode(types, viewer, args);
  const object = types.objectOfQuery(field);
  if (object !== undefined) return objectRead(object, viewer);
  const type = types.ofQuery(field);
  const query = type?.declaration.queries?.[field];
  if (type === undefined || query === undefined) return undefined;
  viewer.require(type.ability);
  if (query.kind === 'one') {
    if (query.first === undefined) return rowRead(type, args['id']);
    const filter = query.first(lookedFor(Given.all(args)));
    return { kind: 'first', type, request: { ...listRequest({ first: Given.known(1) }), filter } };
  }
  const request = listRequest(args);
  const filter = query.narrow?.(request.filter, viewer) ?? request.filter;
  return { kind: 'page', type, request: { ...request, filter } };
}

/** What a relation of a declared object reads. */
export function objectRelationRead(
  types: KnownTypes,
  viewer: Viewer,
  relation: ObjectRelation,
  args: GivenArguments,
): Nothing | RowRead | ListRead {
  const type = types.type(relation.target);
  if (relation.kind === 'one') {
    const id = relation.id(viewer);
    return id === null ? nothing : { kind: 'row', type, id };
  }
  viewer.require(type.ability);
  const request = listRequest(args);
  return { kind: 'page', type, request: { ...request, filter: relation.narrow(request.filter, viewer) } };
}

function objectRead(object: ObjectDeclaration, viewer: Viewer): RootRead {
  if (object.ability !== undefined) viewer.require(object.ability);
  return object.isThere?.(viewer) === false ? nothing : { kind: 'object', object };
}

/** The prefix of the id says which type it is, and so which fragments apply. */
function anyNode(types: KnownTypes, viewer: Viewer, { id }: GivenArguments): RootRead {
  // Decided by what we know, not by what a client writes: answers are remembered.
  const name = id?.decide((text) => typeOfId(types, String(text))?.name ?? null) ?? null;
  const type = name === null ? undefined : types.type(name);
  viewer.require(type?.ability ?? null);
  return type === undefined ? nothing : rowRead(type, id);
}

function typeOfId(types: KnownTypes, id: string): ReadType | undefined {
  const parts = splitGlobalId(id);
  return parts === null ? undefined : types.ofPrefix(parts.prefix);
}

function rowRead(type: ReadType, id: Given<unknown> | undefined): RowRead {
  if (id === undefined) throw new Error(`${type.name} is asked for without an id.`);
  return { kind: 'row', type, id: id.map((text) => type.declaration.id.parse(String(text), 'id')) };
}
