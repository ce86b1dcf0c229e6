import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The last touch of an account is brought up to date as a transaction commits, when it takes no other locks any more. A
 * call and a change of the account's stage meet at that row alone, and so never wait for each other in a circle.
 */
export class TouchAtCommit1763769600013 implements MigrationInterface {
  name = 'TouchAtCommit1763769600013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '5s';

      DROP TRIGGER touch_stage ON account;
      DROP TRIGGER touch_later ON timeline_entry;
      DROP TRIGGER touch_changed ON timeline_entry;
      DROP TRIGGER touch_gone ON timeline_entry;

      CREATE OR REPLACE FUNCTION account_touch_later() RETURNS trigger LANGUAGE plpgsql AS $fn$
      BEGIN
        UPDATE account_touch SET last_touch_at = NEW.occurred_at
        WHERE account_id = NEW.account_id AND last_touch_at < NEW.occurred_at;
        RETURN NULL;
      END
      $fn$;
      CREATE OR REPLACE FUNCTION account_touch_changed() RETURNS trigger LANGUAGE plpgsql AS $fn$
      BEGIN
        PERFORM account_touch_renew(ARRAY[OLD.account_id, NEW.account_id]);
        RETURN NULL;
      END
      $fn$;
      CREATE OR REPLACE FUNCTION account_touch_gone() RETURNS trigger LANGUAGE plpgsql AS $fn$
      BEGIN
        PERFORM account_touch_renew(ARRAY[OLD.account_id]);
        RETURN NULL;
      END
      $fn$;

      CREATE CONSTRAINT TRIGGER touch_stage AFTER UPDATE OF lifecycle_stage ON account
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.lifecycle_stage <> NEW.lifecycle_stage)
        EXECUTE FUNCTION account_touch_stage();
      CREATE CONSTRAINT TRIGGER touch_later AFTER INSERT ON timeline_entry
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (is_touch(NEW.kind))
        EXECUTE FUNCTION account_touch_later();
      CREATE CONSTRAINT TRIGGER touch_changed AFTER UPDATE ON timeline_entry
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN ((OLD.account_id, OLD.occurred_at, is_touch(OLD.kind)) <> (NEW.account_id, NEW.occurred_at, is_touch(NEW.kind)))
        EXECUTE FUNCTION account_touch_changed();
      CREATE CONSTRAINT TRIGGER touch_gone AFTER DELETE ON timeline_entry
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (is_touch(OLD.kind))
        EXECUTE FUNCTION account_touch_gone();
    `);
  }

  async down(): Promise<void> {
    throw new Error('The triggers of before deadlocked; drop the database to go back behind them.');
  }
}
