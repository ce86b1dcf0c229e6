import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, contacts, and the teams on both sides. */
export class TheBook1763769600001 implements MigrationInterface {
  name = 'TheBook1763769600001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '5s';

      -- ISO 4217; the exponent is the number of decimals of the minor unit.
      CREATE TABLE currency (
        code text PRIMARY KEY CHECK (code ~ '^[A-Z]{3}$'),
        exponent smallint NOT NULL CHECK (exponent BETWEEN 0 AND 4)
      );

      CREATE TABLE account (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        name text COLLATE people NOT NULL CHECK (name <> ''),
        domains text[] NOT NULL DEFAULT '{}',
        segment text NOT NULL CHECK (segment IN ('ENTERPRISE', 'MID_MARKET', 'SMALL_BUSINESS', 'CONSUMER')),
        tier text NOT NULL CHECK (tier IN ('KEY', 'GROWTH', 'SCALED')),
        lifecycle_stage text NOT NULL
          CHECK (lifecycle_stage IN ('PROSPECT', 'ONBOARDING', 'ADOPTION', 'EXPANSION', 'RENEWAL', 'CHURNED')),
        industry text,
        employees integer CHECK (employees >= 0),
        currency text NOT NULL REFERENCES currency (code),
        annual_recurring_revenue bigint NOT NULL DEFAULT 0 CHECK (annual_recurring_revenue >= 0),
        -- All that was ever billed; null where nobody told us.
        billed_to_date bigint CHECK (billed_to_date >= 0),
        contract_term_months integer CHECK (contract_term_months > 0),
        time_zone text NOT NULL,
        language text NOT NULL,
        country text CHECK (country ~ '^[A-Z]{2}$'),
        parent_id uuid REFERENCES account (id),
        won_on date,
        churned_on date,
        owner_id uuid NOT NULL REFERENCES member (id),
        owner_assignment_id uuid NOT NULL,
        owner_role text NOT NULL GENERATED ALWAYS AS ('OWNER') STORED,
        owner_open boolean NOT NULL GENERATED ALWAYS AS (true) STORED,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (parent_id <> id),
        CHECK ((lifecycle_stage = 'CHURNED') = (churned_on IS NOT NULL)),
        CHECK (lifecycle_stage = 'PROSPECT' OR won_on IS NOT NULL),
        CHECK (churned_on >= won_on)
      );
      CREATE INDEX account_name ON account (name, id);
      CREATE INDEX account_revenue ON account (annual_recurring_revenue, id);
      CREATE INDEX account_won ON account (coalesce(won_on, 'infinity'::date), id);
      CREATE INDEX account_owner ON account (owner_id, name, id);
      CREATE INDEX account_stage ON account (lifecycle_stage, name, id);
      CREATE INDEX account_tier ON account (tier, name, id);
      -- Key customers first.
      CREATE INDEX account_tier_rank ON account
        ((CASE tier WHEN 'KEY' THEN 0 WHEN 'GROWTH' THEN 1 ELSE 2 END), name, id);
      CREATE INDEX account_segment ON account (segment, name, id);
      CREATE INDEX account_parent ON account (parent_id, name, id) WHERE parent_id IS NOT NULL;
      CREATE INDEX account_domains ON account USING gin (domains);
      CREATE INDEX account_name_search ON account USING gin (lower(name COLLATE "C") gin_trgm_ops);
      SELECT audit_table('account', 'Account', 'id', '');

      CREATE TABLE account_external_id (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        source text NOT NULL CHECK (source <> ''),
        external_id text NOT NULL CHECK (external_id <> ''),
        UNIQUE (source, external_id)
      );
      CREATE INDEX account_external_id_account ON account_external_id (account_id, source, id);
      SELECT audit_table('account_external_id', 'AccountExternalId', 'account_id', '');

      -- Who of ours looks after an account, with its history: a row is never removed, it ends.
      CREATE TABLE team_assignment (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        member_id uuid NOT NULL REFERENCES member (id),
        role text NOT NULL CHECK (role IN ('OWNER', 'BACKUP', 'EXECUTIVE_SPONSOR', 'SPECIALIST')),
        specialty text,
        started_at timestamptz NOT NULL,
        ended_at timestamptz,
        open boolean NOT NULL GENERATED ALWAYS AS (ended_at IS NULL) STORED,
        -- True while open and null afterwards, so that the foreign key asks for an active member only while it counts.
        needs_active boolean GENERATED ALWAYS AS (CASE WHEN ended_at IS NULL THEN true END) STORED,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (ended_at >= started_at),
        CONSTRAINT team_assignment_member_active FOREIGN KEY (member_id, needs_active) REFERENCES member (id, active),
        CONSTRAINT team_assignment_identity UNIQUE (id, account_id, member_id, role, open)
      );
      CREATE UNIQUE INDEX team_assignment_one_owner ON team_assignment (account_id) WHERE role = 'OWNER' AND ended_at IS NULL;
      CREATE UNIQUE INDEX team_assignment_once ON team_assignment (account_id, member_id, role) WHERE ended_at IS NULL;
      CREATE INDEX team_assignment_account ON team_assignment (account_id, started_at, id);
      CREATE INDEX team_assignment_member ON team_assignment (member_id, account_id) WHERE ended_at IS NULL;
      SELECT audit_table('team_assignment', 'TeamAssignment', 'account_id', '');

      -- Exactly one owner at every commit: the account points at its open OWNER row, and the unique index above
      -- lets there be no second. Both are held by the database under any concurrency.
      ALTER TABLE account ADD CONSTRAINT account_owner_is_open
        FOREIGN KEY (owner_assignment_id, id, owner_id, owner_role, owner_open)
        REFERENCES team_assignment (id, account_id, member_id, role, open) DEFERRABLE INITIALLY DEFERRED;
      -- For the foreign key's own look-ups; not unique, since the key above holds that already and an UPDATE of a
      -- unique column locks the row against everybody who refers to it.
      CREATE INDEX account_owner_assignment ON account (owner_assignment_id);

      CREATE TABLE contact (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        name text COLLATE people NOT NULL CHECK (name <> ''),
        email text CHECK (email = lower(email)),
        phone text,
        title text,
        seniority text CHECK (seniority IN ('C_LEVEL', 'VICE_PRESIDENT', 'DIRECTOR', 'MANAGER', 'INDIVIDUAL')),
        preferred_channel text CHECK (preferred_channel IN ('EMAIL', 'PHONE', 'VIDEO', 'IN_PERSON', 'LETTER', 'SMS')),
        language text,
        time_zone text,
        hours_from time,
        hours_until time,
        reports_to_id uuid REFERENCES contact (id),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (reports_to_id <> id),
        CHECK ((hours_from IS NULL) = (hours_until IS NULL)),
        CHECK (hours_from < hours_until)
      );
      CREATE INDEX contact_name ON contact (name, id);
      CREATE INDEX contact_email ON contact (email) WHERE email IS NOT NULL;
      CREATE INDEX contact_reports_to ON contact (reports_to_id, name, id) WHERE reports_to_id IS NOT NULL;
      CREATE INDEX contact_name_search ON contact USING gin (lower(name COLLATE "C") gin_trgm_ops);
      SELECT audit_table('contact', 'Contact', '', '');

      CREATE TABLE contact_external_id (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        contact_id uuid NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        source text NOT NULL CHECK (source <> ''),
        external_id text NOT NULL CHECK (external_id <> ''),
        UNIQUE (source, external_id)
      );
      CREATE INDEX contact_external_id_contact ON contact_external_id (contact_id, source, id);
      SELECT audit_table('contact_external_id', 'ContactExternalId', '', '');

      -- What a person is to an account. One open row per person and account; leaving ends it, returning opens another.
      CREATE TABLE account_contact (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        contact_id uuid NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
        roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['DECISION_MAKER', 'ECONOMIC_BUYER',
          'CHAMPION', 'USER', 'TECHNICAL', 'BILLING', 'BLOCKER', 'INFLUENCER']),
        joined_on date,
        left_on date,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (left_on >= joined_on)
      );
      CREATE UNIQUE INDEX account_contact_once ON account_contact (account_id, contact_id) WHERE left_on IS NULL;
      CREATE INDEX account_contact_account ON account_contact (account_id, id);
      CREATE INDEX account_contact_roles ON account_contact USING gin (roles);
      CREATE INDEX account_contact_contact ON account_contact (contact_id, id);
      SELECT audit_table('account_contact', 'AccountContact', 'account_id', '');
    `);
    await runner.query(
      `INSERT INTO currency (code, exponent) SELECT code, exponent FROM jsonb_to_recordset($1)
      AS c (code text, exponent smallint)`,
      [JSON.stringify(currencies())],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE account_contact, contact_external_id, contact, account_external_id;
      ALTER TABLE account DROP CONSTRAINT account_owner_is_open;
      DROP TABLE team_assignment, account, currency;
    `);
  }
}

/** Active codes of ISO 4217 (list one), by exponent; funds, metals and test codes left out. */
function currencies(): { code: string; exponent: number }[] {
  const byExponent: Record<number, string> = {
    0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
    2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP
      CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR
      IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN
      NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
      STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`,
    3: 'BHD IQD JOD KWD LYD OMR TND',
    4: 'CLF UYW',
  };
  return Object.entries(byExponent).flatMap(([exponent, codes]) =>
    codes.split(/\s+/).map((code) => ({ code, exponent: Number(exponent) })),
  );
}
