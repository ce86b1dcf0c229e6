/**
 * Marks a field that leads to another type: `owner!: Related<Member>`. Files of types import each other in circles,
 * and the alias keeps the compiler from writing the other class into this one's metadata before it exists.
 */
export type Related<Type> = Type;

/** The body of a field with arguments that the declared reads answer. */
export function answeredByReads(): never {
  throw new Error('This field is answered by the declared reads, which were not bound to the schema.');
}
