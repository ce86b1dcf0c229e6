import { parseArgs } from 'node:util';
import { PlainError } from '../local/plain-error';

/** How the benchmarks are to be run. */
export interface Options {
  /** What to run; everything where none is named. */
  readonly names: readonly string[];
  /** How often every contender has its turn. */
  readonly rounds: number;
  /** How long each turn is measured. */
  readonly seconds: number;
  /** How long each turn runs before it is measured; in the first round three times as long. */
  readonly warmUp: number;
  /** Connections of the load, each with one request under way. */
  readonly connections: number;
  /** Accounts in the book that most is measured on. */
  readonly accounts: number;
  /** Accounts in the book that `scale` compares with one of 10,000. */
  readonly large: number;
  /** Requests after which the memory is read the second time. */
  readonly requests: number;
}

const defaults = {
  rounds: 5,
  seconds: 5,
  warmup: 2,
  connections: 20,
  accounts: 100_000,
  large: 1_000_000,
  requests: 1_000_000,
};

/** Whether the figures are worth keeping: short runs and small books are for looking only. */
export function isWorthKeeping(options: Options): boolean {
  const enough = ['rounds', 'seconds', 'accounts', 'large', 'requests'] as const;
  return enough.every((name) => options[name] >= defaults[name]);
}

/** Reads the command line: names of benchmarks, and numbers as in `--rounds=3`. */
export function readOptions(args: readonly string[]): Options {
  const flags = Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: 'string' as const }]));
  const { values, positionals } = parse(args, flags);
  const number = (name: keyof typeof defaults) => positive(name, values[name]) ?? defaults[name];
  return {
    names: positionals,
    rounds: number('rounds'),
    seconds: number('seconds'),
    warmUp: number('warmup'),
    connections: number('connections'),
    accounts: number('accounts'),
    large: number('large'),
    requests: number('requests'),
  };
}

function parse(args: readonly string[], options: Record<string, { type: 'string' }>) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const known = Object.entries(defaults).map(([name, value]) => `--${name}=${value}`);
    throw new PlainError(
      `${(error as Error).message}\nThere are names of benchmarks, and ${known.join(' ')}.`,
    );
  }
}

function positive(name: string, text: string | boolean | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new PlainError(
    `--${name} must be a number above zero, such as ${defaults[name as keyof typeof defaults]}.`,
  );
}
