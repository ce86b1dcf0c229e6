import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { compose, type Composition } from '../../api/composition';
import { loadConfig } from '../../api/config';
import { MemberId } from '../../api/domains/members/member.rules';
import { createLogger } from '../../api/platform/logger';
import { createServer } from '../../api/server';
import type { Role, Scope } from '../../api/shared/access.rules';
import {
  createMainstayClient,
  type Answer,
  type MainstayClient,
  type TypedDocument,
  type VariablesOf,
} from '../../web-schema/client/client';
import { createTestDatabase } from './engines';

/** Somebody who may send requests. */
export interface Caller {
  /** What stands after `Bearer`. */
  readonly token: string;
  readonly client: MainstayClient;
}

/** A member with a session. `id` is the global id, `rowId` the row's UUID. */
export interface TestMember extends Caller {
  readonly id: string;
  readonly rowId: string;
  readonly name: string;
  readonly email: string;
  readonly role: `${Role}`;
}

/** An API on a port and a database of its own, spoken to over HTTP as clients do. */
export class TestApi {
  private everybody = 0;

  constructor(
    readonly composition: Composition,
    readonly server: FastifyInstance,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  /** For instance `http://127.0.0.1:40123`. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** The database's own address, for those who look behind the API or start a worker on it. */
  get databaseUrl(): string {
    return this.composition.config.database.url;
  }

  /** Who sends no credentials. */
  get anonymous(): MainstayClient {
    return createMainstayClient({ url: `${this.url}/graphql` });
  }

  /** Sends an operation; throws a MainstayError on any error. */
  graphql<Result, Variables>(
    as: Caller | null,
    document: TypedDocument<Result, Variables>,
    ...variables: VariablesOf<Variables>
  ): Promise<Result> {
    return (as?.client ?? this.anonymous).request(document, ...variables);
  }

  /** Sends an operation; gives data, errors and status as they came. */
  answer<Result, Variables>(
    as: Caller | null,
    document: TypedDocument<Result, Variables>,
    ...variables: VariablesOf<Variables>
  ): Promise<Answer<Result>> {
    return (as?.client ?? this.anonymous).answer(document, ...variables);
  }

  /** Sends a document that is no saved one; its answer's type is for the caller to say. */
  raw<Result>(as: Caller | null, document: string, variables?: object): Promise<Result> {
    return this.graphql(as, untyped<Result>(document), variables as Record<string, unknown>);
  }

  /** A new member of a role, with an open session. They have no password: to test signing in, create them by mutation. */
  async member(role: `${Role}`, values: { name?: string; email?: string } = {}): Promise<TestMember> {
    const number = (this.everybody += 1);
    const name = values.name ?? `${role} ${number}`;
    const email = values.email ?? `${role.toLowerCase()}.${number}@mainstay.example`;
    const token = newToken('mss_');
    const { rows } = await this.composition.database.pool.query<{ id: string }>(
      `WITH one AS (INSERT INTO member (email, name, role, time_zone, language)
         VALUES ($1, $2, $3, 'Europe/Berlin', 'en') RETURNING id)
       INSERT INTO member_session (member_id, token_hash, expires_at)
         SELECT id, $4, now() + interval '1 day' FROM one RETURNING member_id AS id`,
      [email, name, role, hash(token)],
    );
    const rowId = rows[0]?.id ?? '';
    return { id: MemberId.of(rowId), rowId, name, email, role, token, client: this.client(token) };
  }

  /** A new API key with some scopes, made by a new administrator. */
  async apiKey(...scopes: `${Scope}`[]): Promise<Caller> {
    const { rowId } = await this.member('ADMIN');
    const token = newToken('msk_');
    await this.composition.database.pool.query(
      `INSERT INTO api_key (name, hint, secret_hash, scopes, created_by_id) VALUES ($1, $2, $3, $4, $5)`,
      [`Key ${randomUUID()}`, token.slice(0, 8), hash(token), scopes, rowId],
    );
    return { token, client: this.client(token) };
  }

  /** Stops the server, closes the pool and drops the database. */
  async close(): Promise<void> {
    await this.server.close();
    await this.composition.close();
    await this.dropDatabase();
  }

  private client(token: string): MainstayClient {
    return createMainstayClient({ url: `${this.url}/graphql`, token });
  }
}

/**
 * Starts an API for one test file; `environment` is what differs from the tests' configuration. One whose environment
 * names a database works on that one, and leaves it to whoever made it.
 */
export async function startApi(
  environment: NodeJS.ProcessEnv = {},
  log?: NodeJS.WritableStream,
): Promise<TestApi> {
  const shared = environment['DATABASE_URL'];
  const database =
    shared === undefined ? await createTestDatabase() : { url: shared, drop: () => Promise.resolve() };
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    MAINSTAY_PORT: '0',
    LOG_LEVEL: 'silent',
    ...environment,
  });
  const composition = await compose(config);
  const server = await createServer(composition, createLogger(config, 'api', log));
  await server.listen({ host: '127.0.0.1', port: 0 });
  return new TestApi(composition, server, () => database.drop());
}

/** Gives a document that is written out in a test the type of its answer. */
export function untyped<Result>(document: string): TypedDocument<Result, Record<string, unknown>> {
  return document as TypedDocument<Result, Record<string, unknown>>;
}

function newToken(prefix: string): string {
  return prefix + randomBytes(32).toString('base64url');
}

function hash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
