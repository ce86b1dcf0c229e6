import {
  Kind,
  parseType,
  type ConstValueNode,
  type GraphQLInputType,
  type VariableDefinitionNode,
} from 'graphql';
import type { Random } from './random';

/** Names that a plain object already has are as good as any other. */
const names = [
  'a',
  'b',
  'first',
  'id',
  'x1',
  '_',
  'constructor',
  'toString',
  'hasOwnProperty',
  'data',
  'valueOf',
];

/** Values that fit next to nothing. */
const misfits = ['a misfit', -1, 2 ** 40, 1.5, true, {}, [null], [[]]];

/** A variable of an operation, and how it is given. */
interface Written {
  readonly definition: VariableDefinitionNode;
  /** Whether it can be null, and whether it can be left out. */
  readonly nullable: boolean;
  readonly optional: boolean;
  /** What it was written for. */
  readonly value: unknown;
  readonly redraw: () => unknown;
}

/** The variables of one operation, as they are declared, and values for them. */
export class WrittenVariables {
  private readonly all = new Map<string, Written>();

  constructor(private readonly random: Random) {}

  get definitions(): VariableDefinitionNode[] {
    return [...this.all.values()].map(({ definition }) => definition);
  }

  get count(): number {
    return this.all.size;
  }

  /** Declares a variable; gives its name. */
  declare(
    type: GraphQLInputType,
    defaultValue: ConstValueNode | undefined,
    value: unknown,
    redraw: () => unknown,
  ): string {
    const name = this.newName();
    const written = String(type);
    const nullable = !written.endsWith('!');
    const definition: VariableDefinitionNode = {
      kind: Kind.VARIABLE_DEFINITION,
      variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
      type: parseType(written),
      ...(defaultValue !== undefined && { defaultValue }),
    };
    const optional = nullable || defaultValue !== undefined;
    this.all.set(name, { definition, nullable, optional, value, redraw });
    return name;
  }

  /** Values for one request, or for another that answers differently to some questions. */
  values(): Record<string, unknown> {
    const given: [string, unknown][] = [];
    for (const [name, { nullable, optional, value, redraw }] of this.all) {
      if (optional && this.random.chance(0.25)) continue;
      if (nullable && this.random.chance(0.08)) given.push([name, null]);
      else if (this.random.chance(0.008)) given.push([name, this.random.pick(misfits)]);
      else given.push([name, this.random.chance(0.6) ? value : redraw()]);
    }
    return Object.fromEntries(given);
  }

  private newName(): string {
    const name = this.random.chance(0.7) ? `v${this.all.size}` : this.random.pick(names);
    return this.all.has(name) ? `v${this.all.size}` : name;
  }
}
