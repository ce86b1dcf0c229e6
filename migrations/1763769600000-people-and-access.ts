import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The members of the company, how they and integrations sign in, and the audit that every later table joins.
 * The audit is written by statement-level triggers: no code path can forget it, and a set-based import pays
 * for it once a statement. Who acts, and in which operation, comes from the setting `mainstay.actor`.
 */
export class PeopleAndAccess1763769600000 implements MigrationInterface {
  name = 'PeopleAndAccess1763769600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '5s';

      CREATE EXTENSION IF NOT EXISTS pg_trgm;

      -- The order in which people read names: letters before case, accents beside their letter.
      CREATE COLLATION people (provider = icu, locale = 'und');

      CREATE TABLE audit_entry (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        actor_kind text NOT NULL CHECK (actor_kind IN ('MEMBER', 'INTEGRATION', 'SYSTEM', 'DATABASE')),
        actor_id uuid,
        actor_name text NOT NULL,
        on_behalf_of_id uuid,
        operation text NOT NULL,
        request_id text,
        change text NOT NULL CHECK (change IN ('CREATED', 'UPDATED', 'DELETED')),
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        account_id uuid,
        changes jsonb NOT NULL
      );
      CREATE INDEX audit_entry_account ON audit_entry (account_id, id) WHERE account_id IS NOT NULL;
      CREATE INDEX audit_entry_subject ON audit_entry (subject_id, id);
      CREATE INDEX audit_entry_actor ON audit_entry (actor_id, id) WHERE actor_id IS NOT NULL;

      -- {column: {from, to}} of what differs. A secret that changed is named, its value is not.
      CREATE FUNCTION audit_diff(before jsonb, after jsonb, ignored text[], secrets text[]) RETURNS jsonb
      LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fn$
        SELECT coalesce(jsonb_object_agg(key, CASE
                 WHEN key = ANY (secrets) THEN jsonb_build_object('from', NULL, 'to', NULL, 'secret', true)
                 ELSE jsonb_build_object('from', before -> key, 'to', after -> key) END), '{}'::jsonb)
        FROM jsonb_object_keys(coalesce(after, before)) AS key
        WHERE key <> ALL (ignored)
          AND coalesce(before -> key, 'null') IS DISTINCT FROM coalesce(after -> key, 'null')
      $fn$;

      -- Arguments of the trigger: subject type, column that holds the account's id ('' for none), secret columns.
      CREATE FUNCTION audit_changes() RETURNS trigger LANGUAGE plpgsql AS $fn$
      DECLARE
        actor jsonb := coalesce(nullif(current_setting('mainstay.actor', true), '')::jsonb,
          jsonb_build_object('kind', 'DATABASE', 'name', session_user, 'operation', 'sql'));
        ignored text[] := ARRAY['id', 'version', 'created_at', 'updated_at', 'last_seen_at', 'last_used_at'] || coalesce(
          (SELECT array_agg(attname::text) FROM pg_attribute
           WHERE attrelid = TG_RELID AND attgenerated <> ''), '{}');
        secrets text[] := string_to_array(TG_ARGV[2], ',');
      BEGIN
        IF TG_OP = 'INSERT' THEN
          INSERT INTO audit_entry (occurred_at, actor_kind, actor_id, actor_name, on_behalf_of_id, operation,
            request_id, change, subject_type, subject_id, account_id, changes)
          SELECT coalesce((actor ->> 'at')::timestamptz, now()), actor ->> 'kind', (actor ->> 'id')::uuid,
            actor ->> 'name', (actor ->> 'onBehalfOf')::uuid, actor ->> 'operation', actor ->> 'requestId',
            'CREATED', TG_ARGV[0], (n ->> 'id')::uuid, (n ->> TG_ARGV[1])::uuid,
            audit_diff(NULL, n, ignored, secrets)
          FROM (SELECT to_jsonb(new_rows) AS n FROM new_rows) AS rows;
        ELSIF TG_OP = 'UPDATE' THEN
          INSERT INTO audit_entry (occurred_at, actor_kind, actor_id, actor_name, on_behalf_of_id, operation,
            request_id, change, subject_type, subject_id, account_id, changes)
          SELECT coalesce((actor ->> 'at')::timestamptz, now()), actor ->> 'kind', (actor ->> 'id')::uuid,
            actor ->> 'name', (actor ->> 'onBehalfOf')::uuid, actor ->> 'operation', actor ->> 'requestId',
            'UPDATED', TG_ARGV[0], (n ->> 'id')::uuid, (n ->> TG_ARGV[1])::uuid, diff
          FROM (SELECT to_jsonb(new_rows) AS n,
                  audit_diff(to_jsonb(old_rows), to_jsonb(new_rows), ignored, secrets) AS diff
                FROM new_rows JOIN old_rows USING (id)) AS rows
          WHERE diff <> '{}'::jsonb;
        ELSE
          INSERT INTO audit_entry (occurred_at, actor_kind, actor_id, actor_name, on_behalf_of_id, operation,
            request_id, change, subject_type, subject_id, account_id, changes)
          SELECT coalesce((actor ->> 'at')::timestamptz, now()), actor ->> 'kind', (actor ->> 'id')::uuid,
            actor ->> 'name', (actor ->> 'onBehalfOf')::uuid, actor ->> 'operation', actor ->> 'requestId',
            'DELETED', TG_ARGV[0], (o ->> 'id')::uuid, (o ->> TG_ARGV[1])::uuid,
            audit_diff(o, NULL, ignored, secrets)
          FROM (SELECT to_jsonb(old_rows) AS o FROM old_rows) AS rows;
        END IF;
        RETURN NULL;
      END
      $fn$;

      -- Puts a table under audit: SELECT audit_table('account', 'Account', 'id', '');
      CREATE FUNCTION audit_table(target regclass, subject text, account_column text, secrets text) RETURNS void
      LANGUAGE plpgsql AS $fn$
      BEGIN
        EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows
          FOR EACH STATEMENT EXECUTE FUNCTION audit_changes(%L, %L, %L)', target, subject, account_column, secrets);
        EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %s
          REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
          FOR EACH STATEMENT EXECUTE FUNCTION audit_changes(%L, %L, %L)', target, subject, account_column, secrets);
        EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows
          FOR EACH STATEMENT EXECUTE FUNCTION audit_changes(%L, %L, %L)', target, subject, account_column, secrets);
      END
      $fn$;

      CREATE TABLE member (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        email text NOT NULL CHECK (email = lower(email)),
        name text COLLATE people NOT NULL,
        title text,
        role text NOT NULL CHECK (role IN ('ADMIN', 'LEADER', 'CSM', 'EXECUTIVE', 'VIEWER')),
        time_zone text NOT NULL,
        language text NOT NULL,
        work_starts time NOT NULL DEFAULT '09:00',
        work_ends time NOT NULL DEFAULT '17:00',
        -- ISO 8601 weekdays, Monday is 1.
        work_days smallint[] NOT NULL DEFAULT '{1,2,3,4,5}',
        active boolean NOT NULL DEFAULT true,
        password_hash text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (work_starts < work_ends),
        CHECK (work_days <@ '{1,2,3,4,5,6,7}' AND cardinality(work_days) > 0)
      );
      CREATE UNIQUE INDEX member_email ON member (email);
      CREATE INDEX member_name ON member (name, id);
      -- Referenced by everything whose owner must be an active member.
      ALTER TABLE member ADD CONSTRAINT member_active UNIQUE (id, active);
      SELECT audit_table('member', 'Member', '', 'password_hash');

      CREATE TABLE member_session (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        member_id uuid NOT NULL REFERENCES member (id),
        token_hash bytea NOT NULL UNIQUE,
        user_agent text,
        address text,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz
      );
      CREATE INDEX member_session_member ON member_session (member_id, id);
      SELECT audit_table('member_session', 'Session', '', 'token_hash');

      CREATE TABLE api_key (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL,
        -- The first characters, so that people can tell keys apart.
        hint text NOT NULL,
        secret_hash bytea NOT NULL UNIQUE,
        scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
        created_by_id uuid NOT NULL REFERENCES member (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz,
        version integer NOT NULL DEFAULT 1
      );
      SELECT audit_table('api_key', 'ApiKey', '', 'secret_hash');

      -- Counters of rate-limiter-flexible, which expects these columns.
      CREATE TABLE sign_in_limit (
        key text PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      );

      -- One row per creating request that named a key; the answer is given again when the request is repeated.
      CREATE TABLE idempotency_key (
        actor text NOT NULL,
        key text NOT NULL,
        operation text NOT NULL,
        input_hash bytea NOT NULL,
        result jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (actor, key)
      );
      CREATE INDEX idempotency_key_created ON idempotency_key (created_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('The first migration is undone by dropping the database.');
  }
}
