import {
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLOutputType,
} from 'graphql';
import { NotCompiled, type LeafForm } from './plan';

/**
 * How the SQL of a field becomes JSON, by the field's type:
 * - `escaped`: as JSON makes it, with whatever has to be escaped in a text; times become RFC 3339
 * - `quoted`: between quotes as it is, for texts that need no escapes
 * - `bare`: as it is: numbers, booleans, JSON
 * - `array`: a PostgreSQL array of texts or numbers
 */
const ofScalar: Readonly<Record<string, LeafForm>> = {
  String: 'escaped',
  ID: 'escaped',
  DateTime: 'escaped',
  Date: 'quoted',
  LocalTime: 'quoted',
  Int64: 'quoted',
  Int: 'bare',
  // From numerics of at most 15 digits, without zeros at their end: those PostgreSQL and JavaScript write alike.
  Float: 'bare',
  Boolean: 'bare',
  JSON: 'bare',
};

/** The form of a field's values; `where` is the field, for the message. */
export function leafForm(type: GraphQLOutputType, where: string): LeafForm {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isListType(nullable)) {
    const ofElements = leafForm(nullable.ofType as GraphQLOutputType, where);
    // As `array_to_json` writes them: texts in quotes, whole numbers and booleans bare.
    if (ofElements === 'escaped' || isEnumType(getNamedType(nullable)) || isBare(getNamedType(nullable).name))
      return 'array';
    throw new NotCompiled(`${where}: SQL can't write a list of these as JavaScript does`);
  }
  if (isEnumType(nullable)) {
    if (nullable.getValues().every(({ name, value }) => name === value)) return 'quoted';
    throw new NotCompiled(`${where} is of an enum whose values have other names inside`);
  }
  const form = isScalarType(nullable) ? ofScalar[nullable.name] : undefined;
  if (form === undefined)
    throw new NotCompiled(`${where}: SQL can't write a ${nullable.name} as JavaScript does`);
  return form;
}

function isBare(scalar: string): boolean {
  return scalar === 'Int' || scalar === 'Boolean';
}

/** Whether an answer with such a field has to be written anew, since JSON has many spellings of one value. */
export function isOfAnyShape(type: GraphQLOutputType): boolean {
  return getNamedType(type).name === 'JSON';
}
