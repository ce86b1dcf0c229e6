import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a company keeps of its accounts and Mainstay doesn't know by itself, with declared types. */
export class Attributes1763769600014 implements MigrationInterface {
  name = 'Attributes1763769600014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '5s';

      CREATE TABLE attribute (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,59}$'),
        name text COLLATE people NOT NULL CHECK (name <> ''),
        description text NOT NULL DEFAULT '',
        type text NOT NULL CHECK (type IN ('TEXT', 'NUMBER', 'DATE', 'BOOLEAN', 'CHOICE')),
        choices text[] NOT NULL DEFAULT '{}' CHECK ((type = 'CHOICE') = (cardinality(choices) > 0)),
        archived_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        -- What values refer to, so that none is of another type than its attribute.
        UNIQUE (id, key, type)
      );
      CREATE UNIQUE INDEX attribute_key ON attribute (key);
      CREATE INDEX attribute_name ON attribute (name, id);
      SELECT audit_table('attribute', 'Attribute', '', '');

      CREATE TABLE account_attribute (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        attribute_id uuid NOT NULL,
        key text NOT NULL,
        type text NOT NULL,
        text_value text CHECK ((text_value IS NOT NULL) = (type IN ('TEXT', 'CHOICE'))),
        number_value numeric(15, 4) CHECK ((number_value IS NOT NULL) = (type = 'NUMBER')),
        date_value date CHECK ((date_value IS NOT NULL) = (type = 'DATE')),
        boolean_value boolean CHECK ((boolean_value IS NOT NULL) = (type = 'BOOLEAN')),
        version integer NOT NULL DEFAULT 1,
        FOREIGN KEY (attribute_id, key, type) REFERENCES attribute (id, key, type)
      );
      CREATE UNIQUE INDEX account_attribute_once ON account_attribute (account_id, key);
      CREATE INDEX account_attribute_text ON account_attribute (key, text_value, account_id)
        WHERE text_value IS NOT NULL;
      CREATE INDEX account_attribute_number ON account_attribute (key, number_value, account_id)
        WHERE number_value IS NOT NULL;
      CREATE INDEX account_attribute_date ON account_attribute (key, date_value, account_id)
        WHERE date_value IS NOT NULL;
      CREATE INDEX account_attribute_boolean ON account_attribute (key, boolean_value, account_id)
        WHERE boolean_value IS NOT NULL;
      SELECT audit_table('account_attribute', 'AccountAttribute', 'account_id', '');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_attribute; DROP TABLE attribute;');
  }
}
