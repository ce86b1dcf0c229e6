import { Pool, type PoolClient } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/engines';

/** Tries to break "exactly one active owner per account" with raw SQL, as no service would write it. */
describe('the database keeps exactly one active owner per account', () => {
  let database: TestDatabase;
  let pool: Pool;
  const members: string[] = [];
  const accounts: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new Pool({ connectionString: database.url, max: 50 });
    for (let n = 0; n < 4; n += 1) members.push(await newMember(pool, n));
    for (let n = 0; n < 3; n += 1) accounts.push(await newAccount(pool, members[n % members.length] ?? ''));
  });

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('refuses an account without an owner, and an owner row that nobody points at', async () => {
    const [account] = accounts;
    await expect(
      commit(pool, (c) =>
        c.query(`UPDATE team_assignment SET ended_at = now() WHERE account_id = $1`, [account]),
      ),
    ).rejects.toThrow('account_owner_is_open');
    await expect(
      commit(pool, (c) => c.query(`DELETE FROM team_assignment WHERE account_id = $1`, [account])),
    ).rejects.toThrow('account_owner_is_open');
    await expect(
      commit(pool, (c) => c.query(`UPDATE account SET owner_id = $2 WHERE id = $1`, [account, members[3]])),
    ).rejects.toThrow('account_owner_is_open');
    await expect(
      commit(pool, (c) =>
        c.query(
          `INSERT INTO team_assignment (account_id, member_id, role, started_at) VALUES ($1, $2, 'OWNER', now())`,
          [account, members[3]],
        ),
      ),
    ).rejects.toThrow('team_assignment_one_owner');
  });

  it('refuses to make a member inactive who still owns something', async () => {
    await expect(
      commit(pool, (c) => c.query(`UPDATE member SET active = false WHERE id = $1`, [members[0]])),
    ).rejects.toThrow('team_assignment_member_active');
  });

  it('holds while fifty connections hand over, end, delete and deactivate at once', async () => {
    const attempts = Array.from({ length: 400 }, (_, n) => attempt(pool, n).catch(() => undefined));
    await Promise.all(attempts);
    const { rows } = await pool.query<{ broken: number; moved: number }>(
      `SELECT count(*) FILTER (WHERE owners <> 1 OR NOT active OR NOT same)::integer AS broken, sum(ended)::integer AS moved
       FROM (SELECT count(*) FILTER (WHERE ta.ended_at IS NULL) AS owners, count(*) FILTER (WHERE ta.ended_at IS NOT NULL) AS ended,
               bool_and(m.active) FILTER (WHERE ta.ended_at IS NULL) AS active,
               bool_and(ta.member_id = a.owner_id AND ta.id = a.owner_assignment_id) FILTER (WHERE ta.ended_at IS NULL) AS same
             FROM account a JOIN team_assignment ta ON ta.account_id = a.id AND ta.role = 'OWNER'
             JOIN member m ON m.id = ta.member_id GROUP BY a.id) AS each`,
    );
    expect(rows[0]?.broken).toBe(0);
    // Otherwise the attempts only collided, and nothing was shown.
    expect(rows[0]?.moved).toBeGreaterThan(5);
  });

  /** One of several ways to change owners, most of them wrong. */
  function attempt(on: Pool, n: number): Promise<void> {
    const account = accounts[n % accounts.length];
    const member = members[(n * 7 + 3) % members.length];
    return commit(on, async (c) => {
      if (n % 5 === 0) await c.query(`UPDATE member SET active = NOT active WHERE id = $1`, [member]);
      if (n % 3 !== 1)
        await c.query(
          `UPDATE team_assignment SET ended_at = now() WHERE account_id = $1 AND role = 'OWNER' AND ended_at IS NULL`,
          [account],
        );
      if (n % 4 === 3) return;
      await c.query(
        `WITH opened AS (INSERT INTO team_assignment (account_id, member_id, role, started_at) VALUES ($1, $2, 'OWNER', now()) RETURNING id)
         UPDATE account SET owner_id = $2, owner_assignment_id = (SELECT id FROM opened) WHERE id = $1`,
        [account, member],
      );
    });
  }
});

async function commit(pool: Pool, work: (client: PoolClient) => Promise<unknown>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function newMember(pool: Pool, n: number): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO member (email, name, role, time_zone, language) VALUES ($1, $2, 'CSM', 'UTC', 'en') RETURNING id`,
    [`m${n}@example.com`, `Member ${n}`],
  );
  return rows[0]?.id ?? '';
}

async function newAccount(pool: Pool, owner: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `WITH ids AS (SELECT uuidv7() AS account, uuidv7() AS assignment),
     opened AS (INSERT INTO team_assignment (id, account_id, member_id, role, started_at)
       SELECT assignment, account, $1, 'OWNER', now() FROM ids)
     INSERT INTO account (id, name, segment, tier, lifecycle_stage, currency, time_zone, language, owner_id, owner_assignment_id)
     SELECT account, 'An account', 'MID_MARKET', 'GROWTH', 'PROSPECT', 'EUR', 'UTC', 'en', $1, assignment FROM ids RETURNING id`,
    [owner],
  );
  return rows[0]?.id ?? '';
}
