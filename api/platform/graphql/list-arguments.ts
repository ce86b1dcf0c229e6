import { coerceInputValue, type GraphQLSchema } from 'graphql';
import { BadInput, type Problem } from '../../shared/errors';
import { inputProblem } from './value-problems';

/**
 * Arguments that were kept as JSON, as a field of `Query` takes them today: with the defaults of what was left out.
 * Null leaves an argument out. Throws a BAD_USER_INPUT that names what doesn't fit.
 */
export function listArguments(
  schema: GraphQLSchema,
  query: string,
  kept: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const field = schema.getQueryType()?.getFields()[query];
  if (field === undefined) throw new Error(`The schema has no query ${query}.`);
  const problems: Problem[] = [];
  const given: Record<string, unknown> = {};
  for (const { name, type, defaultValue } of field.args) {
    const value = kept[name] ?? undefined;
    if (value === undefined) given[name] = defaultValue;
    else {
      given[name] = coerceInputValue(value, type, (path, _value, error) => {
        problems.push(inputProblem([name, ...path], error));
      });
    }
  }
  if (problems.length > 0) throw new BadInput(problems);
  return given;
}
