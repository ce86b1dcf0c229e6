import { longestBody } from '../timeline/timeline.rules';
import {
  externalId,
  longText,
  lowerCase,
  lowerCaseWords,
  moment,
  text,
  words,
  type ValuesOf,
} from './field-types';
import type { ImportRow } from './import-row';
import { selection, type TableShape } from './table-writes';

export const timelineFields = {
  external_id: externalId,
  account_external_id: externalId,
  kind: text,
  direction: text,
  occurred_at: moment,
  subject: text,
  body: longText,
  author_email: lowerCase,
  member_emails: lowerCaseWords,
  contact_external_ids: words,
};

export type TimelineFileValues = ValuesOf<typeof timelineFields>;

/** What an entry can't be without. */
export const neededOfEntry = [
  'external_id',
  'account_external_id',
  'kind',
  'occurred_at',
  'subject',
] as const;

/** An entry as an import reads, compares and writes it. */
export interface EntryRow {
  id: string;
  account_id: string;
  kind: string;
  direction: string | null;
  occurred_at: string;
  subject: string;
  body: string;
  author_id: string | null;
  source: string;
  external_id: string;
}

export const entryShape: TableShape & { readonly columns: Record<keyof EntryRow, string> } = {
  table: 'timeline_entry',
  columns: {
    id: 'uuid',
    account_id: 'uuid',
    kind: 'text',
    direction: 'text',
    occurred_at: 'timestamptz',
    subject: 'text',
    body: 'text',
    author_id: 'uuid',
    source: 'text',
    external_id: 'text',
  },
};

export const entrySelection = `${selection(entryShape, 'e')}, a.time_zone`;

/** More people than a company has rooms for are a mistake in the file. */
const mostParticipants = 200;

export function checkEntryRow(row: ImportRow<TimelineFileValues>): void {
  const { values } = row;
  row.requireFilled(neededOfEntry);
  row.check((problems) => problems.optionalText(values.body, 'body', longestBody));
  for (const field of ['member_emails', 'contact_external_ids'] as const) {
    const number = values[field]?.length ?? 0;
    if (number > mostParticipants)
      row.refuse(field, `${number} are too many.`, `Name ${mostParticipants} at most.`);
  }
}
