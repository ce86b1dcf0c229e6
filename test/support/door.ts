import { createHash } from 'node:crypto';
import { createMainstayClient } from '../../web-schema/client/client';
import type { Caller, TestApi, TestMember } from './api';

/** The password of every member that `Door.person` makes. */
export const password = 'correct horse battery';

/** What `signIn` answers; which fields there are depends on the type. */
export interface SignIn {
  readonly __typename: 'SignInPayload' | 'SignInRefused' | 'TooManyAttempts';
  readonly token: string;
  readonly expiresAt: string;
  readonly member: { readonly email: string };
  readonly message: string;
  readonly retryAfterSeconds: number;
}

/** What `me` answers, or the error in its place. */
export interface Me {
  readonly me?: object | null;
  readonly code?: string;
  readonly message?: string;
}

const signInDocument = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename
  ... on SignInPayload { token expiresAt member { email } }
  ... on SignInRefused { message }
  ... on TooManyAttempts { message retryAfterSeconds } } }`;

/** The way into an API that trusts its proxy, by bare HTTP: with addresses, cookies and headers of one's own. */
export class Door {
  private people = 0;

  constructor(
    private readonly api: TestApi,
    private readonly admin: TestMember,
  ) {}

  /** A new member with a password, made as administrators make them. */
  async person(role = 'CSM'): Promise<{ id: string; email: string }> {
    const email = `person.${(this.people += 1)}@mainstay.example`;
    const input = { email, name: 'A Person', role, timeZone: 'Europe/Berlin', language: 'en', password };
    const made = await this.api.raw<{ createMember: { member: { id: string } } }>(
      this.admin,
      `mutation ($input: CreateMemberInput!) { createMember(input: $input) {
        ... on CreateMemberPayload { member { id } } } }`,
      { input },
    );
    return { id: made.createMember.member.id, email };
  }

  /** Tries to sign in, from a network address of its own unless one is given. */
  async signIn(email: string, word: string, address?: string): Promise<SignIn> {
    return (await this.knock(email, word, address)).signIn;
  }

  /** As `signIn`, with the headers of the answer. */
  async knock(
    email: string,
    word: string,
    address = `198.51.100.${(this.people += 1) % 250}`,
  ): Promise<{ headers: Headers; signIn: SignIn }> {
    const variables = { input: { email, password: word } };
    const headers = { 'x-forwarded-for': address, 'user-agent': 'a test' };
    const response = await this.post(signInDocument, headers, variables);
    const body = (await response.json()) as { data: { signIn: SignIn } };
    return { headers: response.headers, signIn: body.data.signIn };
  }

  /** Asks with these headers who one is. */
  async me(headers: Record<string, string>): Promise<Me> {
    const response = await this.post('{ me { member { email } role apiKeyName scopes abilities } }', headers);
    const body = (await response.json()) as {
      data?: { me: object | null };
      errors?: { message: string; extensions: { code: string } }[];
    };
    const error = body.errors?.[0];
    return error ? { code: error.extensions.code, message: error.message } : { me: body.data?.me ?? null };
  }

  /** Asks with a token who one is. */
  whoHas(token: string): Promise<Me> {
    return this.me({ authorization: `Bearer ${token}` });
  }

  /** Somebody who sends this token. */
  caller(token: string): Caller {
    return { token, client: createMainstayClient({ url: `${this.api.url}/graphql`, token }) };
  }

  /** Sends a document with headers of one's own. */
  post(query: string, headers: Record<string, string>, variables?: object): Promise<Response> {
    return fetch(`${this.api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
  }
}

/** How the database keeps a token. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
