import { BadInput } from '../../shared/errors';
import { globalId } from '../../shared/ids';
import type { Problems } from '../../shared/problems';

export const AttributeId = globalId('Attribute', 'att');
export const AccountAttributeId = globalId('AccountAttribute', 'aatt');

/** What the values of an attribute are. */
export enum AttributeType {
  TEXT = 'TEXT',
  NUMBER = 'NUMBER',
  DATE = 'DATE',
  BOOLEAN = 'BOOLEAN',
  CHOICE = 'CHOICE',
}

/** How many attributes may be declared, and how many of an account are set at once. */
export const mostAttributes = 200;
export const mostValuesAtOnce = 50;
/** How many attributes one filter may ask for. */
export const mostFiltered = 5;
const mostChoices = 100;
const longestText = 500;
/** Numbers have eleven digits before the point and four behind it: so many survive a JavaScript number unchanged. */
const largestNumber = 99_999_999_999.9999;
const digitsBehindThePoint = 4;

/** A value as clients send it: one of these at most. */
export interface AttributeValue {
  readonly text?: string | null;
  readonly number?: number | null;
  readonly date?: string | null;
  readonly boolean?: boolean | null;
}

/** Of which field of a value the values of a type are. */
const fieldOf: Readonly<Record<AttributeType, keyof AttributeValue>> = {
  [AttributeType.TEXT]: 'text',
  [AttributeType.CHOICE]: 'text',
  [AttributeType.NUMBER]: 'number',
  [AttributeType.DATE]: 'date',
  [AttributeType.BOOLEAN]: 'boolean',
};

/** What an attribute says of itself. */
export interface Declared {
  readonly key: string;
  readonly type: AttributeType;
  readonly choices: readonly string[];
}

/** Checks what an attribute is to be called by programs; it stays for good. */
export function checkKey(key: string, problems: Problems): void {
  problems.require(
    /^[a-z][a-z0-9_]{0,59}$/.test(key),
    'key',
    `"${key}" is no key.`,
    'Use small letters, digits and underscores, a letter first, 60 at most: for instance crm_region.',
  );
}

/** Checks what an attribute is to be called by people. */
export function checkNames(
  { name, description }: { name?: string | null; description?: string | null },
  problems: Problems,
): void {
  if (typeof name === 'string') problems.text(name, 'name', 100);
  problems.optionalText(description, 'description', 1_000);
}

/** Checks the choices of an attribute: some where its values are chosen, and none where they aren't. */
export function checkChoices(type: AttributeType, choices: readonly string[], problems: Problems): void {
  if (type !== AttributeType.CHOICE) {
    problems.require(
      choices.length === 0,
      'choices',
      `A ${type} has no choices.`,
      'Leave them out, or declare a CHOICE.',
    );
    return;
  }
  problems.require(
    choices.length > 0 && choices.length <= mostChoices,
    'choices',
    `There are ${choices.length} choices.`,
    `Give 1 to ${mostChoices}.`,
  );
  choices.forEach((choice, at) => problems.text(choice, `choices.${at}`, 100));
  problems.require(
    new Set(choices).size === choices.length,
    'choices',
    'A choice is there twice.',
    'Give each once.',
  );
}

/**
 * Checks that a value is of the attribute's type. Gives the value, or null where none is given, which removes what
 * was there.
 */
export function checkValue(
  declared: Declared,
  value: AttributeValue,
  where: string,
  problems: Problems,
): string | number | boolean | null {
  const wanted = fieldOf[declared.type];
  const { text, number, date, boolean } = value;
  for (const [name, given] of Object.entries({ text, number, date, boolean })) {
    problems.require(
      name === wanted || (given ?? null) === null,
      `${where}.${name}`,
      `The attribute ${declared.key} is a ${declared.type}.`,
      `Give its value as ${wanted}.`,
    );
  }
  if (typeof text === 'string') checkText(declared, text, `${where}.text`, problems);
  if (typeof number === 'number') checkNumber(number, `${where}.number`, problems);
  return value[wanted] ?? null;
}

function checkText({ type, choices }: Declared, text: string, field: string, problems: Problems): void {
  if (type === AttributeType.CHOICE) problems.oneOf(text, choices, field);
  else problems.text(text, field, longestText);
}

function checkNumber(number: number, field: string, problems: Problems): void {
  const scaled = Number(number.toFixed(digitsBehindThePoint));
  problems.require(
    Math.abs(number) <= largestNumber && scaled === number,
    field,
    `${number} can’t be kept exactly.`,
    `Use eleven digits before the point and ${digitsBehindThePoint} behind it at most.`,
  );
}

/** One attribute that a filter asks for, as clients send it. */
export interface AskedAttribute {
  readonly key: string;
  readonly text?: string | null;
  readonly numberFrom?: number | null;
  readonly numberTo?: number | null;
  readonly dateFrom?: string | null;
  readonly dateTo?: string | null;
  readonly boolean?: boolean | null;
}

/** What can be asked of an attribute, in the order in which it is said. */
export const askable = ['text', 'numberFrom', 'numberTo', 'dateFrom', 'dateTo', 'boolean'] as const;

/** What is asked of each attribute, for instance `numberFrom numberTo`; a BAD_USER_INPUT for what can't be asked. */
export function questionsOf(asked: readonly AskedAttribute[]): string[] {
  const field = 'filter.attributes';
  if (asked.length > mostFiltered) {
    const remedy = `Ask for ${mostFiltered} at most.`;
    throw new BadInput([{ field, message: `${asked.length} attributes are asked for.`, remedy }]);
  }
  return asked.map((one, at) => {
    const names = askable.filter((name) => (one[name] ?? null) !== null);
    const kinds = new Set(names.map((name) => name.replace(/From|To$/, '')));
    if (kinds.size === 1) return names.join(' ');
    const remedy = 'Give text, or numberFrom and numberTo, or dateFrom and dateTo, or boolean.';
    const message = kinds.size === 0 ? 'Nothing is asked of it.' : 'It can’t be of several types at once.';
    throw new BadInput([{ field: `${field}.${at}`, message, remedy }]);
  });
}
