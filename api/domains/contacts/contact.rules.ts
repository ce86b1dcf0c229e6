import { globalId } from '../../shared/ids';
import { earliestDay, type Problems } from '../../shared/problems';

export const ContactId = globalId('Contact', 'con');
export const AccountContactId = globalId('AccountContact', 'acon');

/** What a person is to an account; one person can be several things. */
export enum ContactRole {
  DECISION_MAKER = 'DECISION_MAKER',
  ECONOMIC_BUYER = 'ECONOMIC_BUYER',
  CHAMPION = 'CHAMPION',
  USER = 'USER',
  TECHNICAL = 'TECHNICAL',
  BILLING = 'BILLING',
  BLOCKER = 'BLOCKER',
  INFLUENCER = 'INFLUENCER',
}

/** How high a person stands in their company. */
export enum Seniority {
  C_LEVEL = 'C_LEVEL',
  VICE_PRESIDENT = 'VICE_PRESIDENT',
  DIRECTOR = 'DIRECTOR',
  MANAGER = 'MANAGER',
  INDIVIDUAL = 'INDIVIDUAL',
}

/** How a person likes to be reached. */
export enum ContactChannel {
  EMAIL = 'EMAIL',
  PHONE = 'PHONE',
  VIDEO = 'VIDEO',
  IN_PERSON = 'IN_PERSON',
  LETTER = 'LETTER',
  SMS = 'SMS',
}

/** What a contact is made of, as a person, an integration or a file gives it; undefined means "not said". */
export interface ContactValues {
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly seniority?: string | null | undefined;
  readonly preferredChannel?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly hoursFrom?: string | null | undefined;
  readonly hoursUntil?: string | null | undefined;
}

/** Checks the values that are given, whoever gives them. Hours are checked together: pass both as they will stand. */
export function checkContactValues(values: ContactValues, problems: Problems, at = ''): void {
  const { name, email, phone, title, seniority, preferredChannel, language, timeZone } = values;
  if (isGiven(name)) problems.text(name, `${at}name`);
  if (isGiven(email)) problems.email(email, `${at}email`);
  problems.optionalText(phone, `${at}phone`, 50);
  problems.optionalText(title, `${at}title`);
  if (isGiven(seniority)) problems.oneOf(seniority, Object.values(Seniority), `${at}seniority`);
  if (isGiven(preferredChannel))
    problems.oneOf(preferredChannel, Object.values(ContactChannel), `${at}preferredChannel`);
  if (isGiven(language)) problems.language(language, `${at}language`);
  if (isGiven(timeZone)) problems.timeZone(timeZone, `${at}timeZone`);
  checkHours(values.hoursFrom ?? null, values.hoursUntil ?? null, problems, at);
}

function checkHours(from: string | null, until: string | null, problems: Problems, at: string): void {
  if (from === null && until === null) return;
  if (from === null || until === null) {
    const missing = from === null ? 'hoursFrom' : 'hoursUntil';
    problems.add(
      `${at}${missing}`,
      'Only one end of the hours is given.',
      'Give both hoursFrom and hoursUntil, or neither.',
    );
    return;
  }
  // Times of day as HH:MM sort like the times themselves.
  problems.require(
    from < until,
    `${at}hoursUntil`,
    `${until} is not after ${from}.`,
    'Give a later time of the same day.',
  );
}

/** Checks what a person is to an account: at least one role, each once, known. */
export function checkContactRoles(roles: readonly string[], problems: Problems, field = 'roles'): void {
  problems.require(
    roles.length > 0,
    field,
    'There is none.',
    'Give at least one role; USER where you know no better.',
  );
  roles.forEach((role, index) => problems.oneOf(role, Object.values(ContactRole), `${field}.${index}`));
  problems.require(
    new Set(roles).size === roles.length,
    field,
    'A role is there twice.',
    'Give each role once.',
  );
}

/** Checks the days between which a person belongs to an account. `today` is the account's own calendar day. */
export function checkStay(
  joinedOn: string | null,
  leftOn: string | null,
  today: string,
  problems: Problems,
  at = '',
): void {
  for (const [field, day] of Object.entries({ joinedOn, leftOn })) {
    problems.require(
      day === null || day >= earliestDay,
      `${at}${field}`,
      `${day} is too long ago.`,
      'Give a day from 1900 on.',
    );
  }
  problems.require(
    joinedOn === null || leftOn === null || joinedOn <= leftOn,
    `${at}leftOn`,
    `${leftOn} is before ${joinedOn}, the day of joining.`,
    'Give the same or a later day, or correct joinedOn.',
  );
  problems.require(
    leftOn === null || leftOn <= today,
    `${at}leftOn`,
    `${leftOn} has not come yet: it is ${today} at the account.`,
    'Say it when they have left; until then, create a task for that day.',
  );
}

function isGiven(value: string | null | undefined): value is string {
  return value !== null && value !== undefined;
}
