import { isObjectType, getNamedType, type FieldNode, type GraphQLObjectType } from 'graphql';
import type { ReadType } from '../read-type';
import { constant, NotCompiled, type EdgeMember, type InfoMember, isInfoName, type PageMember } from './plan';
import { first } from './field-nodes';
import type { Planner } from './planner';

type Nodes = readonly FieldNode[];

/** What is asked of a connection: its rows, their cursors, where the page lies, how many rows there are. */
export function pageMembers(
  planner: Planner,
  type: ReadType,
  connection: GraphQLObjectType,
  nodes: Nodes,
): PageMember[] {
  return planner.subfields(connection, nodes).map(([key, own]): PageMember => {
    const name = first(own).name.value;
    switch (name) {
      case '__typename':
        return { key, part: constant(connection.name) };
      case 'nodes':
        return { key, part: { kind: 'nodes', object: planner.objectOf(type, own) } };
      case 'edges':
        return { key, part: { kind: 'edges', members: edge(planner, type, typeOf(connection, name), own) } };
      case 'pageInfo':
        return { key, part: { kind: 'pageInfo', members: info(planner, typeOf(connection, name), own) } };
      case 'totalCount':
        return { key, part: { kind: 'total' } };
      default:
        throw new NotCompiled(`${connection.name}.${name} is no part of a page`);
    }
  });
}

function edge(planner: Planner, type: ReadType, edgeType: GraphQLObjectType, nodes: Nodes): EdgeMember[] {
  return planner.subfields(edgeType, nodes).map(([key, own]): EdgeMember => {
    const name = first(own).name.value;
    if (name === '__typename') return { key, part: constant(edgeType.name) };
    if (name === 'cursor') return { key, part: { kind: 'cursor' } };
    if (name === 'node') return { key, part: { kind: 'node', object: planner.objectOf(type, own) } };
    throw new NotCompiled(`${edgeType.name}.${name} is no part of an edge`);
  });
}

function info(planner: Planner, infoType: GraphQLObjectType, nodes: Nodes): InfoMember[] {
  return planner.subfields(infoType, nodes).map(([key, own]): InfoMember => {
    const name = first(own).name.value;
    if (name === '__typename') return { key, part: constant(infoType.name) };
    if (!isInfoName(name)) throw new NotCompiled(`${infoType.name}.${name} is no part of it`);
    return { key, part: { kind: 'info', name } };
  });
}

function typeOf(parent: GraphQLObjectType, field: string): GraphQLObjectType {
  const found = parent.getFields()[field];
  const type = found === undefined ? undefined : getNamedType(found.type);
  if (!isObjectType(type)) throw new NotCompiled(`${parent.name}.${field} is no object`);
  return type;
}
