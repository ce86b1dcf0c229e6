import { globalId } from '../../shared/ids';
import type { Problems } from '../../shared/problems';

export const SavedViewId = globalId('SavedView', 'svw');

/** The lists of which a view can be saved. */
export enum SavedViewList {
  ACCOUNTS = 'ACCOUNTS',
  CONTACTS = 'CONTACTS',
  TASKS = 'TASKS',
  TIMELINE = 'TIMELINE',
  ONBOARDINGS = 'ONBOARDINGS',
  AUDIT_ENTRIES = 'AUDIT_ENTRIES',
}

/** The fields of `Query` that give them. */
export const listQueries: Readonly<Record<SavedViewList, string>> = {
  [SavedViewList.ACCOUNTS]: 'accounts',
  [SavedViewList.CONTACTS]: 'contacts',
  [SavedViewList.TASKS]: 'tasks',
  [SavedViewList.TIMELINE]: 'timeline',
  [SavedViewList.ONBOARDINGS]: 'onboardings',
  [SavedViewList.AUDIT_ENTRIES]: 'auditEntries',
};

/** How many views a member may have. */
export const mostViews = 200;
const longestName = 100;
/** Longest filter, in characters of its JSON. */
const longestFilter = 10_000;

/** What a view shows: which rows of a list, in which order. */
export interface ViewedList {
  readonly list: SavedViewList;
  /** As clients send it; an empty object for all rows. */
  readonly filter: Readonly<Record<string, unknown>>;
  /** Null for the list's own order. */
  readonly orderBy: string | null;
}

/** Throws the problems of what a view shows: what the list itself would refuse. */
export type ViewCheck = (view: ViewedList) => void;

/** Checks the name of a view. */
export function checkViewName(name: string, problems: Problems): void {
  problems.text(name, 'name', longestName);
}

/** A filter as it is kept. Whether the list takes it is for the list to say. */
export function keptFilter(filter: unknown, problems: Problems): Record<string, unknown> {
  const isObject = typeof filter === 'object' && filter !== null && !Array.isArray(filter);
  problems.require(
    isObject,
    'filter',
    'It is no object.',
    'Send what you send as the list’s filter; {} for all of it.',
  );
  const json = JSON.stringify(isObject ? filter : {});
  problems.require(
    json.length <= longestFilter,
    'filter',
    `It has ${json.length} characters.`,
    `Use ${longestFilter} characters at most.`,
  );
  if (json.length <= longestFilter) checkTexts(filter, 'filter', problems);
  return JSON.parse(json) as Record<string, unknown>;
}

/** PostgreSQL keeps neither NUL nor halves of characters, in JSON as little as in texts. */
function checkTexts(value: unknown, field: string, problems: Problems): void {
  if (typeof value === 'string') problems.optionalText(value, field, longestFilter);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) checkTexts(inner, `${field}.${name}`, problems);
}
