import { GraphQLError } from 'graphql';
import type { Problem } from '../../shared/errors';

/** What GraphQL adds where it guesses a name; it is left out where the schema is not to be told. */
const guess = / ?Did you mean .+\?$/;

/** Where in a variable the value is, as GraphQL writes it at the end: `at "input.domains[0]"`. */
const place = / at "\w+((?:\.\w+|\[\d+\])+)"$/;

/** How what GraphQL says of values can be mended. The first that fits counts. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [/ is not defined by type /, 'Leave it out, or write it as the schema has it.'],
  [/ was not provided\.$| not to be null\.$| must not be null\.$/, 'Give it a value.'],
  [/^Value ".*" does not exist in ".*" enum/, 'Use one of the values that the schema lists.'],
];

/** What GraphQL says without guessing at what was meant. */
export function withoutGuess(message: string): string {
  return message.replace(guess, '');
}

/** Whether an error says that an argument got what it can't take, by a variable that was null for instance. */
export function isArgumentError(error: unknown): error is GraphQLError {
  return (
    error instanceof GraphQLError &&
    /^Argument "\w+" (of (non-null|required) type|has invalid value) /.test(error.message)
  );
}

/**
 * A variable or argument that doesn't fit its type, as a problem with field, message and remedy: in the form that the
 * rules of the domains have, so that clients show both alike. `told` is the message that the client gets.
 */
export function valueProblem(told: string, cause: unknown): Problem {
  const reason = cause instanceof GraphQLError ? withoutGuess(cause.message) : '';
  const [, name = ''] = /^(?:Variable "\$|Argument ")(\w+)"/.exec(told) ?? [];
  const plain = withoutGuess(told);
  if (!plain.endsWith(`; ${reason}`)) return problem([name], told);
  const before = plain.slice(0, -reason.length - 2);
  const path = place.exec(before)?.[1]?.match(/\w+/g) ?? [];
  const [, within] = /^Field "(\w+)" /.exec(reason) ?? [];
  return problem([name, ...path, ...(within === undefined ? [] : [within])], told.slice(before.length + 2));
}

/** A value inside an input that doesn't fit its type, as GraphQL says it of the place. */
export function inputProblem(path: readonly (string | number)[], error: GraphQLError): Problem {
  const message = withoutGuess(error.message);
  const [, within] = /^Field "(\w+)" /.exec(message) ?? [];
  return problem([...path.map(String), ...(within === undefined ? [] : [within])], message);
}

function problem(path: readonly string[], what: string): Problem {
  // Mutations have one argument, and problems name what is inside of it.
  const field = (path.length > 1 && path[0] === 'input' ? path.slice(1) : path).join('.');
  const [message = what, example] = what.split(/ (?=Write it like )/);
  const remedy = example ?? remedies.find(([pattern]) => pattern.test(withoutGuess(what)))?.[1];
  return { field, message, remedy: remedy ?? 'Give a value of the type that the schema says.' };
}
