import { globalId } from '../../shared/ids';
import { earliestDay, type Problems } from '../../shared/problems';

export const PreferenceId = globalId('Preference', 'prf');

/** What somebody's word on a subject is. An exclusion is no matter of taste: it must not happen. */
export enum PreferenceKind {
  LIKE = 'LIKE',
  DISLIKE = 'DISLIKE',
  EXCLUSION = 'EXCLUSION',
}

/** What it is about: what a gift, an invitation or a meeting has to know. */
export enum PreferenceSubject {
  GIFTS = 'GIFTS',
  FOOD = 'FOOD',
  ALCOHOL = 'ALCOHOL',
  HOSPITALITY = 'HOSPITALITY',
  READING = 'READING',
  SPORT = 'SPORT',
  CULTURE = 'CULTURE',
  MEETINGS = 'MEETINGS',
  TOPICS = 'TOPICS',
}

/** How we know. */
export enum PreferenceSource {
  SAID = 'SAID',
  ASKED = 'ASKED',
  NOTICED = 'NOTICED',
  COMPANY_RULE = 'COMPANY_RULE',
}

const longestWords = 200;
/** Clocks of other systems go wrong by so much, in milliseconds. */
const clockSkew = 60_000;

/** What is written down of a preference. */
export interface Noted {
  readonly kind: PreferenceKind;
  readonly words: string;
  readonly notedAt?: string | null;
}

/** Checks the words and the moment. A like or dislike says of what; an exclusion may be of everything. */
export function checkPreference({ kind, words, notedAt }: Noted, now: Date, problems: Problems): void {
  if (kind === PreferenceKind.EXCLUSION) problems.optionalText(words, 'words', longestWords);
  else problems.text(words, 'words', longestWords);
  if (notedAt === null || notedAt === undefined) return;
  problems.require(
    new Date(notedAt).getTime() <= now.getTime() + clockSkew && notedAt >= earliestDay,
    'notedAt',
    `Nobody can have known it at ${notedAt}.`,
    'Use the moment at which it became known, or leave it out for now.',
  );
}
