import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The same expression as in the index account_tier_rank. */
const rank = `CASE tier WHEN 'KEY' THEN 0 WHEN 'GROWTH' THEN 1 ELSE 2 END`;

/** For each order and filter of a list that had none: built while others go on writing. */
const indexes: Readonly<Record<string, string>> = {
  onboarding_since: 'onboarding (state_since, id)',
  timeline_entry_kind: 'timeline_entry (kind, occurred_at, id)',
  // Large customers earn us more and are in a higher tier: whoever walks down the one order meets the small ones last.
  account_segment_tier: `account (segment, (${rank}), name, id)`,
  account_segment_revenue: 'account (segment, annual_recurring_revenue, id)',
  account_tier_revenue: `account ((${rank}), annual_recurring_revenue, id)`,
  account_contact_mask: 'account_contact (contact_roles_mask(roles), contact_id)',
  account_contact_left: 'account_contact (contact_roles_mask(roles), contact_id) WHERE left_on IS NOT NULL',
};

/**
 * What nothing is looked up by any more: a tier is asked for by its rank, which account_tier_rank has with the same
 * keys behind it; roles by their mask.
 */
const redundant: Readonly<Record<string, string>> = {
  account_tier: 'account (tier, name, id)',
  account_contact_roles: 'account_contact USING gin (roles)',
};

/** Indexes for lists of a million accounts. */
export class ListsAtScale1763769600005 implements MigrationInterface {
  name = 'ListsAtScale1763769600005';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await patiently(runner, async () => {
      // A bit for each role, in the order of the API's enum.
      await runner.query(`
        CREATE OR REPLACE FUNCTION contact_roles_mask(roles text[]) RETURNS integer
        LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT RETURN
          CASE WHEN 'DECISION_MAKER' = ANY (roles) THEN 1 ELSE 0 END
          + CASE WHEN 'ECONOMIC_BUYER' = ANY (roles) THEN 2 ELSE 0 END
          + CASE WHEN 'CHAMPION' = ANY (roles) THEN 4 ELSE 0 END
          + CASE WHEN 'USER' = ANY (roles) THEN 8 ELSE 0 END
          + CASE WHEN 'TECHNICAL' = ANY (roles) THEN 16 ELSE 0 END
          + CASE WHEN 'BILLING' = ANY (roles) THEN 32 ELSE 0 END
          + CASE WHEN 'BLOCKER' = ANY (roles) THEN 64 ELSE 0 END
          + CASE WHEN 'INFLUENCER' = ANY (roles) THEN 128 ELSE 0 END`);
      for (const [name, definition] of Object.entries(indexes)) await createIndex(runner, name, definition);
      for (const name of Object.keys(redundant))
        await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      // What an index says of an expression is known only once it was looked at.
      await runner.query('ANALYZE account, account_contact, account_touch');
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await patiently(runner, async () => {
      for (const [name, definition] of Object.entries(redundant)) await createIndex(runner, name, definition);
      for (const name of Object.keys(indexes))
        await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      await runner.query('DROP FUNCTION contact_roles_mask');
    });
  }
}

/** One that was begun and broken off is of no use, and in the way. */
async function createIndex(runner: QueryRunner, name: string, definition: string): Promise<void> {
  await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
  await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${definition}`);
}

/** However long it takes: nobody waits for it. */
async function patiently(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
  await runner.query('SET statement_timeout = 0; SET lock_timeout = 0');
  try {
    await work();
  } finally {
    await runner.query('RESET statement_timeout; RESET lock_timeout');
  }
}
