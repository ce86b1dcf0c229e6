import {
  GraphQLError,
  isNonNullType,
  Kind,
  valueFromAST,
  visit,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type ValueNode,
} from 'graphql';
import { Given, type Decider, type RequestValues } from '../given';
import type { GivenArguments } from '../lists';

/** The arguments of a field, each known already or to be read from the variables of a request. */
export function givenArguments(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  decider: Decider,
): GivenArguments {
  const written = new Map(node.arguments?.map((argument) => [argument.name.value, argument.value]));
  const given: Record<string, Given<unknown>> = {};
  for (const argument of field.args) {
    const value = givenArgument(argument, written.get(argument.name), decider);
    if (value !== null) given[argument.name] = value;
  }
  return given;
}

function givenArgument(
  argument: GraphQLArgument,
  written: ValueNode | undefined,
  decider: Decider,
): Given<unknown> | null {
  if (written === undefined)
    return argument.defaultValue === undefined ? null : Given.known(argument.defaultValue);
  if (written.kind === Kind.VARIABLE) return ofVariable(argument, written.name.value, decider);
  const read = ({ variables }: Pick<RequestValues, 'variables'>): unknown => {
    const value = valueFromAST(written, argument.type, variables);
    if (value === undefined) throw new GraphQLError(`Argument "${argument.name}" has an invalid value.`);
    return value;
  };
  return namesVariables(written) ? Given.inRequest(decider, read) : Given.known(read({ variables: {} }));
}

/** A variable that wasn't given leaves the argument out, as if it weren't written. */
function ofVariable(argument: GraphQLArgument, name: string, decider: Decider): Given<unknown> | null {
  const isGiven = decider.decide(({ variables }) => Object.hasOwn(variables, name)) as boolean;
  if (!isGiven) return argument.defaultValue === undefined ? null : Given.known(argument.defaultValue);
  // Asked at once: a statement need not read every argument, and has to be refused all the same.
  if (isNonNullType(argument.type) && decider.decide(({ variables }) => variables[name] === null))
    throw new GraphQLError(`"${argument.name}" must not be null.`);
  return Given.inRequest(decider, ({ variables }) => variables[name]);
}

function namesVariables(value: ValueNode): boolean {
  let found = false;
  visit(value, {
    Variable() {
      found = true;
    },
  });
  return found;
}
