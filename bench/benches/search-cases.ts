import type { Sample } from './scale-cases';

/** A fuzzy or ranked search, asked of the API and said in SQL. */
export interface SearchCase {
  /** As in `fuzzy-accounts`. */
  readonly name: string;
  /** The saved operation that asks for it: its file, without the ending. */
  readonly file: string;
  readonly variables: (sample: Sample) => Record<string, unknown>;
  /**
   * What one would write by hand for the same rows and columns, with the same order and limit; `id` is the global id of
   * what was found. The likeness that a name needs is set for the connection beforehand.
   */
  readonly sql: string;
  readonly values: (sample: Sample) => readonly unknown[];
}

/** As in `Beacnofield Optics Ltd`: the letters in the middle of the first word have changed places. */
function misspelt(name: string): string {
  const middle = Math.floor((name.split(' ')[0] ?? name).length / 2);
  return name.slice(0, middle - 1) + name.charAt(middle) + name.charAt(middle - 1) + name.slice(middle + 1);
}

/** How alike a name and what was typed are: the formula of the search. */
const alike = `0.45 * word_similarity($1, plain_text(t.name)) + 0.45 * strict_word_similarity($1, plain_text(t.name))
  + 0.1 * similarity($1, plain_text(t.name))`;

const words = `websearch_to_tsquery('mainstay_words', $1)`;

/** Every search that ranks what it finds. Those that only narrow a list are saved operations of `scale`. */
export const searchCases: readonly SearchCase[] = [
  {
    name: 'fuzzy-accounts',
    file: '16-search',
    variables: ({ accountName }) => ({ text: misspelt(accountName), kinds: ['ACCOUNT'] }),
    sql: `SELECT 'acc_' || t.id AS id, t.name, t.tier, t.lifecycle_stage, concat_ws(', ', t.name, t.domains[1]) AS excerpt,
        round((${alike})::numeric, 4) AS rank
      FROM account t WHERE $1 <% plain_text(t.name) ORDER BY rank DESC, t.id DESC LIMIT 20`,
    values: ({ accountName }) => [misspelt(accountName).toLowerCase()],
  },
  {
    name: 'fuzzy-contacts',
    file: '16-search',
    variables: ({ contactName }) => ({ text: misspelt(contactName), kinds: ['CONTACT'] }),
    sql: `SELECT 'con_' || t.id AS id, t.name, t.title, t.email, concat_ws(', ', t.name, t.title, t.email) AS excerpt,
        round((${alike})::numeric, 4) AS rank
      FROM contact t WHERE $1 <% plain_text(t.name) ORDER BY rank DESC, t.id DESC LIMIT 20`,
    values: ({ contactName }) => [withoutAccents(misspelt(contactName)).toLowerCase()],
  },
  {
    name: 'ranked-timeline',
    file: '16-search',
    variables: () => ({ text: '"executive dinner" decided', kinds: ['TIMELINE_ENTRY'] }),
    sql: `WITH found AS MATERIALIZED (
        SELECT id, occurred_at FROM timeline_entry WHERE timeline_words(subject, body) @@ ${words}),
      best AS (
        SELECT t.id, t.account_id, t.occurred_at, t.subject, t.body,
          round(ts_rank(timeline_words(t.subject, t.body), ${words}, 32)::numeric, 4) AS rank
        FROM (SELECT id FROM found ORDER BY occurred_at DESC LIMIT 1000) AS latest JOIN timeline_entry t USING (id)
        ORDER BY rank DESC, t.id DESC LIMIT 20)
      SELECT 'tle_' || best.id AS id, best.rank, best.occurred_at, best.subject, a.id AS account, a.name,
        ts_headline('mainstay_words', best.subject || '. ' || best.body, ${words},
          'StartSel="", StopSel="", MaxWords=30, MinWords=12') AS excerpt
      FROM best JOIN account a ON a.id = best.account_id ORDER BY best.rank DESC, best.id DESC`,
    values: () => ['"executive dinner" decided'],
  },
];

function withoutAccents(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '');
}
