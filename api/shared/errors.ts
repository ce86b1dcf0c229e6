/** One thing that is wrong with an input: which field, what is wrong, and what to do instead. */
export interface Problem {
  /** Path of the field inside the input, for instance `owner.email` or `contacts.2.name`. */
  field: string;
  message: string;
  remedy: string;
}

/** Why a request was refused. Each code has one HTTP-independent meaning that clients may branch on. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'TOO_MANY_REQUESTS'
  | 'UNAVAILABLE';

/** A refusal that people are meant to read. Everything else that is thrown is masked and logged. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** What does not exist, and equally what the actor may not see. */
export class NotFound extends DomainError {
  constructor(what: string, field: string) {
    super('NOT_FOUND', `There is no such ${what}, or you may not see it.`, [
      { field, message: `No such ${what}.`, remedy: 'Use an id that a query gave you.' },
    ]);
  }
}

/** Nobody has said who they are. */
export class Unauthenticated extends DomainError {
  constructor() {
    super('UNAUTHENTICATED', 'Sign in first, or send an API key as "Authorization: Bearer …".');
  }
}

/** Seen, but not to be changed by this actor. */
export class Forbidden extends DomainError {
  constructor(message: string) {
    super('FORBIDDEN', message);
  }
}

/** Bad input: every problem of it, not only the first. */
export class BadInput extends DomainError {
  constructor(problems: readonly Problem[]) {
    super('BAD_USER_INPUT', problems.map((p) => `${p.field}: ${p.message} ${p.remedy}`).join(' '), problems);
  }
}

/**
 * An expected refusal that a client must branch on: a member of the mutation's result union.
 * `typename` is the GraphQL type, `details` its fields besides `message`.
 */
export abstract class Refusal extends DomainError {
  abstract readonly typename: string;
  abstract readonly details: Readonly<Record<string, unknown>>;
}

/** Somebody else changed the object since the caller read it. */
export class VersionConflictRefusal extends Refusal {
  readonly typename = 'VersionConflict';
  readonly details: { expectedVersion: number; currentVersion: number };

  constructor(expectedVersion: number, currentVersion: number) {
    super(
      'CONFLICT',
      'This was changed by somebody else in the meantime. Read it again and repeat your change.',
    );
    this.details = { expectedVersion, currentVersion };
  }
}

/** A value that has to be unique is taken. */
export class AlreadyTakenRefusal extends Refusal {
  readonly typename = 'AlreadyTaken';
  readonly details: { field: string; value: string };

  constructor(field: string, value: string) {
    super('CONFLICT', `${field}: "${value}" is taken. Choose another, or change the object that has it.`);
    this.details = { field, value };
  }
}
