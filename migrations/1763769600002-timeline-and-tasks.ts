import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened with a customer, and what is to be done. */
export class TimelineAndTasks1763769600002 implements MigrationInterface {
  name = 'TimelineAndTasks1763769600002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '5s';

      CREATE TABLE timeline_entry (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('CALL', 'MEETING', 'NOTE', 'EMAIL', 'EVENT')),
        direction text CHECK (direction IN ('INBOUND', 'OUTBOUND')),
        occurred_at timestamptz NOT NULL,
        subject text NOT NULL CHECK (subject <> ''),
        body text NOT NULL DEFAULT '',
        -- Null where the system wrote it.
        author_id uuid REFERENCES member (id),
        source text,
        external_id text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((source IS NULL) = (external_id IS NULL))
      );
      CREATE INDEX timeline_entry_account ON timeline_entry (account_id, occurred_at, id);
      -- When a customer was last spoken with.
      CREATE INDEX timeline_entry_touch ON timeline_entry (account_id, occurred_at)
        WHERE kind IN ('CALL', 'MEETING', 'EMAIL');
      CREATE INDEX timeline_entry_occurred ON timeline_entry (occurred_at, id);
      CREATE UNIQUE INDEX timeline_entry_external ON timeline_entry (source, external_id) WHERE source IS NOT NULL;
      SELECT audit_table('timeline_entry', 'TimelineEntry', 'account_id', '');

      CREATE TABLE timeline_participant (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        entry_id uuid NOT NULL REFERENCES timeline_entry (id) ON DELETE CASCADE,
        member_id uuid REFERENCES member (id),
        contact_id uuid REFERENCES contact (id) ON DELETE CASCADE,
        CHECK (num_nonnulls(member_id, contact_id) = 1)
      );
      CREATE UNIQUE INDEX timeline_participant_member ON timeline_participant (entry_id, member_id) WHERE member_id IS NOT NULL;
      CREATE UNIQUE INDEX timeline_participant_contact ON timeline_participant (entry_id, contact_id) WHERE contact_id IS NOT NULL;
      CREATE INDEX timeline_participant_entry ON timeline_participant (entry_id, id);
      CREATE INDEX timeline_participant_of_contact ON timeline_participant (contact_id, entry_id) WHERE contact_id IS NOT NULL;
      CREATE INDEX timeline_participant_of_member ON timeline_participant (member_id, entry_id) WHERE member_id IS NOT NULL;
      SELECT audit_table('timeline_participant', 'TimelineParticipant', '', '');

      CREATE TABLE task (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        owner_id uuid NOT NULL REFERENCES member (id),
        title text NOT NULL CHECK (title <> ''),
        detail text NOT NULL DEFAULT '',
        due_on date,
        status text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'DONE', 'CANCELLED')),
        settled_at timestamptz,
        source text NOT NULL DEFAULT 'PERSON' CHECK (source IN ('PERSON', 'MEETING', 'WORKFLOW', 'INTEGRATION')),
        timeline_entry_id uuid REFERENCES timeline_entry (id) ON DELETE SET NULL,
        -- What a workflow asked for, so that asking twice makes one task.
        purpose text UNIQUE,
        needs_active boolean GENERATED ALWAYS AS (CASE WHEN status = 'OPEN' THEN true END) STORED,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((status = 'OPEN') = (settled_at IS NULL)),
        CONSTRAINT task_owner_active FOREIGN KEY (owner_id, needs_active) REFERENCES member (id, active)
      );
      CREATE INDEX task_account ON task (account_id, coalesce(due_on, 'infinity'::date), id);
      CREATE INDEX task_owner ON task (owner_id, status, coalesce(due_on, 'infinity'::date), id);
      CREATE INDEX task_due ON task (coalesce(due_on, 'infinity'::date), id);
      CREATE INDEX task_status ON task (status, coalesce(due_on, 'infinity'::date), id);
      -- Its foreign key looks for tasks of an entry, and readers for what came out of it.
      CREATE INDEX task_entry ON task (timeline_entry_id) WHERE timeline_entry_id IS NOT NULL;
      SELECT audit_table('task', 'Task', 'account_id', '');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE task, timeline_participant, timeline_entry');
  }
}
