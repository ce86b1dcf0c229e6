import type { ReadCase } from '../cases/read-case';

/** A server that answers the same reads as the others, each a process of its own (or a few). */
export interface Contender {
  readonly name: string;
  /** The Node program with its arguments, and its environment; `PORT`-like variables included. */
  command(place: Place): { args: string[]; env: Record<string, string> };
  /** The whole HTTP request that asks for a case; of one account, where the case is of one. */
  request(readCase: ReadCase, accountId: string, place: Place): string;
  /** An answer in the common form, that of Mainstay's own text. */
  common(readCase: ReadCase, body: string): unknown;
}

/** Where a contender finds its data, and is found. */
export interface Place {
  readonly databaseUrl: string;
  readonly port: number;
  /** The token of a leader, who sees the whole book; for those who ask who it is. */
  readonly token: string;
  readonly workers: number;
}

/** Connections to the database, the same for every process of all contenders. */
export const poolSize = 10;

/** A GraphQL request over HTTP as clients send it, with the full text of its query. */
export function graphqlRequest(port: number, body: object, headers: Record<string, string> = {}): string {
  const text = JSON.stringify(body);
  const head = {
    host: `127.0.0.1:${port}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /graphql HTTP/1.1\r\n${lines.join('')}\r\n${text}`;
}
