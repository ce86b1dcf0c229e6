/** What one contender is sent to answer a case. */
export interface Question {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

/** One read, said to every contender in its own words. */
export interface ReadCase {
  readonly name: string;
  /** What people would call it. */
  readonly title: string;
  /** Whether it asks for one account; then a different one each time. */
  readonly byAccount: boolean;
  mainstay(accountId: string): Question;
  postgraphile(accountId: string): Question;
  /**
   * One statement that answers with Mainstay's own text; `$1` is the account, where it asks for one. Text put together
   * by hand takes PostgreSQL half the time of `json_build_object`.
   */
  readonly ceiling: string;
  /** PostGraphile's names of fields, and ours, so that the answers can be compared. */
  readonly renamed: Readonly<Record<string, string>>;
}

/** A column as JSON, also where it is null; in SQL. */
export function orNull(column: string): string {
  return `coalesce(to_json(${column})::text, 'null')`;
}
