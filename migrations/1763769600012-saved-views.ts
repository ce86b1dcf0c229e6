import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Views of lists that members keep under a name, and may share. */
export class SavedViews1763769600012 implements MigrationInterface {
  name = 'SavedViews1763769600012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '5s';

      CREATE TABLE saved_view (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        owner_id uuid NOT NULL REFERENCES member (id),
        list text NOT NULL,
        name text COLLATE people NOT NULL CHECK (name <> ''),
        -- As clients send it; checked against the list's filter when it is saved.
        filter jsonb NOT NULL CHECK (jsonb_typeof(filter) = 'object'),
        order_by text,
        shared boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX saved_view_name ON saved_view (owner_id, list, lower(name));
      CREATE INDEX saved_view_shared ON saved_view (id) WHERE shared;
      SELECT audit_table('saved_view', 'SavedView', '', '');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE saved_view');
  }
}
