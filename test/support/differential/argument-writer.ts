import {
  astFromValue,
  GraphQLNonNull,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type ArgumentNode,
  type ConstValueNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNullableType,
  type ValueNode,
} from 'graphql';
import type { BookValues } from './book-values';
import type { Random } from './random';
import type { WrittenVariables } from './written-variables';

/** Whose id an argument or a field of a filter names. */
const idsOf: Readonly<Record<string, string>> = {
  ownerId: 'Member',
  teamMemberId: 'Member',
  memberId: 'Member',
  actorId: 'Member',
  createdById: 'Member',
  accountId: 'Account',
  contactId: 'Contact',
};

const mostVariables = 9;

/** Where a value stands. */
interface Place {
  readonly type: GraphQLInputType;
  readonly hasDefault: boolean;
  /** Another value for the same place. */
  readonly redraw: () => unknown;
}

/** Which rows a field gives: their type, and how many lists they lie in. */
export interface Target {
  readonly type: string;
  readonly level: number;
}

/** Writes arguments: as literals, as variables, and as literals with variables in them. */
export class ArgumentWriter {
  constructor(
    private readonly random: Random,
    private readonly values: BookValues,
    private readonly variables: WrittenVariables,
  ) {}

  /** Arguments for a field, of those that it takes. */
  arguments(field: GraphQLField<unknown, unknown>, target: Target): ArgumentNode[] {
    const drawn = this.drawn(field, target);
    return field.args.flatMap((argument): ArgumentNode[] => {
      const redraw = drawn.get(argument.name);
      if (redraw === undefined) return [];
      const place = { type: argument.type, hasDefault: argument.defaultValue !== undefined, redraw };
      const name = { kind: Kind.NAME, value: argument.name } as const;
      return [{ kind: Kind.ARGUMENT, name, value: this.node(redraw(), place) }];
    });
  }

  /** The condition of a `@skip` or an `@include`. */
  condition(type: GraphQLInputType): ValueNode {
    const redraw = () => this.random.chance(0.5);
    return this.node(redraw(), { type, hasDefault: false, redraw });
  }

  private drawn(field: GraphQLField<unknown, unknown>, target: Target): Map<string, () => unknown> {
    const drawn = new Map<string, () => unknown>();
    let order = '';
    for (const { name, type, defaultValue } of field.args) {
      if (name === 'orderBy') {
        order = this.random.chance(0.5) ? String(this.draw(type, name, target.type)) : String(defaultValue);
        if (order !== defaultValue || this.random.chance(0.1)) {
          const other = order;
          drawn.set(name, () => (this.random.chance(0.7) ? other : this.draw(type, name, target.type)));
        }
      } else if (name === 'filter') {
        if (this.random.chance(0.45)) drawn.set(name, () => this.draw(type, name, target.type));
      } else if (!['first', 'last', 'after', 'before'].includes(name)) {
        if (isNonNullType(type) || this.random.chance(0.5))
          drawn.set(name, () => this.draw(type, name, target.type));
      }
    }
    if (order !== '') this.drawPage(drawn, target, order);
    else if (field.args.some(({ name }) => name === 'first'))
      drawn.set('first', () => this.size(target.level));
    return drawn;
  }

  private drawPage(drawn: Map<string, () => unknown>, { type, level }: Target, order: string): void {
    const which = this.random.weighted({
      first: 45,
      'first after': 16,
      last: 12,
      'last before': 9,
      after: level === 0 ? 4 : 0.3,
      before: level === 0 ? 4 : 0.3,
      none: level === 0 ? 6 : 0.5,
      'first last': 0.7,
      'first before': 0.7,
      'last after': 0.7,
    });
    for (const name of which === 'none' ? [] : which.split(' ')) {
      const isSize = name === 'first' || name === 'last';
      drawn.set(name, isSize ? () => this.size(level) : () => this.values.cursor(this.random, type, order));
    }
  }

  private size(level: number): number {
    if (this.random.chance(0.015)) return this.random.pick([201, -1, 1_000_000_000]);
    return this.random.pick(level === 0 ? [0, 1, 2, 3, 3, 5, 8, 20] : level === 1 ? [0, 1, 2, 3] : [1, 2]);
  }

  private draw(type: GraphQLInputType, name: string, target: string): unknown {
    if (isNonNullType(type)) return this.draw(type.ofType, name, target);
    if (isListType(type)) {
      const count = this.random.weighted({ 0: 1, 1: 5, 2: 4, 3: 2 });
      return Array.from({ length: Number(count) }, () => this.draw(type.ofType, name, target));
    }
    if (isInputObjectType(type)) {
      if (name === 'externalId' && this.random.chance(0.8)) return this.values.externalId(this.random);
      const fields = Object.values(type.getFields());
      const some = fields.filter(
        (field) => isNonNullType(field.type) || this.random.chance(1.4 / fields.length),
      );
      return Object.fromEntries(
        some.map((field) => [
          field.name,
          this.random.chance(0.04) ? null : this.draw(field.type, field.name, target),
        ]),
      );
    }
    if (isEnumType(type)) return this.random.pick(type.getValues()).name;
    switch (type.name) {
      case 'Boolean':
        return this.random.chance(0.5);
      // Numbers of days in filters.
      case 'Int':
        return this.random.pick([0, 1, 7, 30, 365, 3_650, 3_651, -1]);
      // Bounds of attributes.
      case 'Float':
        return this.random.pick([0, -0.5, 250, 1e-7, 12345678901.2345, 1e21, -1e300]);
      case 'ID':
        return this.values.id(this.random, idsOf[name] ?? (name === 'id' ? target : this.anyType()));
      case 'Date':
        return this.values.day(this.random);
      case 'DateTime':
        return this.values.moment(this.random);
      default:
        return this.values.text(this.random, name);
    }
  }

  private anyType(): string {
    return this.random.pick(this.values.types);
  }

  private node(value: unknown, place: Place): ValueNode {
    if (this.variables.count < mostVariables && this.random.chance(0.35)) return this.variable(value, place);
    const { type } = place;
    if (!isNonNullType(type) && this.random.chance(0.03)) return { kind: Kind.NULL };
    if (value === null) return { kind: Kind.NULL };
    const nullable = isNonNullType(type) ? (type.ofType as GraphQLNullableType & GraphQLInputType) : type;
    if (isListType(nullable)) {
      const items = value as unknown[];
      const inner = { type: nullable.ofType as GraphQLInputType, hasDefault: false };
      const nodes = items.map((item) =>
        this.node(item, { ...inner, redraw: () => firstOf(place.redraw()) ?? item }),
      );
      const [only] = nodes;
      // A single value stands for a list of it.
      if (only !== undefined && only.kind === Kind.ENUM && nodes.length === 1 && this.random.chance(0.3))
        return only;
      return { kind: Kind.LIST, values: nodes };
    }
    if (isInputObjectType(nullable)) {
      const fields = nullable.getFields();
      const inner = Object.entries(value as object).flatMap(([name, own]: [string, unknown]) => {
        const field = fields[name];
        if (field === undefined) return [];
        const redraw = () => (place.redraw() as Record<string, unknown> | null)?.[name] ?? own;
        const of = { type: field.type, hasDefault: field.defaultValue !== undefined, redraw };
        const key = { kind: Kind.NAME, value: name } as const;
        return [{ kind: Kind.OBJECT_FIELD, name: key, value: this.node(own, of) } as const];
      });
      return { kind: Kind.OBJECT, fields: inner };
    }
    return constant(value, nullable);
  }

  /** A variable of the place's type, or of one that is stricter or has a default of its own. */
  private variable(value: unknown, { type, hasDefault, redraw }: Place): ValueNode {
    const nullable = isNonNullType(type) ? type.ofType : type;
    const strict = new GraphQLNonNull(nullable);
    const byItself = value !== null && this.random.chance(0.3);
    const loose = !isNonNullType(type) || byItself || (hasDefault && this.random.chance(0.5));
    const chosen = loose && (value === null || this.random.chance(0.75)) ? nullable : strict;
    const defaultValue = byItself ? constant(value, nullable) : undefined;
    const name = this.variables.declare(chosen, defaultValue, value, redraw);
    return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } };
  }
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

function constant(value: unknown, type: GraphQLInputType): ConstValueNode {
  return (astFromValue(value, type) ?? { kind: Kind.NULL }) as ConstValueNode;
}
