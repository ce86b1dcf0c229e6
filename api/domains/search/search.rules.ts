import { Problems } from '../../shared/problems';

/** What can be searched. */
export enum SearchKind {
  ACCOUNT = 'ACCOUNT',
  CONTACT = 'CONTACT',
  TIMELINE_ENTRY = 'TIMELINE_ENTRY',
}

/** Longest text that is searched for, in characters. */
export const longestText = 200;
/** Most hits of one search: whoever finds nothing among them has to say more. */
export const mostHits = 50;

/** Checks what is searched for. Throws a BAD_USER_INPUT that names what is wrong. */
export function checkSearch(text: string, first: number): void {
  const problems = new Problems();
  problems.text(text, 'text', longestText);
  problems.require(
    first >= 0 && first <= mostHits,
    'first',
    `${first} hits were asked for.`,
    `Ask for 0 to ${mostHits}; to find what is not among them, search for more of it.`,
  );
  problems.throwIfAny();
}
