import sql, { type Sql } from 'sql-template-tag';
import { containsText, isIndexed, nothing } from './expressions';
import type { Given } from './given';

/**
 * How much of what was typed a name has to have, in groups of three letters. With two letters swapped in ten there are
 * still four in ten; of a short word that much is in half of all names.
 */
const likeness = { short: 0.6, long: 0.4 };
const longFrom = 6;

/** Whether a name has what was typed in it, where an index can find that. */
export function holds(name: Sql, text: Given<string>): Sql {
  return isIndexed(text) ? containsText(name, text) : nothing;
}

/**
 * Whether a name is like what was typed, spelling mistakes and accents aside; served by a trigram index over
 * plain_text(name). What counts as alike is told to PostgreSQL by a setting, here for this statement alone: it is set
 * before the first row is looked at.
 */
export function resembles(name: Sql, text: Given<string>): Sql {
  const threshold = text.map((typed) => String(typed.length < longFrom ? likeness.short : likeness.long));
  const told = sql`(SELECT set_config('pg_trgm.word_similarity_threshold', ${threshold}, true)) IS NOT NULL`;
  return sql`${told} AND ${plain(text)} <% plain_text(${name})`;
}

/** How alike they are: best where whole words are, and then where nothing else is in the name. */
export function resemblance(name: Sql, text: Given<string>): Sql {
  const [typed, known] = [plain(text), sql`plain_text(${name})`];
  return sql`0.45 * word_similarity(${typed}, ${known}) + 0.45 * strict_word_similarity(${typed}, ${known})
    + 0.1 * similarity(${typed}, ${known})`;
}

/** What was typed, without accents and capitals: once, and not for each row. */
function plain(text: Given<string>): Sql {
  return sql`(SELECT plain_text(${text}))`;
}

/** What was typed as a query of words: all of them, "as a phrase", this or that, and -not that. */
export function wordsOf(text: Given<string>): Sql {
  return sql`(SELECT websearch_to_tsquery('mainstay_words', ${text}))`;
}

/** A line or two of a text, around the words that were looked for. */
export function passage(text: Sql, words: Sql): Sql {
  return sql`ts_headline('mainstay_words', ${text}, ${words}, 'StartSel="", StopSel="", MaxWords=30, MinWords=12')`;
}
