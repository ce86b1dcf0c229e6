import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { withClient } from '../../local/postgres';

/** The tokens of those who ask in a large book: by role and number of accounts, lists become different statements. */
export interface ScaleTokens {
  /** Sees the whole book. */
  readonly leader: string;
  /** Looks after ten times as many accounts as most do. */
  readonly manager: string;
}

/**
 * Fills a migrated, empty database with so many accounts, two contacts, two timeline entries, a task and an audit
 * entry each. Past all triggers and with the indexes made afterwards, which is several times as quick; the
 * planner's statistics are taken at the end.
 */
export async function fillBook(databaseUrl: string, accounts: number): Promise<ScaleTokens> {
  return withClient(databaseUrl, async (client) => {
    await client.query(
      `SET session_replication_role = replica; SET maintenance_work_mem = '256MB'; SET work_mem = '64MB'`,
    );
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
       JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = 'public'::regnamespace
         AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)`,
    );
    await client.query(indexes.map(({ name }) => `DROP INDEX ${name}`).join(';'));
    for (const statement of statements(accounts)) await client.query(statement);
    await client.query(indexes.map(({ definition }) => definition).join(';'));
    await client.query('SELECT account_touch_rebuild()');
    await client.query('VACUUM ANALYZE');
    return { leader: await openSession(client, 'leader'), manager: await openSession(client, 'many') };
  });
}

async function openSession(client: Client, name: string): Promise<string> {
  const token = `mss_${randomBytes(32).toString('base64url')}`;
  await client.query(
    `INSERT INTO member_session (member_id, token_hash, expires_at)
     SELECT id, sha256($1::text::bytea), now() + interval '1 day' FROM member WHERE name = $2`,
    [token, name],
  );
  return token;
}

const words = (list: string) => `(ARRAY['${list.split(' ').join("','")}'])`;
const starts = words(
  'Alder Amber Birch Bright Cedar Clear Copper Elm Fern Fox Glen Gold Hazel Iron Lake Maple Oak Pine',
);
const ends = words(
  'bank bridge brook cliff dale field ford gate grove haven hill mere moor point ridge stone vale wick',
);
const trades = words(
  'Analytics Aviation Banking Chemicals Dental Energy Foods Freight Gaming Hotels Legal Media Optics',
);
const people = words(
  'Ada Bruno Chiara Daniel Elena Felix Greta Hugo Ines Jonas Klara Lars Mina Nadia Oscar Paula Sofia Tara',
);

/** A word for the number of a row; the same seed gives the same word. */
const pick = (list: string, n: string, seed: number) =>
  `${list}[1 + (hashint8extended(${n}, ${seed}) & 2147483647) % array_length(${list}, 1)]`;

/** Success managers have a hundred accounts each, one of them a thousand. */
function statements(accounts: number): string[] {
  const managers = Math.ceil(accounts / 100);
  return [
    `INSERT INTO member (email, name, role, time_zone, language)
       SELECT 'csm.' || n || '@mainstay.example', 'CSM ' || n, 'CSM', 'UTC', 'en' FROM generate_series(1, ${managers}) AS n
       UNION ALL SELECT who || '@mainstay.example', who, role, 'UTC', 'en'
       FROM (VALUES ('leader', 'LEADER'), ('many', 'CSM')) AS others (who, role)`,
    `CREATE TEMP TABLE numbers AS SELECT n, uuidv7() AS id, uuidv7() AS assignment, m.id AS owner
       FROM generate_series(1, ${accounts}) AS n JOIN member m ON m.email = 'csm.' || 1 + n % ${managers} || '@mainstay.example'`,
    `INSERT INTO account (id, name, domains, segment, tier, lifecycle_stage, currency, annual_recurring_revenue, time_zone,
         language, won_on, churned_on, parent_id, owner_id, owner_assignment_id)
       SELECT id, ${pick(starts, 'n', 13)} || ${pick(ends, 'n', 29)} || ' ' || ${pick(trades, 'n', 17)} || ' ' || n % 977,
         ARRAY['customer-' || n || '.example'], (ARRAY['ENTERPRISE', 'MID_MARKET', 'SMALL_BUSINESS'])[1 + n % 3],
         (ARRAY['KEY', 'GROWTH', 'SCALED', 'SCALED'])[1 + n % 4], stage, 'EUR', n % 100003 * 100, 'UTC', 'en',
         CASE WHEN stage <> 'PROSPECT' THEN date '2026-01-01' - n % 2000 END,
         CASE WHEN stage = 'CHURNED' THEN date '2026-06-01' END,
         CASE WHEN n % 50 = 0 THEN lag(id, 25) OVER (ORDER BY n) END, owner, assignment
       FROM (SELECT *, (ARRAY['PROSPECT', 'ONBOARDING', 'ADOPTION', 'ADOPTION', 'EXPANSION', 'RENEWAL', 'CHURNED'])[1 + n % 7]
         AS stage FROM numbers) AS staged`,
    `INSERT INTO account_external_id (account_id, source, external_id) SELECT id, 'crm', 'A-' || n FROM numbers`,
    `INSERT INTO attribute (key, name, type, choices) VALUES ('seats', 'Seats', 'NUMBER', '{}'), ('since', 'Since', 'DATE', '{}'),
         ('vip', 'VIP', 'BOOLEAN', '{}'), ('plan', 'Plan', 'CHOICE', '{Basic,Plus,Huge}')`,
    `INSERT INTO account_attribute (account_id, attribute_id, key, type, text_value, number_value, date_value, boolean_value)
       SELECT n.id, t.id, t.key, t.type, CASE WHEN t.type = 'CHOICE' THEN CASE WHEN n.n % 100 = 0 THEN 'Huge' ELSE 'Basic' END END,
         CASE WHEN t.type = 'NUMBER' THEN n.n % 1000 END, CASE WHEN t.type = 'DATE' THEN date '2020-01-01' + n.n % 1000 END,
         CASE WHEN t.type = 'BOOLEAN' THEN n.n % 500 = 0 END
       FROM numbers n, attribute t ORDER BY n.n`,
    `INSERT INTO team_assignment (id, account_id, member_id, role, started_at)
       SELECT assignment, id, owner, 'OWNER', timestamptz '2025-01-01' FROM numbers
       UNION ALL SELECT uuidv7(), id, (SELECT id FROM member WHERE name = 'many'), 'BACKUP', timestamptz '2025-01-01'
       FROM numbers WHERE n % (SELECT greatest(1, ${accounts} / 1000)) = 0`,
    `CREATE TEMP TABLE persons AS SELECT uuidv7() AS id, a.id AS account, a.n, k FROM numbers a, generate_series(1, 2) AS k`,
    `INSERT INTO contact (id, name, email) SELECT id, ${pick(people, '(n + k)', 31)} || ' ' || ${pick(starts, '(n * k)', 19)}
         || ${pick(ends, 'n', 23)}, 'person.' || n || '.' || k || '@customer.example' FROM persons`,
    `INSERT INTO consent (contact_id, purpose, granted, source, evidence, given_at)
       SELECT id, (ARRAY['NEWSLETTER', 'SURVEYS', 'GIFTS'])[p], p < 3 OR n % 100 = 0, 'FORM', 'The form', timestamptz '2026-01-01' - n * interval '1 minute'
       FROM persons, generate_series(1, 3) AS p WHERE k = 1`,
    `INSERT INTO account_contact (account_id, contact_id, roles, left_on)
       SELECT account, id, ARRAY[(ARRAY['DECISION_MAKER', 'CHAMPION', 'USER'])[k]],
         CASE WHEN n % 40 = 0 THEN date '2026-01-01' END FROM persons`,
    `CREATE TEMP TABLE happenings AS SELECT uuidv7() AS id, a.id AS account, a.owner, a.n, k,
         timestamptz '2026-06-01' - ((a.n * 7919 + k * 104729) % 31536000) * interval '1 second' AS at
       FROM numbers a, generate_series(1, 2) AS k`,
    `INSERT INTO timeline_entry (id, account_id, kind, occurred_at, subject, body, author_id)
       SELECT id, account, (ARRAY['CALL', 'MEETING', 'EMAIL', 'NOTE'])[1 + (n + k) % 4], at,
         'About ' || ${pick(trades, '(n + k)', 37)}, 'What was said about ' || ${pick(ends, '(n * k)', 41)}, owner FROM happenings`,
    `INSERT INTO timeline_participant (entry_id, member_id) SELECT id, owner FROM happenings WHERE k = 1`,
    `INSERT INTO timeline_participant (entry_id, contact_id) SELECT h.id, p.id FROM happenings h
       JOIN persons p ON p.n = h.n AND p.k = h.k WHERE h.k = 1`,
    `INSERT INTO task (account_id, owner_id, title, due_on, status, settled_at)
       SELECT id, owner, 'Call ' || n, date '2026-06-01' + n * 31 % 365,
         CASE WHEN n % 3 = 0 THEN 'DONE' ELSE 'OPEN' END, CASE WHEN n % 3 = 0 THEN timestamptz '2026-05-01' END
       FROM numbers`,
    `INSERT INTO message (purpose, kind, account_id, from_name, from_address, to_name, to_address, language, subject, html,
         plain_text, message_id, status, settled_at, caused_at)
       SELECT 'welcome:' || id, 'WELCOME', id, 'Us', 'us@mainstay.example', 'You', 'you@customer.example', 'en', 'Welcome',
         '<p>Welcome</p>', 'Welcome', id::text, 'SENT', timestamptz '2026-01-01', timestamptz '2026-01-01'
       FROM numbers WHERE n % 5 = 0`,
    `INSERT INTO onboarding (account_id, workflow_id, state, state_since, welcome_message_id, started_at)
       SELECT account_id, 'onboarding:' || account_id, 'WELCOME_SENT',
         timestamptz '2026-01-01' + row_number() OVER () * interval '1 minute', id, timestamptz '2025-12-01' FROM message`,
    `INSERT INTO audit_entry (occurred_at, actor_kind, actor_id, actor_name, operation, change, subject_type, subject_id,
         account_id, changes)
       SELECT now(), 'MEMBER', owner, 'A manager', 'createAccount', 'CREATED',
         CASE WHEN n % 100 = 0 THEN 'Session' ELSE 'Account' END, id, id, '{"name": {"from": null, "to": "A name"}}' FROM numbers`,
  ];
}
