import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people have agreed to and taken back, for each purpose, with its source. Nothing of it is ever changed. */
export class Consents1763769600015 implements MigrationInterface {
  name = 'Consents1763769600015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '5s';

      CREATE TABLE consent (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        contact_id uuid NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        purpose text NOT NULL
          CHECK (purpose IN ('NEWSLETTER', 'SURVEYS', 'TRAINING', 'OFFERS', 'GIFTS', 'TEXT_MESSAGES', 'REFERENCE')),
        granted boolean NOT NULL,
        source text NOT NULL CHECK (source IN ('FORM', 'EMAIL', 'CALL', 'MEETING', 'CONTRACT', 'OTHER_SYSTEM')),
        evidence text NOT NULL CHECK (evidence <> ''),
        given_at timestamptz NOT NULL,
        recorded_by_id uuid REFERENCES member (id),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      -- What holds now is the latest of each purpose, so it can't disagree with what is written down.
      CREATE INDEX consent_latest ON consent (contact_id, purpose, given_at, id);
      CREATE INDEX consent_contact ON consent (contact_id, given_at, id);
      CREATE INDEX consent_granted ON consent (purpose, contact_id) WHERE granted;
      SELECT audit_table('consent', 'Consent', '', '');

      CREATE FUNCTION consent_stays() RETURNS trigger LANGUAGE plpgsql AS $fn$
      BEGIN
        RAISE EXCEPTION 'What somebody agreed to is not changed; record what holds now.' USING ERRCODE = 'restrict_violation';
      END
      $fn$;
      CREATE TRIGGER consent_stays BEFORE UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION consent_stays();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE consent; DROP FUNCTION consent_stays;');
  }
}
