import { createHash } from 'node:crypto';
import { types, type CustomTypesConfig, type Pool, type PoolClient, type QueryConfig } from 'pg';
import type { Sql } from 'sql-template-tag';
import type { Replica } from '../database/replica';
import { TextQuery } from '../database/text-query';
import { parametersOf } from './given';

/**
 * How many statements a connection keeps prepared. It can't forget one again, so a connection that has more is closed
 * when it is given back, and the pool opens a new one.
 */
const maximumPrepared = 300;
/** How long these may be together: PostgreSQL keeps some sixty bytes of plan for each character of a statement. */
const maximumCharacters = 1_000_000;
/** How many statements are remembered that came once; after so many others the first of them counts as new again. */
const maximumRemembered = 2_000;

const timestamptz = 1184;
const date = 1082;

/** Values as they leave: times and dates as text of PostgreSQL, in which no microsecond is lost. */
const wireTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') => {
    if (oid === timestamptz) return wireTime;
    return oid === date ? asIs : (types.getTypeParser(oid, format) as (value: string) => unknown);
  }) as CustomTypesConfig['getTypeParser'],
};

/** What a statement gives: plain objects by column. */
export type RawRow = Record<string, unknown>;

/** A statement with a name by which connections may keep it; the same name is always the same text. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
  /** Its parameters, some of which only a request knows: see `parametersOf`. */
  readonly values: readonly unknown[];
}

/** What a connection keeps. */
interface Kept {
  readonly names: Set<string>;
  characters: number;
}

/** Runs reads: as named prepared statements from their second time on, so that one-off filters use up no names. */
export class StatementRunner {
  /** Names of statements that came once, the oldest first. */
  private readonly cameOnce = new Set<string>();
  private readonly cameAgain = new Set<string>();
  private readonly names = new Map<string, string>();
  private readonly onConnection = new WeakMap<PoolClient, Kept>();

  constructor(
    private readonly pool: Pool,
    /** Whether connections may keep statements at all. */
    private readonly prepares = true,
    private readonly replica: Replica | null = null,
  ) {}

  /** Rows of a statement that no request changes any more. */
  async run(statement: Sql): Promise<RawRow[]> {
    const { text } = statement;
    const query = { name: this.nameOf(text), text, values: parametersOf(statement.values), types: wireTypes };
    return this.send(this.pool, query, async (client, name) => {
      const result = await client.query<RawRow>(named(query, name));
      return result.rows;
    });
  }

  /** The one text that a statement gives, or null. */
  text(statement: PreparedStatement, values: unknown[]): Promise<string | null> {
    return this.textOf(this.pool, statement, values);
  }

  /** The same from the replica; null also where there is none, or it can't answer at this moment. */
  async textOfReplica(statement: PreparedStatement, values: unknown[]): Promise<string | null> {
    return this.replica?.tryOn((pool) => this.textOf(pool, statement, values)) ?? null;
  }

  private textOf(pool: Pool, { name, text }: PreparedStatement, values: unknown[]): Promise<string | null> {
    return this.send(
      pool,
      { name, text },
      (client, kept) => client.query(new TextQuery(text, kept, values)).answer,
    );
  }

  /** Gives the work a connection, and the statement's name where the connection is to keep it. */
  private async send<Result>(
    pool: Pool,
    statement: Pick<PreparedStatement, 'name' | 'text'>,
    work: (client: PoolClient, name: string | undefined) => Promise<Result>,
  ): Promise<Result> {
    const client = await pool.connect();
    client.on('error', toldByTheQuery);
    let failed = true;
    try {
      const result = await work(client, this.isWorthKeeping(statement.name) ? statement.name : undefined);
      failed = false;
      return result;
    } finally {
      client.off('error', toldByTheQuery);
      // As the pool itself does, a connection on which something failed is not used again.
      client.release(failed || this.isFull(client, statement));
    }
  }

  private isFull(client: PoolClient, { name, text }: Pick<PreparedStatement, 'name' | 'text'>): boolean {
    const kept = this.onConnection.get(client) ?? { names: new Set<string>(), characters: 0 };
    this.onConnection.set(client, kept);
    if (this.cameAgain.has(name) && !kept.names.has(name)) {
      kept.names.add(name);
      kept.characters += text.length;
    }
    return kept.names.size > maximumPrepared || kept.characters > maximumCharacters;
  }

  private isWorthKeeping(name: string): boolean {
    if (!this.prepares) return false;
    if (this.cameAgain.delete(name)) {
      // As the one that came last.
      this.cameAgain.add(name);
      return true;
    }
    if (this.cameOnce.delete(name)) {
      remember(this.cameAgain, name);
      return true;
    }
    remember(this.cameOnce, name);
    return false;
  }

  private nameOf(text: string): string {
    let name = this.names.get(text);
    if (name === undefined) {
      name = `r_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`;
      if (this.names.size >= maximumRemembered) this.names.clear();
      this.names.set(text, name);
    }
    return name;
  }
}

/** A connection that breaks says so to its query and, which would end the process, to nobody in particular. */
function toldByTheQuery(): void {}

function remember(names: Set<string>, name: string): void {
  names.add(name);
  const [oldest] = names;
  if (names.size > maximumRemembered && oldest !== undefined) names.delete(oldest);
}

function named<Query extends QueryConfig>(query: Query, name: string | undefined): Query {
  const { name: _none, ...unnamed } = query;
  return (name === undefined ? unnamed : { ...query, name }) as Query;
}

/** `2026-03-01 09:30:00.5+00` → `2026-03-01T09:30:00.5+00:00`: RFC 3339, as PostgreSQL's own JSON has it. */
function wireTime(value: string): string {
  return `${value.slice(0, 10)}T${value.slice(11)}:00`;
}

function asIs(value: string): string {
  return value;
}
