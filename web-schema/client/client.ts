import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';

/** Where the API is and who asks. */
export interface MainstayClientOptions {
  /** Address of the GraphQL endpoint, for instance `https://mainstay.example.com/graphql`. */
  readonly url: string;
  /** An API key (`msk_…`) or a session's token (`mss_…`); without one, requests are anonymous. */
  readonly token?: string;
  /** Sent with every request, for instance a request id of your own as `x-request-id`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A document that knows the types of its answer and of its variables; `documents.ts` holds the saved ones. */
export type TypedDocument<Result, Variables> = DocumentTypeDecoration<Result, Variables> & {
  toString(): string;
};

/** Variables may be left out where every one of them is optional. */
export type VariablesOf<Variables> =
  Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables];

/** One thing that is wrong with an input. */
export interface InputProblem {
  /** Path of the field inside the input. */
  readonly field: string;
  readonly message: string;
  readonly remedy: string;
}

/** An error as the API sends it. */
export interface ApiError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: {
    readonly code?: string;
    readonly problems?: readonly InputProblem[];
    readonly errorId?: string;
  };
}

/** What came back, unjudged: for those who want partial data beside its errors. */
export interface Answer<Result> {
  readonly data: Result | null;
  readonly errors: readonly ApiError[];
  /** HTTP status; 400 where the request itself can't be carried out. */
  readonly status: number;
  /** Quote it when you ask an administrator about a request. */
  readonly requestId: string | null;
}

/** A request that the API refused, or could not carry out. */
export class MainstayError extends Error {
  /** What to branch on: `NOT_FOUND`, `BAD_USER_INPUT`, `FORBIDDEN`, `UNAUTHENTICATED`, … one for each error. */
  readonly codes: readonly string[];
  /** Every problem of the input, with the field it is in and what to do instead. */
  readonly problems: readonly InputProblem[];

  constructor(
    readonly errors: readonly ApiError[],
    readonly status: number,
    readonly requestId: string | null,
  ) {
    super(errors.map((error) => error.message).join('\n') || `The API answered with HTTP status ${status}.`);
    this.name = 'MainstayError';
    this.codes = errors.flatMap((error) => error.extensions?.code ?? []);
    this.problems = errors.flatMap((error) => error.extensions?.problems ?? []);
  }
}

/** Sends operations to one API as one caller. */
export interface MainstayClient {
  /** The data of the answer; throws a MainstayError where there is any error. */
  request<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...variables: VariablesOf<Variables>
  ): Promise<Result>;
  /** The whole answer, errors and all. Throws only where no answer of the API came back. */
  answer<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...variables: VariablesOf<Variables>
  ): Promise<Answer<Result>>;
}

/** Makes a client; it keeps no state besides its options. */
export function createMainstayClient(options: MainstayClientOptions): MainstayClient {
  const answer = <Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...[variables]: VariablesOf<Variables>
  ): Promise<Answer<Result>> => send<Result>(options, document.toString(), variables);
  return {
    answer,
    async request(document, ...variables) {
      const { data, errors, status, requestId } = await answer(document, ...variables);
      if (errors.length > 0 || data === null) throw new MainstayError(errors, status, requestId);
      return data;
    },
  };
}

async function send<Result>(
  options: MainstayClientOptions,
  query: string,
  variables: unknown,
): Promise<Answer<Result>> {
  const response = await fetch(options.url, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
      ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
      ...options.headers,
    },
    body: JSON.stringify({ query, ...(variables !== undefined && { variables }) }),
  });
  const requestId = response.headers.get('x-request-id');
  const body = await readBody<Result>(response, requestId);
  return { data: body.data ?? null, errors: body.errors ?? [], status: response.status, requestId };
}

interface Body<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly ApiError[];
}

async function readBody<Result>(response: Response, requestId: string | null): Promise<Body<Result>> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Body<Result>;
  } catch {
    const message = `What answers at ${response.url} is no GraphQL API: ${text.slice(0, 200)}`;
    throw new MainstayError([{ message }], response.status, requestId);
  }
}
