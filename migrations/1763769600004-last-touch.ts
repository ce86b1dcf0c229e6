import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When each account was last in touch with us, beside its stage: what a list of silent customers is found by. A table
 * of its own, since a call a minute must not rewrite accounts with all their indexes, nor lock them. It follows from
 * the timeline and the accounts alone, is kept by triggers, and so is under no audit.
 */
export class LastTouch1763769600004 implements MigrationInterface {
  name = 'LastTouch1763769600004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '5s';
      SET LOCAL statement_timeout = 0;

      -- Nobody writes while the rows are counted together, some seconds for a million accounts; all may read.
      LOCK TABLE account, timeline_entry IN SHARE ROW EXCLUSIVE MODE;

      CREATE TABLE account_touch (
        account_id uuid PRIMARY KEY,
        lifecycle_stage text NOT NULL,
        -- The latest call, meeting or mail, planned ones included; -infinity where there never was one.
        last_touch_at timestamptz NOT NULL DEFAULT '-infinity'
      );

      CREATE FUNCTION is_touch(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN kind IN ('CALL', 'MEETING', 'EMAIL');

      -- Every account has a row, and its stage is that of the account.
      CREATE FUNCTION account_touch_of_new() RETURNS trigger LANGUAGE plpgsql AS $fn$
      BEGIN
        INSERT INTO account_touch (account_id, lifecycle_stage) SELECT id, lifecycle_stage FROM new_rows ORDER BY id;
        RETURN NULL;
      END
      $fn$;
      CREATE FUNCTION account_touch_stage() RETURNS trigger LANGUAGE plpgsql AS $fn$
      BEGIN
        UPDATE account_touch SET lifecycle_stage = NEW.lifecycle_stage WHERE account_id = NEW.id;
        RETURN NULL;
      END
      $fn$;
      CREATE TRIGGER touch_of_new AFTER INSERT ON account REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION account_touch_of_new();
      CREATE TRIGGER touch_stage AFTER UPDATE OF lifecycle_stage ON account
        FOR EACH ROW WHEN (OLD.lifecycle_stage <> NEW.lifecycle_stage) EXECUTE FUNCTION account_touch_stage();

      -- New entries can only make it later. In the order of the ids, so that two writers don't wait for each other.
      CREATE FUNCTION account_touch_later() RETURNS trigger LANGUAGE plpgsql AS $fn$
      BEGIN
        WITH latest AS (
          SELECT account_id, max(occurred_at) AS at FROM new_rows WHERE is_touch(kind) GROUP BY account_id),
        behind AS (
          SELECT t.account_id, latest.at FROM account_touch t JOIN latest USING (account_id)
          WHERE t.last_touch_at < latest.at ORDER BY t.account_id FOR NO KEY UPDATE OF t)
        UPDATE account_touch t SET last_touch_at = behind.at FROM behind
        WHERE t.account_id = behind.account_id AND t.last_touch_at < behind.at;
        RETURN NULL;
      END
      $fn$;
      CREATE TRIGGER touch_later AFTER INSERT ON timeline_entry REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION account_touch_later();

      -- Entries that went, or became something else: looked up anew for their accounts. First the lock, and then, with
      -- a new snapshot, the look: what others committed while they held the lock is seen.
      CREATE FUNCTION account_touch_renew(accounts uuid[]) RETURNS void LANGUAGE plpgsql AS $fn$
      BEGIN
        PERFORM FROM account_touch WHERE account_id = ANY (accounts) ORDER BY account_id FOR NO KEY UPDATE;
        UPDATE account_touch t SET last_touch_at = latest.at
        FROM (SELECT a.id, coalesce((SELECT max(e.occurred_at) FROM timeline_entry e
                WHERE e.account_id = a.id AND e.kind IN ('CALL', 'MEETING', 'EMAIL')), '-infinity') AS at
              FROM unnest(accounts) AS a (id)) AS latest
        WHERE t.account_id = latest.id AND t.last_touch_at <> latest.at;
      END
      $fn$;
      CREATE FUNCTION account_touch_changed() RETURNS trigger LANGUAGE plpgsql AS $fn$
      BEGIN
        PERFORM account_touch_renew(array_agg(DISTINCT account_id)) FROM (
          SELECT o.account_id FROM old_rows o JOIN new_rows n USING (id)
          WHERE (o.account_id, o.occurred_at, is_touch(o.kind)) <> (n.account_id, n.occurred_at, is_touch(n.kind))
          UNION ALL
          SELECT n.account_id FROM old_rows o JOIN new_rows n USING (id) WHERE o.account_id <> n.account_id) AS touched
        HAVING count(*) > 0;
        RETURN NULL;
      END
      $fn$;
      CREATE FUNCTION account_touch_gone() RETURNS trigger LANGUAGE plpgsql AS $fn$
      BEGIN
        PERFORM account_touch_renew(array_agg(DISTINCT account_id)) FROM old_rows WHERE is_touch(kind)
        HAVING count(*) > 0;
        RETURN NULL;
      END
      $fn$;
      CREATE TRIGGER touch_changed AFTER UPDATE ON timeline_entry REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION account_touch_changed();
      CREATE TRIGGER touch_gone AFTER DELETE ON timeline_entry REFERENCING OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION account_touch_gone();

      -- All of it, from the timeline: here, and wherever rows were written past the triggers.
      CREATE FUNCTION account_touch_rebuild() RETURNS void LANGUAGE sql AS $fn$
        INSERT INTO account_touch (account_id, lifecycle_stage, last_touch_at)
          SELECT a.id, a.lifecycle_stage, coalesce(e.at, '-infinity')
          FROM account a LEFT JOIN (
            SELECT account_id, max(occurred_at) AS at FROM timeline_entry
            WHERE kind IN ('CALL', 'MEETING', 'EMAIL') GROUP BY account_id) AS e ON e.account_id = a.id
          ORDER BY a.id
        ON CONFLICT (account_id) DO UPDATE
          SET lifecycle_stage = excluded.lifecycle_stage, last_touch_at = excluded.last_touch_at
          WHERE (account_touch.lifecycle_stage, account_touch.last_touch_at)
            <> (excluded.lifecycle_stage, excluded.last_touch_at);
      $fn$;
      SELECT account_touch_rebuild();
      -- Checked at once for all rows, which is far quicker than row by row.
      ALTER TABLE account_touch ADD FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE;
      CREATE INDEX account_touch_last ON account_touch (lifecycle_stage, last_touch_at, account_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER touch_of_new ON account;
      DROP TRIGGER touch_stage ON account;
      DROP TRIGGER touch_later ON timeline_entry;
      DROP TRIGGER touch_changed ON timeline_entry;
      DROP TRIGGER touch_gone ON timeline_entry;
      DROP FUNCTION account_touch_of_new, account_touch_stage, account_touch_later, account_touch_changed,
        account_touch_gone, account_touch_renew, account_touch_rebuild, is_touch;
      DROP TABLE account_touch;
    `);
  }
}
