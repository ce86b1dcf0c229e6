import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Commands for workflows, messages that leave the building, and the first process that uses both. */
export class EngineRoom1763769600003 implements MigrationInterface {
  name = 'EngineRoom1763769600003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '5s';

      -- One row per entity that ever sent a command. Its lock is held from numbering to commit, so commands of
      -- one entity become visible in the order of their numbers.
      CREATE TABLE outbox_entity (
        entity text PRIMARY KEY,
        last_number bigint NOT NULL
      );

      CREATE TABLE outbox_command (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        entity text NOT NULL REFERENCES outbox_entity (entity),
        number bigint NOT NULL,
        kind text NOT NULL CHECK (kind IN ('START', 'SIGNAL')),
        workflow text NOT NULL,
        workflow_id text NOT NULL,
        name text,
        payload jsonb NOT NULL,
        account_id uuid,
        status text NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'PUBLISHED', 'DEAD')),
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        claimed_until timestamptz,
        last_error text,
        created_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        UNIQUE (entity, number),
        CHECK ((kind = 'SIGNAL') = (name IS NOT NULL))
      );
      CREATE INDEX outbox_command_pending ON outbox_command (entity, number) WHERE status = 'PENDING';
      CREATE INDEX outbox_command_due ON outbox_command (next_attempt_at) WHERE status = 'PENDING';
      CREATE INDEX outbox_command_published ON outbox_command (settled_at) WHERE status = 'PUBLISHED';
      CREATE INDEX outbox_command_dead ON outbox_command (id) WHERE status = 'DEAD';

      -- Everything that leaves the building, as it will be sent. Unique by what it is for.
      CREATE TABLE message (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        purpose text NOT NULL UNIQUE,
        kind text NOT NULL,
        channel text NOT NULL DEFAULT 'EMAIL' CHECK (channel IN ('EMAIL')),
        account_id uuid REFERENCES account (id) ON DELETE CASCADE,
        contact_id uuid REFERENCES contact (id) ON DELETE SET NULL,
        member_id uuid REFERENCES member (id),
        from_name text NOT NULL,
        from_address text NOT NULL,
        reply_to text,
        to_name text NOT NULL,
        to_address text NOT NULL,
        language text NOT NULL,
        subject text NOT NULL,
        html text NOT NULL,
        plain_text text NOT NULL,
        message_id text NOT NULL UNIQUE,
        status text NOT NULL DEFAULT 'QUEUED'
          CHECK (status IN ('QUEUED', 'CLAIMED', 'SENT', 'REFUSED', 'UNCERTAIN', 'CANCELLED')),
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        -- Stays where the claim ran out: its sender may come back, and say what it knows.
        claimed_by text,
        claimed_until timestamptz,
        settled_at timestamptz,
        response text,
        -- Told by a signal once the message is settled.
        notify_workflow text,
        notify_workflow_id text,
        -- Business time of the moment that caused it.
        caused_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (status <> 'CLAIMED' OR claimed_by IS NOT NULL),
        CHECK ((notify_workflow IS NULL) = (notify_workflow_id IS NULL))
      );
      CREATE INDEX message_due ON message (next_attempt_at, id) WHERE status = 'QUEUED';
      CREATE INDEX message_claimed ON message (claimed_until) WHERE status = 'CLAIMED';
      CREATE INDEX message_uncertain ON message (id) WHERE status = 'UNCERTAIN';
      CREATE INDEX message_account ON message (account_id, id);

      CREATE TABLE onboarding (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL UNIQUE REFERENCES account (id) ON DELETE CASCADE,
        workflow_id text NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('STARTING', 'WAITING_FOR_WORKING_HOURS', 'WAITING_FOR_DECISION_MAKER',
          'WELCOME_QUEUED', 'WELCOME_SENT', 'WELCOME_UNDELIVERED', 'CANCELLED')),
        -- When the state began and, where it waits for a moment, which one; both business time.
        state_since timestamptz NOT NULL,
        welcome_due_at timestamptz,
        welcome_message_id uuid REFERENCES message (id),
        started_at timestamptz NOT NULL,
        finished_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX onboarding_state ON onboarding (state, state_since, id);
      SELECT audit_table('onboarding', 'Onboarding', 'account_id', '');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE onboarding, message, outbox_command, outbox_entity');
  }
}
