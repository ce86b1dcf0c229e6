import { z } from 'zod';
import { BadInput } from '../../shared/errors';
import { ImportKind } from './import.rules';
import { parseDecimal } from './decimal.rules';

const decimalText = z
  .string()
  .refine((value) => parseDecimal(value) !== null, 'must be a decimal number as a text, such as "12"');

const rule = z
  .strictObject({
    /** The column that the value comes from. */
    column: z.string().min(1).optional(),
    /** The same value for every row. */
    constant: z.string().optional(),
    /** A text with {rowNumber} (1 for the first row) and {name of a column} in it. */
    template: z.string().min(1).optional(),
    /** What stands in for an empty cell. */
    default: z.string().optional(),
    /** What each text of the file means; a text that is not listed refuses its row. An empty meaning empties. */
    values: z.record(z.string(), z.string()).optional(),
    /** How the file writes days, in Luxon's tokens: dd.MM.yyyy. */
    dateFormat: z.string().min(1).optional(),
    /** Multiplies a decimal number, exactly: "12" makes a year of a month. */
    multiply: decimalText.optional(),
    /** The value counts months back from this day (YYYY-MM-DD). */
    monthsBefore: z.iso.date().optional(),
  })
  .refine(
    ({ column, constant, template }) =>
      [column, constant, template].filter((given) => given !== undefined).length === 1,
    'needs exactly one of column, constant and template',
  );

const schema = z.strictObject({
  description: z.string().optional(),
  kind: z.enum(ImportKind).optional(),
  source: z.string().min(1).max(60).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).default(','),
  fields: z
    .record(
      z.string(),
      z.preprocess(
        (value) => (typeof value === 'string' ? { column: value } : value),
        z.union([z.null(), rule], { error: 'must be the name of a column, an object, or null' }),
      ),
    )
    .default({}),
});

/** Where the value of a field comes from, and what is done to it, in the order of the schema above. */
export type FieldRule = z.infer<typeof rule>;

/** Says from which columns of a file the fields come. A field that is not named comes from the column of its name. */
export type Mapping = z.infer<typeof schema>;

/** Every column has the name of its field. */
export const plainMapping: Mapping = schema.parse({});

/** Checks a mapping that came as JSON; a BAD_USER_INPUT names everything that is wrong with it. */
export function parseMapping(json: string): Mapping {
  const parsed = schema.safeParse(fromJson(json));
  if (parsed.success) return parsed.data;
  throw new BadInput(
    flat(parsed.error.issues).map(({ path, message }) => ({
      field: ['mapping', ...path].join('.'),
      message: `It ${message}.`.replace(/^It (?=[A-Z])/, '').replace(/\.\.$/, '.'),
      remedy: 'docs/imports/README.md describes mappings.',
    })),
  );
}

/** The mapping, with the same value in every row for some of its fields. */
export function withConstants(mapping: Mapping, constants: ReadonlyMap<string, string>): Mapping {
  const rules = [...constants].map(([field, constant]) => [field, { constant }] as const);
  return { ...mapping, fields: { ...mapping.fields, ...Object.fromEntries(rules) } };
}

function fromJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new BadInput([
      {
        field: 'mapping',
        message: `It is no JSON: ${(error as Error).message}.`,
        remedy: 'Correct it; docs/imports/README.md has examples.',
      },
    ]);
  }
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly errors?: readonly (readonly Issue[])[];
}

/** The issues inside of a union's last branch tell more than that no branch fits. */
function flat(issues: readonly z.core.$ZodIssue[]): { path: PropertyKey[]; message: string }[] {
  return (issues as readonly Issue[]).flatMap((issue): { path: PropertyKey[]; message: string }[] => {
    const inner = issue.errors?.at(-1) ?? [];
    const isAboutTheWhole = inner.some(
      ({ path, message }) => path.length === 0 && message.startsWith('Invalid'),
    );
    if (inner.length === 0 || isAboutTheWhole) return [{ path: [...issue.path], message: issue.message }];
    return inner.map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
  });
}
