import type { GivenArguments } from './lists';
import type { Given } from './given';

/**
 * A search over several types at once: one field of `Query` that takes `text`, `kinds` and `first`, and gives a list of
 * hits, each with `kind`, `rank`, `excerpt` and the `node` that was found.
 */
export interface SearchDeclaration {
  /** The field of `Query`. */
  readonly query: string;
  /** Name of the GraphQL type of its hits. */
  readonly type: string;
  /** By the value of `kinds` the type that is searched; its declaration says how. */
  readonly kinds: Readonly<Record<string, string>>;
  /** Throws the refusal of a text or number of hits that won't do. */
  readonly check: (text: string, first: number) => void;
}

/** What a search was asked for. */
export interface SearchRequest {
  /** In the order of the declaration. */
  readonly kinds: readonly string[];
  readonly text: Given<string>;
  readonly first: number;
}

/** What the arguments ask for. Throws a BAD_USER_INPUT for what can't be searched. */
export function searchRequest({ kinds, check }: SearchDeclaration, args: GivenArguments): SearchRequest {
  const { text, kinds: wanted, first } = args as Record<string, Given<unknown> | undefined>;
  if (text === undefined || first === undefined)
    throw new Error('A search takes a text and a number of hits.');
  const size = first.decide(Number);
  const every = Object.keys(kinds);
  const chosen = wanted?.decide((names) => {
    const list = names as readonly string[] | null;
    return list === null ? null : every.filter((kind) => list.includes(kind)).join();
  });
  return {
    kinds: chosen === undefined || chosen === null ? every : chosen.split(',').filter((kind) => kind !== ''),
    text: text.map((typed) => {
      check(String(typed), size);
      return String(typed).trim();
    }),
    first: size,
  };
}
