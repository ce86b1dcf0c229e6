import {
  getNamedType,
  isNonNullType,
  isObjectType,
  Kind,
  visit,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import sql, { type Sql } from 'sql-template-tag';
import { isEmbedded, type Embedded } from '../embedded';
import { type Decider } from '../given';
import { listRequest, type ListRequest } from '../lists';
import type { ObjectDeclaration } from '../object-declaration';
import { objectRelationRead, rootRead, type RootRead } from '../root-reads';
import type { ReadType } from '../read-type';
import type { DeclaredTypes } from '../request-reads';
import type { Viewer } from '../viewer';
import { first } from './field-nodes';
import { givenArguments } from './given-arguments';
import { hitsPlan } from './hits-plan';
import { isOfAnyShape, leafForm } from './leaf-form';
import { pageMembers } from './page-members';
import { constant, NotCompiled, type Absence, type Member, type ObjectPlan, type ValuePlan } from './plan';

/** A document's operation, and its fragments by name. */
export interface Operation {
  readonly definition: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

/** Makes the plan of an operation, for a viewer and for requests that answer to some decisions alike. */
export class Planner {
  private readonly included: Readonly<Record<string, unknown>>;
  /** Whether values of any shape are asked for, which JSON spells in many ways. */
  anyShape = false;

  constructor(
    readonly schema: GraphQLSchema,
    readonly types: DeclaredTypes,
    private readonly document: Operation,
    readonly viewer: Viewer,
    private readonly decider: Decider,
  ) {
    this.included = decideDirectives(document, decider);
  }

  /** Everything that the operation asks for. */
  operation(): ObjectPlan {
    const { definition, fragments } = this.document;
    const root = this.queryType();
    const fields = collectFields(this.schema, fragments, this.included, root, definition.selectionSet);
    return { members: [...fields].map(([key, nodes]) => ({ key, value: this.root(root, nodes) })) };
  }

  /** What one field of `Query` asks for. */
  rootField(nodes: readonly FieldNode[]): ValuePlan {
    return this.root(this.queryType(), nodes);
  }

  /** The fields of an object by key, its fragments flattened. */
  subfields(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
  ): [key: string, nodes: readonly FieldNode[]][] {
    return [...collectSubfields(this.schema, this.document.fragments, this.included, type, nodes)];
  }

  objectOf(type: ReadType, nodes: readonly FieldNode[]): ObjectPlan {
    const objectType = this.schema.getType(type.name);
    if (!isObjectType(objectType)) throw new NotCompiled(`${type.name} is no object type`);
    return this.members(objectType, nodes, (field, own) => this.value(type, field, own));
  }

  private queryType(): GraphQLObjectType {
    const root = this.schema.getQueryType();
    if (!root) throw new NotCompiled('a schema without queries');
    return root;
  }

  private root(root: GraphQLObjectType, nodes: readonly FieldNode[]): ValuePlan {
    const node = first(nodes);
    const name = node.name.value;
    if (name === '__typename') return constant(root.name);
    const field = root.getFields()[name];
    if (field === undefined) throw new NotCompiled(`${name} is introspection`);
    const args = givenArguments(field, node, this.decider);
    const search = this.types.searchOfQuery(name);
    if (search !== undefined) return hitsPlan(this, search, args, nodes);
    const read = rootRead(this.types, this.viewer, name, args);
    if (read === undefined) throw new NotCompiled(`Query.${name} has a resolver of its own`);
    return this.read(read, field, nodes);
  }

  /** The plan of what hangs on no row. */
  private read(
    read: RootRead,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): ValuePlan {
    const absence = absenceOf(field);
    switch (read.kind) {
      case 'nothing':
        return { kind: 'constant', json: 'null' };
      case 'object':
        return this.object(read.object, nodes);
      case 'page':
        return this.page(read.type, field, nodes, read.request, null);
      case 'first': {
        const { type, request } = read;
        return { kind: 'row', type, which: { first: request }, object: this.objectOf(type, nodes), absence };
      }
      case 'row': {
        const { type, id } = read;
        const where = (alias: string) => sql`${type.row(alias)('id')} = ${id}`;
        return { kind: 'row', type, which: { where }, object: this.objectOf(type, nodes), absence };
      }
    }
  }

  private object(object: ObjectDeclaration, nodes: readonly FieldNode[]): ValuePlan {
    const type = this.schema.getType(object.type);
    if (!isObjectType(type)) throw new NotCompiled(`${object.type} is no object type`);
    const members = this.members(type, nodes, (field, own): ValuePlan => {
      const relation = object.relations?.[field.name];
      if (relation !== undefined) {
        const args = givenArguments(field, first(own), this.decider);
        return this.read(objectRelationRead(this.types, this.viewer, relation, args), field, own);
      }
      const value = object.fields[field.name];
      if (value === undefined)
        throw new NotCompiled(`${object.type}.${field.name} has a resolver of its own`);
      const form = leafForm(field.type, `${object.type}.${field.name}`);
      return { kind: 'leaf', form, absence: absenceOf(field), sql: () => value(this.viewer) };
    });
    return { kind: 'object', object: members };
  }

  private value(
    type: ReadType,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): ValuePlan {
    const relation = type.relation(field.name);
    if (relation === undefined) return this.own(type, field, nodes);
    const target = this.types.type(relation.target);
    const onParent = (alias: string, parent: string) =>
      sql`${target.row(alias)(relation.key)} = ${type.row(parent)(relation.by)}`;
    if (relation.kind === 'one') {
      const object = this.objectOf(target, nodes);
      return { kind: 'row', type: target, which: { where: onParent }, object, absence: absenceOf(field) };
    }
    const request = listRequest(givenArguments(field, first(nodes), this.decider), relation.order);
    return this.page(target, field, nodes, request, onParent);
  }

  private own(type: ReadType, field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): ValuePlan {
    const where = `${type.name}.${field.name}`;
    if (!type.fields.includes(field.name)) throw new NotCompiled(`${where} has a resolver of its own`);
    const sample = type.expression(field.name, 't', this.viewer);
    if (sample !== undefined && isEmbedded(sample)) return this.embedded(type, field, nodes);
    this.anyShape ||= isOfAnyShape(field.type);
    if (field.name === 'id') {
      const { idPrefix: prefix } = type;
      return {
        kind: 'leaf',
        form: 'quoted',
        absence: 'never',
        prefix,
        sql: (alias) => type.row(alias)('id'),
      };
    }
    const form = leafForm(field.type, where);
    if (sample !== undefined) {
      const expression = (alias: string) => type.expression(field.name, alias, this.viewer) as typeof sample;
      return { kind: 'leaf', form, absence: absenceOf(field), sql: expression };
    }
    const absence = type.isNullable(field.name) ? absenceOf(field) : 'never';
    return { kind: 'leaf', form, absence, sql: (alias) => type.row(alias)(field.name) };
  }

  private embedded(
    type: ReadType,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): ValuePlan {
    const objectType = getNamedType(field.type);
    if (!isObjectType(objectType)) throw new NotCompiled(`${type.name}.${field.name} is no object`);
    // Checked now, and made of the SQL once it is known what the row is called.
    const object = (embedded: Embedded): ObjectPlan =>
      this.members(objectType, nodes, (inner) => {
        const value = embedded.fields[inner.name];
        if (value === undefined) throw new NotCompiled(`${objectType.name}.${inner.name} is not embedded`);
        this.anyShape ||= isOfAnyShape(inner.type);
        const form = leafForm(inner.type, `${objectType.name}.${inner.name}`);
        return { kind: 'leaf', form, absence: absenceOf(inner), sql: () => value };
      });
    const embedded = (alias: string) => type.expression(field.name, alias, this.viewer) as Embedded;
    object(embedded('t'));
    return { kind: 'embedded', embedded, object, absence: absenceOf(field) };
  }

  private page(
    type: ReadType,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    request: ListRequest,
    ofParent: ((alias: string, parent: string) => Sql) | null,
  ): ValuePlan {
    const connection = getNamedType(field.type);
    if (!isObjectType(connection)) throw new NotCompiled(`${field.name} is no connection`);
    return { kind: 'page', type, request, ofParent, members: pageMembers(this, type, connection, nodes) };
  }

  /** The members of an object, whose values are for the caller to say. */
  members(
    objectType: GraphQLObjectType,
    nodes: readonly FieldNode[],
    valueOf: (field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]) => ValuePlan,
  ): ObjectPlan {
    const members = this.subfields(objectType, nodes).map(([key, own]): Member => {
      const name = first(own).name.value;
      if (name === '__typename') return { key, value: constant(objectType.name) };
      const field = objectType.getFields()[name];
      if (field === undefined) throw new NotCompiled(`${objectType.name}.${name} is unknown`);
      return { key, value: valueOf(field, own) };
    });
    return { members };
  }
}

function absenceOf(field: GraphQLField<unknown, unknown>): Absence {
  return isNonNullType(field.type) ? 'broken' : 'null';
}

/** What `@skip` and `@include` ask, each a decision; the other variables leave the selection as it is. */
function decideDirectives({ definition, fragments }: Operation, decider: Decider): Record<string, unknown> {
  const names = new Set<string>();
  for (const part of [definition, ...Object.values(fragments)]) {
    visit(part, {
      Directive: (directive) => {
        for (const { value } of directive.arguments ?? [])
          if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  }
  const decided: Record<string, unknown> = {};
  for (const name of [...names].sort()) {
    // Null where it isn't given, or is null: what collects the fields refuses it.
    const answer = decider.decide(({ variables }) => (variables[name] as boolean | undefined) ?? null);
    if (answer !== null) decided[name] = answer;
  }
  return decided;
}
