import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { DateTime as LuxonDateTime } from 'luxon';

/** A scalar that is text on the wire and is checked, not changed, on its way in. */
function textScalar(name: string, description: string, accepts: (text: string) => boolean, example: string) {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new GraphQLError(`${JSON.stringify(value)} is no ${name}. Write it like ${example}.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** Answers are in UTC, where an offset may have led into the year 10000, or before the first. */
function hasFourDigitYear(text: string): boolean {
  const moment = LuxonDateTime.fromISO(text, { zone: 'utc' });
  return moment.isValid && moment.year >= 1 && moment.year <= 9999;
}

/** A moment. Comes with an offset; text as PostgreSQL's JSON has it, up to microseconds. */
export const DateTimeScalar = textScalar(
  'DateTime',
  'A moment in time with its offset, by RFC 3339, for instance 2026-03-01T09:30:00+01:00. Answers are in UTC.',
  (text) =>
    // PostgreSQL knows no year 0 and no offset of 16 hours or more.
    /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-](0\d|1[0-5]):[0-5]\d)$/.test(text) &&
    hasFourDigitYear(text),
  '"2026-03-01T09:30:00+01:00"',
);

/** A day that people mean as a day: no time, no zone. */
export const DateScalar = textScalar(
  'Date',
  'A calendar day without a time or zone, by ISO 8601, for instance 2026-03-01.',
  (text) => /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) && LuxonDateTime.fromISO(text).isValid,
  '"2026-03-01"',
);

/** A time of day, local to whom it belongs to. */
export const TimeScalar = textScalar(
  'LocalTime',
  'A time of day in the zone of whom it belongs to, from 00:00 to 23:59, for instance 09:00.',
  (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text),
  '"09:00"',
);

/** 64-bit integers travel as text, since JSON's numbers end at 2⁵³. */
export const Int64Scalar = textScalar(
  'Int64',
  'A whole number of up to 64 bits, written as text because JSON numbers lose digits beyond 2^53. For instance "12500000".',
  (text) => /^(0|-?[1-9]\d{0,18})$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text),
  '"12500000"',
);

/** Values of any shape, where the shape is not ours: what an audited column was and became. */
export const JsonScalar = new GraphQLScalarType({ name: 'JSON', description: 'Any JSON value.' });
