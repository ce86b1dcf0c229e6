import { checkContactRoles, checkContactValues } from '../contacts/contact.rules';
import { day, externalId, lowerCase, text, timeOfDay, words, type ValuesOf } from './field-types';
import type { ImportRow } from './import-row';

export const contactFields = {
  external_id: externalId,
  account_external_id: externalId,
  name: text,
  email: lowerCase,
  phone: text,
  title: text,
  seniority: text,
  roles: words,
  preferred_channel: text,
  language: text,
  time_zone: text,
  hours_from: timeOfDay,
  hours_until: timeOfDay,
  reports_to_external_id: externalId,
  joined_on: day,
  left_on: day,
};

export type ContactFileValues = ValuesOf<typeof contactFields>;

/** What a contact and its place in an account can't be without. */
export const neededOfContact = ['external_id', 'account_external_id', 'name', 'roles'] as const;

/** The fields that say something about the person, whatever the account. */
export const personFields = [
  'name',
  'email',
  'phone',
  'title',
  'seniority',
  'preferred_channel',
  'language',
  'time_zone',
  'hours_from',
  'hours_until',
  'reports_to_external_id',
] as const satisfies readonly (keyof ContactFileValues)[];

/** The rules that mutations hold as well, as far as no database is needed. Hours are checked as they will stand. */
export function checkContactRow(row: ImportRow<ContactFileValues>): void {
  const { values } = row;
  row.requireFilled(neededOfContact);
  row.check((problems) => {
    const { name, email, phone, title, seniority, language } = values;
    checkContactValues(
      {
        name: name ?? undefined,
        email,
        phone,
        title,
        seniority,
        language,
        preferredChannel: values.preferred_channel,
        timeZone: values.time_zone,
      },
      problems,
    );
    if (values.roles) checkContactRoles(values.roles, problems);
  });
  if (values.reports_to_external_id && values.reports_to_external_id === values.external_id) {
    row.refuse(
      'reports_to_external_id',
      'Nobody reports to themselves.',
      'Name somebody else, or leave it empty.',
    );
  }
}

/**
 * Holds that all rows of a person say the same about them: else each import of the file would change them anew. Keeps
 * a character of each field, which is small, and overlooks one difference in 65,536.
 */
export class PersonsSeen {
  private readonly seen = new Map<string, { line: number; print: string }>();

  check(row: ImportRow<ContactFileValues>): void {
    const { values } = row;
    const print = personFields.map((field) => fingerprint(values[field])).join('');
    const first = this.seen.get(values.external_id ?? '');
    if (first === undefined) {
      this.seen.set(values.external_id ?? '', { line: row.line, print });
      return;
    }
    personFields.forEach((field, index) => {
      if (print[index] === first.print[index]) return;
      const message = `Line ${first.line} says something else about the same person.`;
      row.refuse(field, message, 'Say the same in all rows of a person.');
    });
  }
}

/** One UTF-16 unit made of the whole value (FNV-1a, folded). */
function fingerprint(value: string | null | undefined): string {
  let hash = value === undefined ? 1 : value === null ? 2 : 0x811c9dc5;
  for (let at = 0; at < (value?.length ?? 0); at += 1) {
    hash = Math.imul(hash ^ (value?.charCodeAt(at) ?? 0), 0x01000193);
  }
  return String.fromCharCode((hash ^ (hash >>> 16)) & 0xffff);
}
