import sql, { raw, type Sql } from 'sql-template-tag';
import {
  ascending,
  byId,
  declareReads,
  descending,
  firstWhere,
  listed,
  toMany,
  toOne,
} from '../../platform/reads/declaration';
import { embeddedList, type Embedded } from '../../platform/reads/embedded';
import {
  containsText,
  everything,
  money,
  nothing,
  oneOf,
  references,
} from '../../platform/reads/expressions';
import type { Given } from '../../platform/reads/given';
import type { Viewer } from '../../platform/reads/viewer';
import { MemberId } from '../members/member.rules';
import { AccountEntity } from './account.entity';
import type { AccountFilter } from './account.inputs';
import { AccountId } from './account.rules';

/**
 * Who may see an account, and with it everything that hangs on it: those who see the whole book, and CSMs where they
 * are in the account's team. `accountId` is the SQL of a column that holds the account's id.
 */
export function accountVisible(accountId: Sql, viewer: Viewer): Sql {
  if (viewer.may('book.read.whole')) return everything;
  if (!viewer.may('book.read') || viewer.memberId === null) return nothing;
  return inTeam(accountId, viewer.memberId);
}

/** For lists of what hangs on accounts: who sees only their team's accounts starts from those. */
export function fromTeam(viewer: Viewer): { property: 'accountId'; keys: Sql } | null {
  if (viewer.may('book.read.whole') || viewer.memberId === null) return null;
  const keys = sql`SELECT DISTINCT ta.account_id AS key FROM team_assignment ta
    WHERE ta.member_id = ${viewer.memberId} AND ta.ended_at IS NULL`;
  return { property: 'accountId', keys };
}

function inTeam(accountId: Sql, memberId: Given<string>): Sql {
  return sql`EXISTS (SELECT FROM team_assignment ta
    WHERE ta.account_id = ${accountId} AND ta.member_id = ${memberId} AND ta.ended_at IS NULL)`;
}

export const accountReads = declareReads<AccountEntity, AccountFilter>({
  id: AccountId,
  entity: AccountEntity,
  visibleTo: (row, viewer) => accountVisible(row('id'), viewer),
  fields: {
    annualRecurringRevenue: (row) => money(row('annualRecurringRevenue'), row('currency')),
    billedToDate: (row) => money(row('billedToDate'), row('currency')),
    externalIds: (row) => externalIds('account_external_id', 'account_id', row('id')),
  },
  queries: {
    account: byId(),
    accountByExternalId: firstWhere((externalId) => ({ externalId })),
    accounts: listed(),
  },
  relations: {
    owner: toOne('Member', 'ownerId'),
    parent: toOne('Account', 'parentId'),
    subsidiaries: toMany('Account', 'parentId'),
    team: toMany('TeamAssignment', 'accountId'),
    contacts: toMany('AccountContact', 'accountId'),
    timeline: toMany('TimelineEntry', 'accountId'),
    tasks: toMany('Task', 'accountId'),
    messages: toMany('Message', 'accountId'),
    onboarding: toOne('Onboarding', 'id', 'accountId'),
  },
  orders: {
    NAME: ascending('name'),
    TIER: ascending({ sql: (row) => tierRank(row('tier')), type: 'integer' }, 'name'),
    REVENUE_DESC: descending('annualRecurringRevenue'),
    WON_DESC: descending({ sql: (row) => sql`coalesce(${row('wonOn')}, 'infinity'::date)`, type: 'date' }),
  },
  defaultOrder: 'NAME',
  filters: {
    search: (row, wanted) => containsText(row('name'), wanted),
    domain: (row, domain) => sql`${row('domains')} @> ARRAY[${domain}]::text[]`,
    ownerId: (row, id) => references(row('ownerId'), MemberId, id, 'filter.ownerId'),
    teamMemberId: (row, id) =>
      inTeam(
        row('id'),
        id.map((wanted) => MemberId.parse(wanted, 'filter.teamMemberId')),
      ),
    externalId: (row, wanted) => sql`${row('id')} = (SELECT e.account_id FROM account_external_id e
      WHERE e.source = ${wanted.map(({ source }) => source)}
        AND e.external_id = ${wanted.map(({ externalId }) => externalId)})`,
    silentSince: (
      row,
      moment,
    ) => sql`NOT EXISTS (SELECT FROM timeline_entry e WHERE e.account_id = ${row('id')}
      AND e.occurred_at >= ${moment} AND e.kind IN ('CALL', 'MEETING', 'EMAIL'))`,
    stages: (row, stages) => oneOf(row('lifecycleStage'), stages),
    tiers: (row, tiers) => oneOf(row('tier'), tiers),
    segments: (row, segments) => oneOf(row('segment'), segments),
  },
});

/** The same expression as in the index `account_tier_rank`. */
function tierRank(tier: Sql): Sql {
  return sql`(CASE ${tier} WHEN 'KEY' THEN 0 WHEN 'GROWTH' THEN 1 ELSE 2 END)`;
}

/** The external ids of an account or contact, in a total order. */
export function externalIds(table: string, key: string, rowId: Sql): Embedded {
  return embeddedList(
    { source: raw('e.source'), externalId: raw('e.external_id') },
    sql`${raw(table)} e WHERE e.${raw(key)} = ${rowId}`,
    sql`e.source, e.external_id`,
  );
}
