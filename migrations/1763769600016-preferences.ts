import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people like, dislike and don't accept, as facts that a later rule can ask for. */
export class Preferences1763769600016 implements MigrationInterface {
  name = 'Preferences1763769600016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '5s';

      CREATE TABLE preference (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        contact_id uuid NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('LIKE', 'DISLIKE', 'EXCLUSION')),
        subject text NOT NULL
          CHECK (subject IN ('GIFTS', 'FOOD', 'ALCOHOL', 'HOSPITALITY', 'READING', 'SPORT', 'CULTURE', 'MEETINGS', 'TOPICS')),
        words text NOT NULL,
        source text NOT NULL CHECK (source IN ('SAID', 'ASKED', 'NOTICED', 'COMPANY_RULE')),
        noted_at timestamptz NOT NULL,
        noted_by_id uuid REFERENCES member (id),
        withdrawn_at timestamptz CHECK (withdrawn_at >= noted_at),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX preference_contact ON preference (contact_id, noted_at, id);
      SELECT audit_table('preference', 'Preference', '', '');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE preference');
  }
}
