import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, patiently } from './concurrently';

/** What is searched: names as people misspell them, and the words of the timeline. Built while others go on writing. */
const indexes: Readonly<Record<string, string>> = {
  account_name_plain: 'account USING gin (plain_text(name) gin_trgm_ops)',
  contact_name_plain: 'contact USING gin (plain_text(name) gin_trgm_ops)',
  timeline_entry_words: 'timeline_entry USING gin (timeline_words(subject, body))',
};

/** Names were looked for with their accents. */
const redundant: Readonly<Record<string, string>> = {
  account_name_search: 'account USING gin (lower(name COLLATE "C") gin_trgm_ops)',
  contact_name_search: 'contact USING gin (lower(name COLLATE "C") gin_trgm_ops)',
};

/** Search in names and in the timeline, whatever the accents and the case. */
export class Search1763769600011 implements MigrationInterface {
  name = 'Search1763769600011';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await patiently(runner, async () => {
      await runner.query('CREATE EXTENSION IF NOT EXISTS unaccent');
      // No accents, no capitals. Immutable, as its rules are part of a release of PostgreSQL: who changes them reindexes.
      await runner.query(`
        CREATE OR REPLACE FUNCTION plain_text(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
          RETURN lower(unaccent('unaccent'::regdictionary, value) COLLATE "C")`);
      // A pattern for LIKE of whatever holds the wanted text.
      await runner.query(`
        CREATE OR REPLACE FUNCTION plain_pattern(wanted text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
          RETURN '%' || regexp_replace(plain_text(wanted), '([\\\\%_])', '\\\\\\1', 'g') || '%'`);
      // Words of any language, as they are written but for their accents: no word is cut to its stem.
      await runner.query(`
        DO $do$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_ts_config WHERE cfgname = 'mainstay_words') THEN
            CREATE TEXT SEARCH CONFIGURATION mainstay_words (COPY = simple);
            ALTER TEXT SEARCH CONFIGURATION mainstay_words
              ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
          END IF;
        END $do$`);
      // What it is about counts for more than what was said. Of longer bodies PostgreSQL could not keep the words.
      await runner.query(`
        CREATE OR REPLACE FUNCTION timeline_words(subject text, body text) RETURNS tsvector
        LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT COST 1000
          RETURN setweight(to_tsvector('mainstay_words'::regconfig, subject), 'A')
            || setweight(to_tsvector('mainstay_words'::regconfig, left(body, 100000)), 'D')`);
      for (const [name, definition] of Object.entries(indexes)) await createIndex(runner, name, definition);
      for (const name of Object.keys(redundant))
        await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      // What an index says of an expression is known only once it was looked at.
      await runner.query('ANALYZE account, contact, timeline_entry');
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await patiently(runner, async () => {
      for (const [name, definition] of Object.entries(redundant)) await createIndex(runner, name, definition);
      for (const name of Object.keys(indexes))
        await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      await runner.query('DROP FUNCTION timeline_words, plain_pattern, plain_text');
      await runner.query('DROP TEXT SEARCH CONFIGURATION mainstay_words');
    });
  }
}
