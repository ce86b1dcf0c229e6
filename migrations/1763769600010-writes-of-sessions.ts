import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many changes each session and each API key has made. Counted in the transaction that makes them and only where
 * there is a read replica: one that doesn't know as many yet has not seen them all, and doesn't answer that caller.
 */
export class WritesOfSessions1763769600010 implements MigrationInterface {
  name = 'WritesOfSessions1763769600010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE member_session ADD COLUMN writes bigint NOT NULL DEFAULT 0;
      ALTER TABLE api_key ADD COLUMN writes bigint NOT NULL DEFAULT 0;
      ${auditIgnores(`'last_used_at'`, `'last_used_at', 'writes'`)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '5s';
      ${auditIgnores(`'last_used_at', 'writes'`, `'last_used_at'`)}
      ALTER TABLE member_session DROP COLUMN writes;
      ALTER TABLE api_key DROP COLUMN writes;
    `);
  }
}

/** Changes the list of columns that the audit passes over, and nothing else of its function. */
function auditIgnores(before: string, after: string): string {
  return `
    DO $do$
    DECLARE
      definition text := pg_get_functiondef('audit_changes()'::regprocedure);
      changed text := replace(definition, $q$${before}]$q$, $q$${after}]$q$);
    BEGIN
      IF changed = definition THEN
        RAISE EXCEPTION 'audit_changes() doesn''t look as this migration expects it';
      END IF;
      EXECUTE changed;
    END
    $do$;`;
}
