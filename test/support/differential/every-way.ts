import type { TestApi } from '../api';
import type { Sending, WrittenOperation } from './operation-writer';

/** What an API answers, as bytes and the headers that say how to read them. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
  /** `compiled`, or `resolvers; reason`; null where the operation wasn't carried out. */
  readonly way: string | null;
}

/** How an API comes to its answers: see `MAINSTAY_READS`. `rows` is what the others have to equal. */
export const ways = ['operations', 'branches', 'rows'] as const;

/** The answers of all APIs to the same request. */
export type Answers = Readonly<Record<(typeof ways)[number], HttpAnswer>>;

/** Which way operations went that were answered, and what the others were refused with. */
export class WayCount {
  private readonly ways = new Map<string, number>();
  private readonly codes = new Map<string, number>();

  count({ operations: { body, way } }: Answers): void {
    const code = body.startsWith('{"errors"') ? /"code":"(\w+)"/.exec(body)?.[1] : undefined;
    if (code === undefined) increase(this.ways, way ?? '');
    else increase(this.codes, code);
  }

  get answered(): number {
    return [...this.ways.values()].reduce((sum, count) => sum + count, 0);
  }

  /** How many of those that were answered without an error were compiled, of 1. */
  get compiledShare(): number {
    return (this.ways.get('compiled') ?? 0) / this.answered;
  }

  /** Every way and every code with its count, the most frequent first. */
  get lines(): string[] {
    const all = [...this.ways, ...this.codes].sort(([, one], [, other]) => other - one);
    return all.map(([name, count]) => `${String(count).padStart(7)}  ${name}`);
  }
}

/** APIs on one database, of which one compiles operations, one compiles fields of `Query`, and one nothing. */
export class EveryWay {
  constructor(
    private readonly apis: Readonly<Record<(typeof ways)[number], TestApi>>,
    /** By the caller's name; null for somebody without credentials. */
    private readonly tokens: ReadonlyMap<string, string | null>,
  ) {}

  async ask({ document: query }: WrittenOperation, sending: Sending): Promise<Answers> {
    const { caller, variables, operationName } = sending;
    const token = this.tokens.get(caller);
    if (token === undefined) throw new Error(`Nobody is called ${caller}.`);
    const body = JSON.stringify({ query, variables, ...(operationName !== undefined && { operationName }) });
    const [operations, branches, rows] = await Promise.all([
      post(this.apis.operations, token, body),
      post(this.apis.branches, token, body),
      post(this.apis.rows, token, body),
    ]);
    return { operations, branches, rows };
  }

  /** Sends an operation as often as it wants; gives the first difference with the sendings up to it, or null. */
  async compare(operation: WrittenOperation, count?: WayCount): Promise<Difference | null> {
    for (const [at, sending] of operation.sendings.entries()) {
      const answers = await this.ask(operation, sending);
      count?.count(answers);
      const where = difference(answers);
      if (where !== null)
        return { operation: { ...operation, sendings: operation.sendings.slice(0, at + 1) }, where };
    }
    return null;
  }
}

/** An operation whose last sending was answered in two ways. */
export interface Difference {
  readonly operation: WrittenOperation;
  readonly where: string;
}

/** Where answers differ, or how all failed; null where they are the same. Nothing in them may differ. */
function difference({ rows, operations, branches }: Answers): string | null {
  const found = apart('operations', operations, rows) ?? apart('branches', branches, rows);
  // Every failure has an id of its own, and is none of the answers that there may be.
  return rows.body.includes('"errorId"') ? `failed, row by row: ${rows.body}` : found;
}

function apart(way: string, one: HttpAnswer, rows: HttpAnswer): string | null {
  const both = (what: string, ours: unknown, theirs: unknown): string =>
    `${what} (${one.way ?? 'no way is told'}):\n  ${way.padEnd(10)} ${String(ours)}\n  rows       ${String(theirs)}`;
  if (one.status !== rows.status) return both('HTTP status', `${one.status} ${one.body}`, rows.status);
  if (one.contentType !== rows.contentType) return both('content type', one.contentType, rows.contentType);
  if (one.body === rows.body) return null;
  let at = 0;
  while (one.body[at] === rows.body[at]) at += 1;
  const around = ({ body }: HttpAnswer): string =>
    JSON.stringify(body.slice(Math.max(0, at - 120), at + 200));
  return both(`character ${at} of the body`, around(one), around(rows));
}

function increase(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

async function post(api: TestApi, token: string | null, body: string): Promise<HttpAnswer> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body,
  });
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    body: await response.text(),
    way: response.headers.get('x-mainstay-reads'),
  };
}
