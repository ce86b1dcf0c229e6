import type { TestApi } from '../api';
import type { MatrixBook, Situation, Target } from './book';
import type { Asker, Callers, Column } from './callers';

/** What a cell of the matrix is made with. */
export interface Context {
  readonly api: TestApi;
  readonly book: MatrixBook;
  readonly callers: Callers;
}

/** How a saved operation is called in the matrix. */
export interface Call {
  readonly situations: readonly Situation[];
  /** Who asks; the column's own caller unless said. */
  readonly asker?: (callers: Callers, column: Column) => Promise<Asker>;
  /** What the operation is about; null where there is no such thing for whoever asks. */
  readonly target?: (context: Context, situation: Situation, asker: Asker) => Promise<Target | null>;
  readonly variables?: (target: Target, context: Context) => Record<string, unknown>;
}

/** The objects of an account, seen from the CSM. */
export const ofAccounts: readonly Situation[] = ['own', 'shared', 'other', 'missing'];

/** An operation that names no object: what it answers with is told apart by whose it is. */
export const list: Call = { situations: ['any'] };

/** An operation that names no object, with some variables. */
export function plain(variables: (context: Context) => Record<string, unknown>): Call {
  return { situations: ['any'], variables: (_target, context) => variables(context) };
}

type Make = (book: MatrixBook, situation: Situation) => Promise<Target>;

/** An operation about an object of the book. */
export function about(make: Make, variables: NonNullable<Call['variables']>): Call {
  return { situations: ofAccounts, target: ({ book }, situation) => make(book, situation), variables };
}
