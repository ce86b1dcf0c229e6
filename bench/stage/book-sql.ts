import { words } from './words';

/** One statement or a few of them, and what they make. */
export interface Step {
  readonly title: string;
  readonly sql: string;
}

/** The day on which the generated book was written down; all of its past and future is seen from here. */
export const bookDay = '2026-11-01';

/** How many accounts each success manager owns. */
const accountsPerOwner = 100;

/**
 * The statements that fill an empty schema with so many accounts: three contacts, five timeline entries, two tasks
 * and two audit entries each, every twentieth with an onboarding, everybody with about a hundred accounts. What is
 * said about row n depends on n alone, so every run has the same book but for its ids.
 */
export function bookSteps(accounts: number): Step[] {
  const owners = Math.max(10, Math.ceil(accounts / accountsPerOwner));
  return [
    { title: 'members', sql: helpers + members(owners) },
    { title: 'accounts', sql: accountSql(accounts, owners) },
    { title: 'contacts', sql: contactSql(accounts) },
    { title: 'timeline', sql: timelineSql },
    { title: 'tasks', sql: taskSql },
    { title: 'onboardings', sql: onboardingSql },
    { title: 'audit', sql: auditSql },
    { title: 'engine room', sql: engineRoomSql },
  ];
}

const list = (values: readonly string[]) => `ARRAY[${values.map((word) => `'${word}'`).join(',')}]`;

/** `pick` chooses a word by number; `dice` gives 0 … sides - 1. */
const helpers = `
  CREATE FUNCTION pg_temp.dice(n bigint, seed bigint, sides bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN (hashint8extended(n, seed) & 9223372036854775807) % sides;
  CREATE FUNCTION pg_temp.pick(words text[], n bigint, seed bigint) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN words[1 + (hashint8extended(n, seed) & 9223372036854775807) % cardinality(words)];`;

const personName = (n: string, seed: number) =>
  `pg_temp.pick(${list(words.firstName)}, ${n}, ${seed}) || ' ' ||
   pg_temp.pick(${list(words.lastNameStart)}, ${n}, ${seed + 1}) ||
   pg_temp.pick(${list(words.lastNameEnd)}, ${n}, ${seed + 2})`;

/** Success managers first, by number; then ten leaders and an administrator. */
const members = (owners: number) => `
  INSERT INTO member (email, name, title, role, time_zone, language)
    SELECT 'member.' || n || '@mainstay.example', ${personName('n', 1)}, 'Customer Success Manager',
      CASE WHEN n <= ${owners} THEN 'CSM' WHEN n <= ${owners + 10} THEN 'LEADER' ELSE 'ADMIN' END,
      (ARRAY['Europe/Berlin', 'Europe/London', 'America/New_York'])[1 + n % 3], 'en'
    FROM generate_series(1, ${owners + 11}) AS n;
  CREATE TEMP TABLE owners AS
    SELECT id, substring(email FROM '\\d+')::int AS n FROM member WHERE role = 'CSM';
  CREATE UNIQUE INDEX ON owners (n);
  ANALYZE owners;`;

const accountSql = (accounts: number, owners: number) => `
  CREATE TEMP TABLE numbers AS
    SELECT a.n, uuidv7() AS id, uuidv7() AS assignment, o.id AS owner
    FROM generate_series(1, ${accounts}) AS a (n) JOIN owners o ON o.n = 1 + a.n % ${owners} ORDER BY a.n;
  CREATE UNIQUE INDEX ON numbers (n);
  ANALYZE numbers;
  INSERT INTO account (id, name, domains, segment, tier, lifecycle_stage, industry, employees, currency,
      annual_recurring_revenue, contract_term_months, time_zone, language, country, parent_id, won_on, churned_on,
      owner_id, owner_assignment_id)
    SELECT id, root || ' ' || trade || ' ' || pg_temp.pick(${list(words.form)}, n, 13),
      ARRAY[lower(root || '-' || trade) || '.example'],
      (ARRAY['ENTERPRISE', 'MID_MARKET', 'MID_MARKET', 'SMALL_BUSINESS', 'SMALL_BUSINESS'])[1 + pg_temp.dice(n, 14, 5)],
      (ARRAY['KEY', 'GROWTH', 'GROWTH', 'SCALED', 'SCALED', 'SCALED', 'SCALED', 'SCALED'])[1 + pg_temp.dice(n, 15, 8)],
      stage, pg_temp.pick(${list(words.industry)}, n, 16), 10 + pg_temp.dice(n, 17, 5000),
      (ARRAY['EUR', 'EUR', 'USD', 'GBP'])[1 + pg_temp.dice(n, 18, 4)], 100 * pg_temp.dice(n, 19, 1000000),
      (ARRAY[1, 12, 24, 36])[1 + pg_temp.dice(n, 20, 4)], 'Europe/Berlin', 'en',
      (ARRAY['DE', 'FR', 'GB', 'US'])[1 + pg_temp.dice(n, 21, 4)],
      CASE WHEN pg_temp.dice(n, 25, 50) = 0 THEN (SELECT p.id FROM numbers p WHERE p.n = numbers.n / 50) END,
      CASE WHEN stage <> 'PROSPECT' THEN date '${bookDay}' - 420 - pg_temp.dice(n, 22, 1500)::int END,
      CASE WHEN stage = 'CHURNED' THEN date '${bookDay}' - 10 - pg_temp.dice(n, 23, 400)::int END,
      owner, assignment
    FROM numbers,
      LATERAL (SELECT pg_temp.pick(${list(words.companyStart)}, n, 10) || pg_temp.pick(${list(words.companyEnd)}, n, 11)
          AS root,
        pg_temp.pick(${list(words.trade)}, n, 12) AS trade,
        (ARRAY['PROSPECT', 'ADOPTION', 'ADOPTION', 'ADOPTION', 'EXPANSION', 'EXPANSION', 'RENEWAL', 'RENEWAL', 'CHURNED',
          'ONBOARDING'])[1 + pg_temp.dice(n, 24, 10)] AS stage) AS w
    ORDER BY n;
  INSERT INTO account_external_id (account_id, source, external_id) SELECT id, 'crm', 'A-' || n FROM numbers ORDER BY n;
  INSERT INTO team_assignment (id, account_id, member_id, role, started_at)
    SELECT assignment, id, owner, 'OWNER', timestamptz '${bookDay}' - interval '400 days' FROM numbers ORDER BY n;
  INSERT INTO team_assignment (account_id, member_id, role, started_at)
    SELECT a.id, o.id, 'BACKUP', timestamptz '${bookDay}' - interval '200 days'
    FROM numbers a JOIN owners o ON o.n = 1 + (a.n / 10 + 13) % ${owners} WHERE a.n % 10 = 0 AND o.id <> a.owner;`;

const contactSql = (accounts: number) => `
  CREATE TEMP TABLE people AS
    SELECT n, uuidv7() AS id, (n - 1) / 3 + 1 AS account FROM generate_series(1, ${3 * accounts}) AS n;
  CREATE UNIQUE INDEX ON people (n);
  ANALYZE people;
  INSERT INTO contact (id, name, email, phone, title, seniority, preferred_channel, language, time_zone, reports_to_id)
    SELECT id, ${personName('n', 30)}, 'person.' || n || '@customer.example', '+49 30 ' || (1000000 + n),
      pg_temp.pick(${list(words.title)}, n, 33),
      (ARRAY['C_LEVEL', 'DIRECTOR', 'MANAGER', 'INDIVIDUAL'])[1 + pg_temp.dice(n, 34, 4)],
      (ARRAY['EMAIL', 'PHONE', 'VIDEO'])[1 + pg_temp.dice(n, 35, 3)], 'en', 'Europe/Berlin',
      CASE WHEN n % 3 = 0 THEN (SELECT p.id FROM people p WHERE p.n = people.n - 1) END
    FROM people ORDER BY n;
  INSERT INTO account_contact (account_id, contact_id, roles, joined_on)
    SELECT a.id, p.id, ARRAY[(ARRAY['DECISION_MAKER', 'CHAMPION', 'USER'])[1 + p.n % 3]],
      date '${bookDay}' - 300
    FROM people p JOIN numbers a ON a.n = p.account ORDER BY p.n;`;

/** In the order in which it happened, as a table grows in life: an account's entries lie far from each other. */
const timelineSql = `
  CREATE TEMP TABLE touches AS
    SELECT row_number() OVER (ORDER BY occurred_at, n, k) AS number, t.* FROM (
      SELECT a.n, k, a.id AS account, a.owner, timestamptz '${bookDay}'
        - pg_temp.dice(a.n * 5 + k, 40, 400 * 24 * 3600) * interval '1 second' AS occurred_at
      FROM numbers a, generate_series(1, 5) AS k) AS t
    ORDER BY occurred_at, n, k;
  CREATE TEMP TABLE entries AS SELECT uuidv7() AS id, t.* FROM touches t ORDER BY number;
  DROP TABLE touches;
  INSERT INTO timeline_entry (id, account_id, kind, direction, occurred_at, subject, body, author_id, created_at)
    SELECT id, account, kind, CASE WHEN kind IN ('CALL', 'EMAIL') THEN 'OUTBOUND' END, occurred_at,
      pg_temp.pick(${list(words.subject)}, number, 41), 'What was said, decided and promised. Number ' || number || '.',
      owner, occurred_at
    FROM entries, LATERAL (
      SELECT (ARRAY['CALL', 'MEETING', 'EMAIL', 'NOTE', 'EVENT'])[1 + pg_temp.dice(number, 42, 5)] AS kind) AS k
    ORDER BY number;
  INSERT INTO timeline_participant (entry_id, member_id) SELECT id, owner FROM entries ORDER BY number;
  INSERT INTO timeline_participant (entry_id, contact_id)
    SELECT e.id, p.id FROM entries e JOIN people p ON p.n = e.n * 3 - e.k % 3 ORDER BY e.number;`;

const taskSql = `
  INSERT INTO task (account_id, owner_id, title, detail, due_on, status, settled_at)
    SELECT a.id, a.owner, pg_temp.pick(${list(words.task)}, a.n * 2 + k, 50), 'All that the owner has to know.',
      CASE WHEN (a.n + k) % 20 > 0 THEN date '${bookDay}' - 30 + pg_temp.dice(a.n * 2 + k, 51, 90)::int END,
      CASE WHEN done THEN 'DONE' ELSE 'OPEN' END, CASE WHEN done THEN timestamptz '${bookDay}' END
    FROM numbers a, generate_series(1, 2) AS k, LATERAL (SELECT pg_temp.dice(a.n * 2 + k, 52, 4) = 0 AS done) AS d
    ORDER BY pg_temp.dice(a.n * 2 + k, 53, 1000000);`;

const onboardingSql = `
  INSERT INTO message (purpose, kind, account_id, contact_id, from_name, from_address, to_name, to_address, language,
      subject, html, plain_text, message_id, status, settled_at, response, caused_at)
    SELECT 'welcome:' || a.id, 'WELCOME', a.id, p.id, 'Mainstay', 'success@mainstay.example', 'Person ' || p.n,
      'person.' || p.n || '@customer.example', 'en', 'Welcome', '<p>Welcome</p>', 'Welcome',
      '<' || a.id || '@mainstay.example>', 'SENT', timestamptz '${bookDay}', '250 OK', timestamptz '${bookDay}'
    FROM numbers a JOIN people p ON p.n = a.n * 3 WHERE pg_temp.dice(a.n, 61, 20) = 0 ORDER BY a.n;
  INSERT INTO onboarding (account_id, workflow_id, state, state_since, welcome_message_id, started_at)
    SELECT account_id, 'onboarding:' || account_id, 'WELCOME_SENT', timestamptz '${bookDay}'
        - pg_temp.dice(row_number() OVER (ORDER BY id), 60, 400 * 86400) * interval '1 second', id,
      timestamptz '${bookDay}' - interval '400 days'
    FROM message ORDER BY id;`;

const auditSql = `
  INSERT INTO audit_entry (occurred_at, recorded_at, actor_kind, actor_id, actor_name, operation, change,
      subject_type, subject_id, account_id, changes)
    SELECT timestamptz '${bookDay}', timestamptz '${bookDay}', 'MEMBER', owner, 'A success manager',
      (ARRAY['createAccount', 'updateAccount'])[k], (ARRAY['CREATED', 'UPDATED'])[k], 'Account', id, id,
      '{"name": {"from": null, "to": "A name"}, "tier": {"from": "GROWTH", "to": "KEY"}}'
    FROM numbers, generate_series(1, 2) AS k ORDER BY k, n;`;

/** One command for every onboarding; and, however large the book is, what people look for in the engine room. */
const engineRoomSql = `
  INSERT INTO outbox_entity (entity, last_number) SELECT 'onboarding:' || account_id, 1 FROM onboarding;
  INSERT INTO outbox_command (entity, number, kind, workflow, workflow_id, payload, account_id, status, attempts,
      last_error, created_at, settled_at)
    SELECT 'onboarding:' || account_id, 1, 'START', 'onboarding', 'onboarding:' || account_id, '{}', account_id, status,
      1, CASE WHEN status = 'DEAD' THEN 'No such workflow' END, started_at, CASE WHEN status <> 'PENDING' THEN started_at END
    FROM (SELECT *, CASE WHEN row_number() OVER (ORDER BY id) <= 20 THEN 'DEAD'
      WHEN row_number() OVER (ORDER BY id) <= 40 THEN 'PENDING' ELSE 'PUBLISHED' END AS status FROM onboarding) AS o
    ORDER BY id;
  UPDATE message SET status = 'UNCERTAIN' WHERE id IN (SELECT id FROM message ORDER BY id LIMIT 20);
  INSERT INTO api_key (name, hint, secret_hash, scopes, created_by_id)
    SELECT 'Integration ' || n, 'msk_' || n, sha256(n::text::bytea), ARRAY['ACCOUNTS_READ'],
      (SELECT id FROM member WHERE role = 'ADMIN' LIMIT 1)
    FROM generate_series(1, 30) AS n;`;
