// Generated from schema.graphql and operations/ by `npm run schema`. Changes here are lost.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a member of the company is, and so what they may do. */
export type Role =
  /** Runs the deployment: members, keys, and everything that a leader does. */
  | 'ADMIN'
  /** A customer-success manager: sees and changes own and shared accounts. */
  | 'CSM'
  /** Reads everything, approves what goes out in the company’s name. */
  | 'EXECUTIVE'
  /** Leads the team: sees, changes and moves the whole book. */
  | 'LEADER'
  /** Reads the whole book, changes nothing. */
  | 'VIEWER';

/** What an API key may be used for. */
export type Scope =
  /** Read the whole book: accounts, contacts, teams, timelines, tasks, members. */
  | 'ACCOUNTS_READ'
  /** Read the book; create, change and move accounts, and change contacts. */
  | 'ACCOUNTS_WRITE'
  /** Load files of accounts, contacts, teams and timelines. */
  | 'IMPORT'
  /** Read the book; write timeline entries and tasks. */
  | 'TIMELINE_WRITE';

/** Who signs in. */
export type SignInInput = {
  /** The member’s e-mail address, in any case. */
  email: string;
  /** The member’s password. */
  password: string;
};

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn:
    | { __typename: 'SignInPayload', token: string, expiresAt: string, member: { id: string, name: string, role: Role } }
    | { __typename: 'SignInRefused', message: string }
    | { __typename: 'TooManyAttempts', message: string, retryAfterSeconds: number }
   };

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { me: { role: Role | null, apiKeyName: string | null, scopes: Array<Scope>, abilities: Array<string>, member: { id: string, name: string, email: string, title: string | null, timeZone: string, workStarts: string, workEnds: string, workDays: Array<number> } | null } | null };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut: { session: { id: string, revokedAt: string | null } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on SignInPayload {
      token
      expiresAt
      member {
        id
        name
        role
      }
    }
    ... on SignInRefused {
      message
    }
    ... on TooManyAttempts {
      message
      retryAfterSeconds
    }
  }
}
    `) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const WhoAmIDocument = new TypedDocumentString(`
    query WhoAmI {
  me {
    role
    apiKeyName
    scopes
    abilities
    member {
      id
      name
      email
      title
      timeZone
      workStarts
      workEnds
      workDays
    }
  }
}
    `) as unknown as TypedDocumentString<WhoAmIQuery, WhoAmIQueryVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  signOut {
    session {
      id
      revokedAt
    }
  }
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;