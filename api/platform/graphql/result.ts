import { createUnionType, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { Refusal } from '../../shared/errors';

/** Optimistic concurrency: the caller's version is not the current one. */
@ObjectType({
  description:
    'Somebody else changed this since you read it. Nothing was changed: read it again and repeat your change.',
})
export class VersionConflict {
  @Field(() => String, { description: 'What happened, for people.' })
  message!: string;

  @Field(() => Int, { description: 'The version that you sent.' })
  expectedVersion!: number;

  @Field(() => Int, { description: 'The version that it has now.' })
  currentVersion!: number;
}

/** A unique value is in use. */
@ObjectType({ description: 'A value that has to be unique is in use. Nothing was changed.' })
export class AlreadyTaken {
  @Field(() => String, { description: 'What happened, for people.' })
  message!: string;

  @Field(() => String, { description: 'The field of the input that holds the value.' })
  field!: string;

  @Field(() => String, { description: 'The value that is in use.' })
  value!: string;
}

/** The union of a mutation's payload and the refusals that its clients must branch on. */
export function resultUnion<Members extends readonly ClassType[]>(
  name: string,
  description: string,
  members: () => Members,
) {
  return createUnionType({
    name,
    description,
    types: members,
    resolveType: (value: object) => (value as { __typename: string }).__typename,
  });
}

/** Answers with the payload, or with the refusal that the work ended in; other errors go on. */
export async function resultOf<Payload extends object>(
  typename: string,
  work: Promise<Payload>,
): Promise<object> {
  try {
    return { __typename: typename, ...(await work) };
  } catch (error) {
    if (error instanceof Refusal)
      return { __typename: error.typename, message: error.message, ...error.details };
    throw error;
  }
}
