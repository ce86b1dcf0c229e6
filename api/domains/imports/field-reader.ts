import { DateTime } from 'luxon';
import { formatDecimal, multiply, parseDecimal } from './decimal.rules';
import { Unreadable, type FieldType } from './field-types';
import type { FieldRule } from './mapping.schema';

const longestToldValue = 200;

/** Takes one field's value out of the rows of one file. */
export class FieldReader {
  private readonly take: (cells: readonly string[], rowNumber: number) => string;

  constructor(
    readonly field: string,
    private readonly type: FieldType<unknown>,
    private readonly rule: FieldRule,
    columns: ReadonlyMap<string, number>,
    private readonly shiftDays: number,
  ) {
    this.take = taker(rule, columns);
  }

  /** The column's name, or null where the value comes from the mapping. */
  get column(): string | null {
    return this.rule.column ?? null;
  }

  /** What the file says, as it stands there. */
  told(cells: readonly string[], rowNumber: number): string {
    return this.take(cells, rowNumber).slice(0, longestToldValue);
  }

  /** The value, or null where it is empty. */
  read(cells: readonly string[], rowNumber: number): unknown {
    const raw = this.take(cells, rowNumber);
    if (raw.includes('\0')) {
      return new Unreadable('It contains a NUL character.', 'Remove that character.');
    }
    if (raw.includes('\uFFFD')) {
      return new Unreadable(
        'It has bytes that are not UTF-8.',
        'Save the file as UTF-8 and import it again.',
      );
    }
    const trimmed = raw.trim();
    if (trimmed === '' && this.rule.default === undefined) return null;
    const converted = convert(this.rule, trimmed === '' ? (this.rule.default ?? '') : trimmed);
    if (converted instanceof Unreadable) return converted;
    if (converted === '') return null;
    const untouched = this.type.untrimmed === true && converted === trimmed;
    return this.type.parse(untouched ? raw : converted, this.shiftDays);
  }
}

/** The columns that a template names, {rowNumber} left out. */
export function columnsOfTemplate(template: string): string[] {
  return [...template.matchAll(placeholder)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'rowNumber');
}

const placeholder = /\{([^{}]+)\}/g;

function taker(rule: FieldRule, columns: ReadonlyMap<string, number>): FieldReader['take'] {
  const { column, constant, template } = rule;
  const cell = (cells: readonly string[], name: string): string => cells[columns.get(name) ?? -1] ?? '';
  if (column !== undefined) return (cells) => cell(cells, column);
  if (template === undefined) return () => constant ?? '';
  return (cells, rowNumber) =>
    template.replace(placeholder, (_all, name: string) =>
      name === 'rowNumber' ? String(rowNumber) : cell(cells, name),
    );
}

function convert(rule: FieldRule, given: string): string | Unreadable {
  let value: string | Unreadable = given;
  for (const step of steps) {
    if (value instanceof Unreadable || value === '') return value;
    value = step(rule, value);
  }
  return value;
}

const steps: readonly ((rule: FieldRule, value: string) => string | Unreadable)[] = [
  ({ values }, value) => {
    if (values === undefined) return value;
    const known = Object.keys(values).join(', ');
    return Object.hasOwn(values, value)
      ? (values[value] ?? '')
      : new Unreadable(
          'The mapping doesn’t say what it means.',
          `Use one of ${known}, or add it to "values".`,
        );
  },
  ({ dateFormat }, value) => {
    if (dateFormat === undefined) return value;
    const date = DateTime.fromFormat(value, dateFormat, { zone: 'utc' });
    return date.isValid
      ? date.toISODate()
      : new Unreadable(
          `It is no day in the format ${dateFormat}.`,
          'Correct it, or the mapping’s dateFormat.',
        );
  },
  ({ multiply: by }, value) => {
    const factor = by === undefined ? null : parseDecimal(by);
    const number = parseDecimal(value);
    if (factor === null || number === null) return value;
    return formatDecimal(multiply(number, factor));
  },
  ({ monthsBefore }, value) => {
    if (monthsBefore === undefined) return value;
    if (!/^\d{1,4}$/.test(value)) {
      return new Unreadable('It is no number of months.', 'Write digits only, such as 18.');
    }
    const day = DateTime.fromISO(monthsBefore, { zone: 'utc' }).minus({ months: Number(value) });
    return day.toISODate() ?? value;
  },
];
