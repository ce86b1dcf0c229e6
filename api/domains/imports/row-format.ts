import { BadInput, type Problem } from '../../shared/errors';
import { columnsOfTemplate, FieldReader } from './field-reader';
import type { Fields } from './field-types';
import type { FieldRule, Mapping } from './mapping.schema';

/** What a kind of file has to have. */
export interface FormatNeeds {
  readonly fields: Fields;
  /** Without these no row can be told from another. */
  readonly key: readonly string[];
  /** Without these, besides the key, nothing new can be made. */
  readonly neededToCreate: readonly string[];
}

/** How the rows of one file are read: its header and the mapping put together. */
export interface RowFormat {
  readonly width: number;
  readonly readers: readonly FieldReader[];
  readonly ignoredColumns: readonly string[];
}

/** Puts header and mapping together; a BAD_USER_INPUT names everything that is missing or doesn't fit. */
export function rowFormat(
  header: readonly string[],
  mapping: Mapping,
  needs: FormatNeeds,
  options: { readonly updateOnly: boolean; readonly shiftDays: number },
): RowFormat {
  const columns = new Map(header.map((name, index) => [name.trim(), index]));
  const rules = rulesOf(header, mapping, needs.fields);
  const problems = [
    ...unknownFields(mapping, needs.fields),
    ...unknownColumns(rules, columns),
    ...repeatedColumns(header, rules),
    ...missingFields(header, rules, needs, options.updateOnly),
  ];
  if (problems.length > 0) throw new BadInput(problems);
  const used = new Set([...rules.values()].flatMap(columnsOf));
  return {
    width: header.length,
    readers: [...rules].flatMap(([field, rule]) => {
      const type = needs.fields[field];
      return type === undefined ? [] : [new FieldReader(field, type, rule, columns, options.shiftDays)];
    }),
    ignoredColumns: [...columns.keys()].filter((name) => !used.has(name)),
  };
}

function rulesOf(header: readonly string[], mapping: Mapping, fields: Fields): Map<string, FieldRule> {
  const byName = new Map(header.map((name) => [fieldName(name), name.trim()]));
  const rules = new Map<string, FieldRule>();
  for (const field of Object.keys(fields)) {
    const rule = mapping.fields[field];
    const column = byName.get(field);
    if (rule) rules.set(field, rule);
    else if (rule === undefined && column !== undefined) rules.set(field, { column });
  }
  return rules;
}

/** `Time zone` and `time-zone` name the field `time_zone`. */
function fieldName(column: string): string {
  return column
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

function columnsOf(rule: FieldRule): string[] {
  if (rule.column !== undefined) return [rule.column];
  return rule.template === undefined ? [] : columnsOfTemplate(rule.template);
}

function unknownFields(mapping: Mapping, fields: Fields): Problem[] {
  return Object.keys(mapping.fields)
    .filter((field) => !Object.hasOwn(fields, field))
    .map((field) => ({
      field: `mapping.fields.${field}`,
      message: 'There is no such field.',
      remedy: `The fields are ${Object.keys(fields).join(', ')}.`,
    }));
}

function unknownColumns(rules: Map<string, FieldRule>, columns: ReadonlyMap<string, number>): Problem[] {
  return [...rules].flatMap(([field, rule]) =>
    columnsOf(rule)
      .filter((name) => !columns.has(name))
      .map((name) => ({
        field: `mapping.fields.${field}`,
        message: `The file has no column "${name}".`,
        remedy: `Its columns are ${listed([...columns.keys()])}.`,
      })),
  );
}

function repeatedColumns(header: readonly string[], rules: Map<string, FieldRule>): Problem[] {
  const names = header.map((name) => name.trim());
  const used = new Set([...rules.values()].flatMap(columnsOf));
  const twice = names.filter((name, index) => names.indexOf(name) !== index && used.has(name));
  return [...new Set(twice)].map((name) => ({
    field: 'file',
    message: `It has the column "${name}" twice.`,
    remedy: 'Rename or remove one of them.',
  }));
}

function missingFields(
  header: readonly string[],
  rules: Map<string, FieldRule>,
  needs: FormatNeeds,
  updateOnly: boolean,
): Problem[] {
  const wanted = updateOnly ? needs.key : [...new Set([...needs.key, ...needs.neededToCreate])];
  const missing = wanted.filter((field) => !rules.has(field));
  if (missing.length === 0) return [];
  const separator =
    header.length === 1 ? [';', '\t', '|'].find((mark) => header[0]?.includes(mark)) : undefined;
  const remedy =
    separator === undefined
      ? `Add ${missing.length === 1 ? 'the column' : 'these columns'}, say in a mapping where they come from, or import with updateOnly to change only what is there.`
      : `The header looks separated by ${JSON.stringify(separator)}: say so as "delimiter" in a mapping.`;
  return [{ field: 'file', message: `It has no ${missing.join(', ')}.`, remedy }];
}

function listed(names: readonly string[]): string {
  return names.length > 60 ? `${names.slice(0, 60).join(', ')} …` : names.join(', ');
}
