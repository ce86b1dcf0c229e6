import { Client } from 'pg';
import { ContactRole } from '../../api/domains/contacts/contact.rules';
import { createTestDatabase, type TestDatabase } from '../support/engines';

let database: TestDatabase;
let client: Client;
let other: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = await connected();
  other = await connected();
  await client.query(
    `INSERT INTO member (email, name, role, time_zone, language) VALUES ('a@example.com', 'Ada', 'CSM', 'UTC', 'en')`,
  );
});
afterAll(async () => {
  await client.end();
  await other.end();
  await database.drop();
});

async function connected(): Promise<Client> {
  const made = new Client(database.url);
  await made.connect();
  return made;
}

async function anAccount(stage = 'PROSPECT'): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `WITH ids AS (SELECT uuidv7() AS account, uuidv7() AS assignment),
     opened AS (INSERT INTO team_assignment (id, account_id, member_id, role, started_at)
       SELECT ids.assignment, ids.account, member.id, 'OWNER', now() FROM ids, member)
     INSERT INTO account (id, name, segment, tier, lifecycle_stage, won_on, currency, time_zone, language, owner_id,
       owner_assignment_id)
     SELECT ids.account, 'Acme', 'ENTERPRISE', 'KEY', $1, CASE WHEN $1 <> 'PROSPECT' THEN date '2026-01-01' END, 'EUR', 'UTC',
       'en', member.id, ids.assignment FROM ids, member RETURNING id`,
    [stage],
  );
  return rows[0]?.id ?? '';
}

async function anEntry(accountId: string, kind: string, at: string, by = client): Promise<string> {
  const { rows } = await by.query<{ id: string }>(
    `INSERT INTO timeline_entry (account_id, kind, occurred_at, subject) VALUES ($1, $2, $3, 'Hello') RETURNING id`,
    [accountId, kind, at],
  );
  return rows[0]?.id ?? '';
}

/** The last touch as it is kept, `never` where there was none. */
async function lastTouch(accountId: string): Promise<string> {
  const { rows } = await client.query<{ at: string }>(
    `SELECT CASE WHEN isfinite(last_touch_at) THEN to_char(last_touch_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') ELSE 'never' END AS at
     FROM account_touch WHERE account_id = $1`,
    [accountId],
  );
  return rows[0]?.at ?? 'no row';
}

test('the last touch is that of the latest call, meeting or mail, however it came and went', async () => {
  const account = await anAccount();
  expect(await lastTouch(account)).toBe('never');
  const call = await anEntry(account, 'CALL', '2026-03-01');
  await anEntry(account, 'MEETING', '2026-02-01');
  await anEntry(account, 'NOTE', '2026-05-01');
  expect(await lastTouch(account)).toBe('2026-03-01');
  await client.query(`UPDATE timeline_entry SET occurred_at = '2026-01-01' WHERE id = $1`, [call]);
  expect(await lastTouch(account)).toBe('2026-02-01');
  await client.query(`UPDATE timeline_entry SET kind = 'EMAIL' WHERE kind = 'NOTE'`);
  expect(await lastTouch(account)).toBe('2026-05-01');
  const moved = await anAccount();
  await client.query(`UPDATE timeline_entry SET account_id = $1 WHERE kind = 'EMAIL'`, [moved]);
  expect([await lastTouch(account), await lastTouch(moved)]).toEqual(['2026-02-01', '2026-05-01']);
  await client.query('DELETE FROM timeline_entry');
  expect([await lastTouch(account), await lastTouch(moved)]).toEqual(['never', 'never']);
});

test('entries that come and go at the same moment leave the latest of those that stay', async () => {
  const account = await anAccount();
  const gone = await anEntry(account, 'CALL', '2026-03-01');
  await client.query('BEGIN');
  await other.query('BEGIN');
  await anEntry(account, 'CALL', '2026-04-01', other);
  const deleted = client.query('DELETE FROM timeline_entry WHERE id = $1', [gone]);
  await other.query('COMMIT');
  await deleted;
  await client.query('COMMIT');
  expect(await lastTouch(account)).toBe('2026-04-01');
});

test('a call and a change of the stage at the same moment don’t wait for each other', async () => {
  const account = await anAccount('ADOPTION');
  await client.query('BEGIN');
  await other.query('BEGIN');
  await anEntry(account, 'CALL', '2026-03-01', other);
  await client.query(`UPDATE account SET lifecycle_stage = 'RENEWAL' WHERE id = $1`, [account]);
  await anEntry(account, 'CALL', '2026-04-01');
  await anEntry(account, 'CALL', '2026-05-01', other);
  await client.query('COMMIT');
  await other.query('COMMIT');
  const { rows } = await client.query(
    'SELECT lifecycle_stage AS stage FROM account_touch WHERE account_id = $1',
    [account],
  );
  expect([rows, await lastTouch(account)]).toEqual([[{ stage: 'RENEWAL' }], '2026-05-01']);
});

test('the stage beside it is the account’s, and the account’s audit says nothing of touches', async () => {
  const account = await anAccount('ADOPTION');
  await anEntry(account, 'CALL', '2026-03-01');
  await client.query(`UPDATE account SET lifecycle_stage = 'RENEWAL' WHERE id = $1`, [account]);
  const { rows } = await client.query(
    'SELECT lifecycle_stage AS stage FROM account_touch WHERE account_id = $1',
    [account],
  );
  expect(rows).toEqual([{ stage: 'RENEWAL' }]);
  const audited = await client.query('SELECT change FROM audit_entry WHERE subject_id = $1 ORDER BY id', [
    account,
  ]);
  expect(audited.rows).toEqual([{ change: 'CREATED' }, { change: 'UPDATED' }]);
});

test('what was written past the triggers is made good', async () => {
  const account = await anAccount();
  await client.query('SET session_replication_role = replica');
  await anEntry(account, 'CALL', '2026-03-01');
  await client.query('RESET session_replication_role');
  expect(await lastTouch(account)).toBe('never');
  await client.query('SELECT account_touch_rebuild()');
  expect(await lastTouch(account)).toBe('2026-03-01');
});

test('the database numbers the roles of contacts as the lists of contacts do', async () => {
  const { rows } = await client.query<{ mask: number }>(
    'SELECT contact_roles_mask(ARRAY[role]) AS mask FROM unnest($1::text[]) WITH ORDINALITY AS roles (role, n) ORDER BY n',
    [Object.values(ContactRole)],
  );
  expect(rows.map(({ mask }) => mask)).toEqual(Object.values(ContactRole).map((_, index) => 2 ** index));
});
