import { BadInput, type Problem } from './errors';

/** Days before it are slips of the pen: nobody whom we know was a customer then. */
export const earliestDay = '1900-01-01';

/** Collects what is wrong with an input, so that one answer names all of it. */
export class Problems {
  readonly found: Problem[] = [];

  add(field: string, message: string, remedy: string): void {
    this.found.push({ field, message, remedy });
  }

  /** Adds the problem unless the condition holds. */
  require(holds: boolean, field: string, message: string, remedy: string): void {
    if (!holds) this.add(field, message, remedy);
  }

  /** Fields that can be left out of a change, but not emptied by null. */
  notNull(values: object, ...fields: string[]): void {
    for (const field of fields) {
      const value: unknown = (values as Record<string, unknown>)[field];
      this.require(
        value !== null,
        field,
        'It can’t be empty.',
        'Give a value, or leave the field out to keep it.',
      );
    }
  }

  /** A required text: not blank, of characters that PostgreSQL can store, at most `max` of them. */
  text(value: string, field: string, max = 200): void {
    this.require(value.trim() !== '', field, 'It is empty.', 'Write at least one character.');
    this.optionalText(value, field, max);
  }

  /** A text that may be empty or missing. */
  optionalText(value: string | null | undefined, field: string, max = 200): void {
    if (value === null || value === undefined) return;
    this.require(!value.includes('\0'), field, 'It contains a NUL character.', 'Remove that character.');
    this.require(
      value.isWellFormed(),
      field,
      'It contains half of a character (a lone UTF-16 surrogate).',
      'Remove it, and take care not to cut texts within a character.',
    );
    this.require(
      value.length <= max,
      field,
      `It has ${value.length} characters.`,
      `Use ${max} characters at most.`,
    );
  }

  oneOf(value: string, allowed: readonly string[], field: string): void {
    this.require(
      allowed.includes(value),
      field,
      `"${value}" is not known.`,
      `Use one of ${allowed.join(', ')}.`,
    );
  }

  timeZone(value: string, field: string): void {
    this.require(
      isTimeZone(value),
      field,
      `"${value}" is no IANA time zone.`,
      'Use a name such as Europe/Berlin or America/New_York.',
    );
  }

  language(value: string, field: string): void {
    this.require(
      isLanguage(value),
      field,
      `"${value}" is no language tag.`,
      'Use a BCP 47 tag such as en, de or pt-BR.',
    );
  }

  email(value: string, field: string): void {
    this.require(
      isEmail(value),
      field,
      `"${value}" is no e-mail address.`,
      'Use an address such as ada@example.com.',
    );
  }

  country(value: string, field: string): void {
    this.require(
      /^[A-Z]{2}$/.test(value),
      field,
      `"${value}" is no country code.`,
      'Use an ISO 3166-1 code of two capital letters, such as DE.',
    );
  }

  /** Throws when anything was found. */
  throwIfAny(): void {
    if (this.found.length > 0) throw new BadInput(this.found);
  }
}

/** Asking Intl costs a tenth of a millisecond, and an import asks for a few zones a hundred thousand times. */
const zonesFound = new Set<string>();

export function isTimeZone(value: string): boolean {
  if (zonesFound.has(value)) return true;
  // Offsets such as +02:00 are accepted by Intl, but say nothing about clock changes.
  if (!/^[A-Za-z]/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
  } catch {
    return false;
  }
  if (zonesFound.size < 1000) zonesFound.add(value);
  return true;
}

export function isLanguage(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value).length === 1 && value.length <= 35;
  } catch {
    return false;
  }
}

/** Deliberately plain: one @, no blanks or control characters, a dot in the domain. The mail server has the last word. */
export function isEmail(value: string): boolean {
  return (
    value.length <= 254 &&
    value.isWellFormed() &&
    /^[^\s@<>"(),:;[\]\\\p{Cc}]+@[^\s@<>"(),:;[\]\\\p{Cc}]+\.[^\s@.<>"(),:;[\]\\\p{Cc}]+$/u.test(value)
  );
}
