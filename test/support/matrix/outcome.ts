import { OperationTypeNode } from 'graphql';
import type { Answer } from '../../../web-schema/client/client';
import type { SavedOperation } from '../../../web-schema/saved-operations';
import { mark, type Situation } from './book';

/** What a cell says where a request was refused. */
const refusals: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: 'sign in',
  FORBIDDEN: 'no',
  NOT_FOUND: 'nothing',
};

/** Whether a cell says that nothing was done and nothing was seen. */
export function isRefusal(cell: string | undefined): boolean {
  return cell !== undefined && Object.values(refusals).includes(cell);
}

/** What came of a request, in the words of the matrix. */
export function outcomeOf(
  saved: SavedOperation,
  situation: Situation,
  answer: Answer<Record<string, unknown>>,
): string {
  const [error] = answer.errors;
  if (error !== undefined) {
    const code = error.extensions?.code ?? 'no code';
    return refusals[code] ?? `${code}: ${error.message}`;
  }
  const value = Object.values(answer.data ?? {})[0];
  if (value === null || value === undefined) return 'nothing';
  const { __typename, nodes = Array.isArray(value) ? (value as unknown[]) : undefined } = value as {
    __typename?: string;
    nodes?: unknown[];
  };
  if (saved.operation.operation === OperationTypeNode.MUTATION)
    return __typename === undefined || __typename.endsWith('Payload') ? 'yes' : __typename;
  if (nodes === undefined) return 'yes';
  if (situation !== 'any') return nodes.length > 0 ? 'yes' : 'nothing';
  return whose(nodes);
}

/** Whose objects a list shows, told by the marks in their names; `yes` where they are nobody's. */
function whose(nodes: unknown[]): string {
  const shown = JSON.stringify(nodes);
  const seen = (['own', 'shared', 'other'] as const).filter((situation) => shown.includes(mark(situation)));
  if (seen.length === 3) return 'all';
  if (seen.length > 0) return seen.join('+');
  return nodes.length > 0 ? 'yes' : 'none';
}
