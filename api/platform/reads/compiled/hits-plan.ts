import { isObjectType, type FieldNode } from 'graphql';
import { column } from '../expressions';
import type { GivenArguments } from '../lists';
import { selectHits } from '../search';
import { searchRequest, type SearchDeclaration } from '../search-declaration';
import { NotCompiled, type ValuePlan } from './plan';
import type { Planner } from './planner';

/** The hits of a search, each with the row that was found. */
export function hitsPlan(
  planner: Planner,
  search: SearchDeclaration,
  args: GivenArguments,
  nodes: readonly FieldNode[],
): ValuePlan {
  const { kinds, text, first } = searchRequest(search, args);
  const types = kinds.map((kind) => ({ kind, type: planner.types.type(search.kinds[kind] ?? '') }));
  for (const { type } of types) planner.viewer.require(type.ability);
  if (types.length === 0) return { kind: 'constant', json: '[]' };
  const hitType = planner.schema.getType(search.type);
  if (!isObjectType(hitType)) throw new NotCompiled(`${search.type} is no object type`);
  const object = planner.members(hitType, nodes, ({ name }, own): ValuePlan => {
    if (name !== 'node') return hitColumn(name);
    return {
      kind: 'hitNode',
      nodes: types.map((one) => ({ ...one, object: planner.objectOf(one.type, own) })),
    };
  });
  return { kind: 'hits', hits: selectHits(types, text, planner.viewer, first), object };
}

function hitColumn(name: string): ValuePlan {
  const form = name === 'rank' ? 'bare' : 'escaped';
  return { kind: 'leaf', form, absence: 'never', sql: (alias) => column(alias, name) };
}
