import { Client } from 'pg';
import { withClient } from '../../local/postgres';

/** Tables that grow with the book. */
const large = new Set([
  'account',
  'account_contact',
  'account_external_id',
  'account_touch',
  'audit_entry',
  'contact',
  'message',
  'onboarding',
  'task',
  'team_assignment',
  'timeline_entry',
  'timeline_participant',
]);

/** More rows than any page needs, and fewer than any table of the book has. */
const mostSorted = 15_000;

/** What PostgreSQL says of one step of a plan. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Plan Rows': number;
  readonly Plans?: readonly PlanNode[];
}

/** The reads that some work sends to PostgreSQL, as text. */
export async function readsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent = jest.spyOn(Client.prototype, 'query');
  try {
    await work();
    const texts = sent.mock.calls.map(([query]: unknown[]) =>
      typeof query === 'string' ? query : (query as { text: string }).text,
    );
    return [...new Set(texts.filter((text) => /^\s*(SELECT|WITH)\b/.test(text)))];
  } finally {
    sent.mockRestore();
  }
}

/**
 * What the plan of each statement does that takes longer the larger the book is, where there is such a thing. The
 * plans are those that PostgreSQL keeps for a prepared statement, made without knowing its parameters.
 */
export async function growingSteps(
  databaseUrl: string,
  statements: Iterable<string>,
): Promise<Map<string, string[]>> {
  return withClient(databaseUrl, async (client) => {
    const steps = new Map<string, string[]>();
    for (const statement of statements) {
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${statement}`,
      );
      const found = new Set<string>();
      for (const { 'QUERY PLAN': plans } of rows) collect(plans[0].Plan, found);
      if (found.size > 0) steps.set(statement, [...found]);
    }
    return steps;
  });
}

function collect(node: PlanNode, found: Set<string>): void {
  const { 'Node Type': type, 'Relation Name': table = '', Plans: inner = [] } = node;
  if (type === 'Seq Scan' && large.has(table)) found.add(`reads all of ${table}`);
  const [first] = inner;
  if (type === 'Sort' && first && first['Plan Rows'] > mostSorted)
    found.add(`sorts ${first['Plan Rows']} rows`);
  for (const one of inner) collect(one, found);
}
