import { createHash } from 'node:crypto';
import { types, type CustomTypesConfig, type Pool } from 'pg';
import type { Sql } from 'sql-template-tag';

/**
 * How many statements a connection keeps prepared. What comes beyond is sent unprepared: a name can't be taken back,
 * since every connection keeps what it has prepared until it ends.
 */
const maximumPrepared = 500;
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

/** Runs reads: as named prepared statements from their second time on, so that one-off filters use up no names. */
export class StatementRunner {
  private readonly names = new Map<string, string>();
  /** Names of statements that came once, the oldest first. */
  private readonly cameOnce = new Set<string>();

  constructor(private readonly pool: Pool) {}

  async run(statement: Sql): Promise<RawRow[]> {
    const text = statement.text;
    const name = this.nameOf(text);
    const query = { text, values: statement.values, types: wireTypes };
    const result = await this.pool.query<RawRow>(name === undefined ? query : { ...query, name });
    return result.rows;
  }

  private nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= maximumPrepared) return known;
    const name = `r_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`;
    if (!this.cameOnce.delete(name)) {
      this.remember(name);
      return undefined;
    }
    this.names.set(text, name);
    return name;
  }

  private remember(name: string): void {
    this.cameOnce.add(name);
    const [oldest] = this.cameOnce;
    if (this.cameOnce.size > maximumRemembered && oldest !== undefined) this.cameOnce.delete(oldest);
  }
}

/** `2026-03-01 09:30:00.5+00` → `2026-03-01T09:30:00.5+00:00`: RFC 3339, as PostgreSQL's own JSON has it. */
function wireTime(value: string): string {
  return `${value.slice(0, 10)}T${value.slice(11)}:00`;
}

function asIs(value: string): string {
  return value;
}
