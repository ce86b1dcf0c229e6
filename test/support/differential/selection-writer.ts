import {
  GraphQLNonNull,
  GraphQLBoolean,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import type { ArgumentWriter } from './argument-writer';
import type { BookValues } from './book-values';
import {
  fieldNode,
  fragmentSpread,
  inlineFragment,
  nameNode,
  selectionSet,
  typeNode,
  withDirective,
} from './nodes';
import type { Random } from './random';

type Field = GraphQLField<unknown, unknown>;
type Composite = GraphQLObjectType | GraphQLInterfaceType;

/** How deep the operation may go on from here, and how many lists this place lies in. */
interface Place {
  readonly left: number;
  readonly level: number;
}

/** A fragment that may be spread where it was written for, or where there is as much room. */
interface Fragment extends Place {
  readonly type: string;
  readonly definition: FragmentDefinitionNode;
}

const mostFields = 45;
const mostAliases = 9;
const mostDirectives = 4;
const mostFragments = 3;
const partsOfConnection = { nodes: 0.6, edges: 0.35, pageInfo: 0.35, totalCount: 0.25 };
const searchable = ['Account', 'Contact', 'TimelineEntry'];
/** Aliases that plain objects have already, or that mean something elsewhere. */
const oddAliases = [
  'constructor',
  '__proto__',
  'toJSON',
  'data',
  'id',
  'name',
  'nodes',
  '_',
  'hasOwnProperty',
];

/** Writes selections: fields with arguments, aliases and directives, some of them in fragments or said twice. */
export class SelectionWriter {
  private readonly written: Fragment[] = [];
  private fields = 0;
  private aliases = 0;
  private directives = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    private readonly values: BookValues,
    private readonly args: ArgumentWriter,
  ) {}

  get fragments(): FragmentDefinitionNode[] {
    return this.written.map(({ definition }) => definition);
  }

  /** The selections of an operation with these fields. */
  root(fields: readonly Field[]): SelectionNode[] {
    const nodes: FieldNode[] = fields.map((field) => this.field(field, { left: 7, level: 0 }));
    if (this.random.chance(0.1)) nodes.push(fieldNode('__typename', [], []));
    return this.grouped(this.queryType(), this.distinct(nodes), { left: 7, level: 0 });
  }

  /** A fragment of the operation with a part of what these selections ask for. */
  partOfRoot(selections: readonly SelectionNode[]): SelectionNode {
    const part = selections.map((selection) => this.again(selection));
    return this.newFragment(this.queryType(), part, { left: 0, level: 9 });
  }

  private queryType(): GraphQLObjectType {
    const root = this.schema.getQueryType();
    if (!root) throw new Error('The schema has no queries.');
    return root;
  }

  private selections(type: Composite, place: Place): SelectionNode[] {
    if (type.name === 'Node') return this.ofNode(place);
    const fields = this.chosen(type, place).map((field) => this.field(field, place));
    if (fields.length === 0 || this.random.chance(0.12)) fields.push(fieldNode('__typename', [], []));
    return this.grouped(type, this.distinct(fields), place);
  }

  private chosen(type: Composite, { left }: Place): Field[] {
    const fields = Object.values(type.getFields());
    if (type.name.endsWith('Connection')) {
      const parts = Object.entries(partsOfConnection).filter(([, often]) => this.random.chance(often));
      return fields.filter(({ name }) => parts.some(([part]) => part === name));
    }
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const others = fields.filter((field) => !leaves.includes(field));
    const chosen = this.random.sample(leaves, this.random.between(0, 4));
    if (this.fields > mostFields) return chosen.slice(0, 1);
    const room = others.filter((field) => left > (isList(field) ? 3 : 1));
    const isStep = type.name.endsWith('Edge') || others.length === 1;
    return [
      ...chosen,
      ...this.random.sample(room, isStep ? 1 : Number(this.random.weighted({ 0: 3, 1: 4, 2: 2 }))),
    ];
  }

  private field(field: Field, { left, level }: Place): FieldNode {
    this.fields += 1;
    const wanted = this.wantedType(field);
    const args = this.args.arguments(field, { type: wanted, level });
    const selections = this.below(field, wanted, {
      left: left - 1,
      level: isList(field) ? level + 1 : level,
    });
    return this.decorated(fieldNode(field.name, args, selections));
  }

  private below(field: Field, wanted: string, place: Place): SelectionNode[] {
    const type = getNamedType(field.type);
    if (type.name === 'Node') return this.ofNode(place, wanted);
    return isObjectType(type) || isInterfaceType(type) ? this.selections(type, place) : [];
  }

  /** Of which type the rows are that a field leads to; for `node` any. */
  private wantedType(field: Field): string {
    const { name } = getNamedType(field.type);
    // What has no arguments says itself what it gives: the hit of a search.
    if (name === 'Node') return this.random.pick(field.args.length === 0 ? searchable : this.values.types);
    return name.replace(/Connection$/, '');
  }

  /** The fields of anything, and those of some types: mostly of the one that is asked for. */
  private ofNode(place: Place, wanted?: string): SelectionNode[] {
    const node = this.schema.getType('Node');
    if (!isInterfaceType(node)) throw new Error('The schema has no Node.');
    const types = this.schema.getPossibleTypes(node).filter(() => this.random.chance(0.1));
    const asked = wanted === undefined ? undefined : this.schema.getType(wanted);
    if (isObjectType(asked) && !types.includes(asked) && this.random.chance(0.85)) types.push(asked);
    const own = ['id', '__typename']
      .filter(() => this.random.chance(0.5))
      .map((name) => fieldNode(name, [], []));
    const selections: SelectionNode[] = [
      ...own,
      ...types.map((type) => inlineFragment(type.name, this.selections(type, place))),
    ];
    return this.grouped(node, selections.length === 0 ? [fieldNode('id', [], [])] : selections, place);
  }

  /** Now and then under a condition or another name. */
  private decorated(node: FieldNode): FieldNode {
    let { alias } = node;
    if (this.aliases < mostAliases && this.random.chance(0.08)) {
      this.aliases += 1;
      alias = nameNode(this.random.chance(0.75) ? `a${this.aliases}` : this.random.pick(oddAliases));
    }
    return this.underCondition(alias === undefined ? node : { ...node, alias });
  }

  private underCondition<Node extends SelectionNode>(node: Node): Node {
    if (this.directives >= mostDirectives || !this.random.chance(0.05)) return node;
    this.directives += 1;
    const directive: DirectiveNode = {
      kind: Kind.DIRECTIVE,
      name: nameNode(this.random.pick(['skip', 'include'])),
      arguments: [
        {
          kind: Kind.ARGUMENT,
          name: nameNode('if'),
          value: this.args.condition(new GraphQLNonNull(GraphQLBoolean)),
        },
      ],
    };
    return withDirective(node, directive);
  }

  /** Fields with arguments under the same key have to be the same, so the later ones get names of their own. */
  private distinct(nodes: readonly FieldNode[]): FieldNode[] {
    const keys = new Set<string>();
    return nodes.map((node) => {
      const key = node.alias?.value ?? node.name.value;
      if (!keys.has(key) || node.selectionSet === undefined) {
        keys.add(key);
        return node;
      }
      this.aliases += 1;
      return { ...node, alias: nameNode(`a${this.aliases}`) };
    });
  }

  /** Puts some of the selections into fragments, spreads those of others, and says some fields twice. */
  private grouped(type: Composite, selections: readonly SelectionNode[], place: Place): SelectionNode[] {
    let grouped = [...selections];
    if (this.random.chance(0.08)) {
      const from = this.random.below(grouped.length);
      const inside = grouped.splice(from, this.random.between(1, 3));
      grouped.splice(from, 0, this.underCondition(this.inline(type, inside)));
    }
    if (this.written.length < mostFragments && this.random.chance(0.06)) {
      grouped = [this.underCondition(this.newFragment(type, grouped, place))];
    }
    const known = this.written.filter(
      (one) => one.type === type.name && one.left <= place.left && one.level >= place.level,
    );
    if (known.length > 0 && this.random.chance(0.4)) {
      grouped.push(this.underCondition(fragmentSpread(this.random.pick(known).definition.name.value)));
    }
    if (this.random.chance(0.06)) grouped.push(this.again(this.random.pick(grouped)));
    return grouped;
  }

  private newFragment(type: Composite, selections: readonly SelectionNode[], place: Place): SelectionNode {
    const name = `F${this.written.length}`;
    this.written.push({
      ...place,
      type: type.name,
      definition: {
        kind: Kind.FRAGMENT_DEFINITION,
        name: nameNode(name),
        typeCondition: typeNode(type.name),
        selectionSet: selectionSet(selections),
      },
    });
    return fragmentSpread(name);
  }

  /** The same once more, of which only a part is asked for: both places are merged. */
  private again(selection: SelectionNode): SelectionNode {
    if (selection.kind !== Kind.FIELD || selection.selectionSet === undefined) return selection;
    const { selections } = selection.selectionSet;
    const part = this.random.sample(selections, this.random.between(1, selections.length));
    return { ...selection, selectionSet: selectionSet([...part, fieldNode('__typename', [], [])]) };
  }

  /** A fragment without a condition, with the type of the place, or with an interface of it around it. */
  private inline(type: Composite, inside: readonly SelectionNode[]): SelectionNode {
    const around = type.getInterfaces()[0];
    if (this.random.chance(0.4)) return inlineFragment(null, inside);
    const typed = inlineFragment(type.name, inside);
    return around !== undefined && this.random.chance(0.5) ? inlineFragment(around.name, [typed]) : typed;
  }
}

function isList(field: Field): boolean {
  return field.args.some(({ name }) => name === 'first');
}
