import sql, { join, raw, type Sql } from 'sql-template-tag';
import {
  ascending,
  byId,
  declareReads,
  descending,
  firstWhere,
  listed,
  toMany,
  toOne,
  type GivenFilterOf,
  type RowRef,
  type StartFrom,
} from '../../platform/reads/declaration';
import { embeddedList, type Embedded } from '../../platform/reads/embedded';
import {
  containsText,
  daysBefore,
  enumValues,
  everyId,
  everything,
  isIndexed,
  money,
  nothing,
  oneOf,
  references,
} from '../../platform/reads/expressions';
import type { Given } from '../../platform/reads/given';
import { holds, resemblance, resembles } from '../../platform/reads/matching';
import type { Viewer } from '../../platform/reads/viewer';
import { MemberId } from '../members/member.rules';
import { accountsWithAttribute, hasAttributes } from './account-by-attribute.reads';
import { AccountEntity } from './account.entity';
import type { AccountFilter } from './account.inputs';
import { AccountId, LifecycleStage } from './account.rules';

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
  const keys = teamAccounts(viewer);
  return keys === null ? null : { property: 'accountId', keys };
}

/** The accounts of a viewer who sees only those of their teams, as `key`; null for everybody else. */
export function teamAccounts(viewer: Viewer): Sql | null {
  return viewer.may('book.read.whole') || viewer.memberId === null ? null : accountsOf(viewer.memberId);
}

function accountsOf(memberId: Given<string>): Sql {
  return sql`SELECT DISTINCT ta.account_id AS key FROM team_assignment ta
    WHERE ta.member_id = ${memberId} AND ta.ended_at IS NULL`;
}

/**
 * `OFFSET 0` keeps it a look at one entry of an index for each row. PostgreSQL would else join the member's accounts,
 * and take them for as many as members have on average: some have ten times as many.
 */
function inTeam(accountId: Sql, memberId: Given<string>): Sql {
  return sql`EXISTS (SELECT FROM team_assignment ta
    WHERE ta.account_id = ${accountId} AND ta.member_id = ${memberId} AND ta.ended_at IS NULL OFFSET 0)`;
}

export const accountReads = declareReads<AccountEntity, AccountFilter>({
  id: AccountId,
  entity: AccountEntity,
  visibleTo: (row, viewer) => accountVisible(row('id'), viewer),
  startFrom: startOf,
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
    attributes: toMany('AccountAttribute', 'accountId'),
  },
  orders: {
    NAME: ascending('name'),
    TIER: ascending({ sql: (row) => tierRank(row('tier')), type: 'integer' }, 'name'),
    REVENUE_DESC: descending('annualRecurringRevenue'),
    WON_DESC: descending({ sql: (row) => wonSql(row('wonOn')), type: 'date' }),
  },
  defaultOrder: 'NAME',
  search: {
    matches: (row, text) => holds(row('name'), text),
    resembles: (row, text) => resembles(row('name'), text),
    rank: (row, text) => resemblance(row('name'), text),
    excerpt: (row) => sql`concat_ws(', ', ${row('name')}, (${row('domains')})[1])`,
  },
  filters: {
    search: (row, wanted) => containsText(row('name'), wanted),
    domain: (row, domain) => hasDomain(row('domains'), domain),
    ownerId: (row, id) => references(row('ownerId'), MemberId, id, 'filter.ownerId'),
    teamMemberId: (row, id) => inTeam(row('id'), teamMember(id)),
    externalId: (row, wanted) => sql`${row('id')} = (SELECT e.account_id FROM account_external_id e
      WHERE e.source = ${wanted.map(({ source }) => source)}
        AND e.external_id = ${wanted.map(({ externalId }) => externalId)})`,
    silentSince: (row, moment) => isSilent(row('id'), moment),
    silentForDays: (row, days, viewer) => isSilent(row('id'), silentFrom(days, viewer)),
    stages: inStages,
    tiers: (row, tiers) => inTiers(row('tier'), tiers),
    segments: (row, segments) => oneOf(row('segment'), segments),
    attributes: (row, asked) => hasAttributes(row('id'), asked),
  },
});

/** How many accounts a filter may leave that is taken for one that leaves few. */
const few = 2_000;

/** A team's accounts where only those are meant; otherwise what an index finds for filters that may leave next to nothing. */
function startOf(viewer: Viewer, filter: GivenFilterOf<AccountFilter>): StartFrom<AccountEntity> | null {
  const { externalId, teamMemberId, domain, search, silentSince, silentForDays, stages, attributes } = filter;
  // One account, found by an index of its own.
  if (externalId) return null;
  const ofTeam = teamAccounts(viewer) ?? (teamMemberId ? accountsOf(teamMember(teamMemberId)) : null);
  if (ofTeam !== null) return { property: 'id', keys: ofTeam };
  const found = (keys: Sql) => ({ property: 'id' as const, keys, atMost: few });
  if (domain) return found(everyId('account', (row) => hasDomain(row('domains'), domain)));
  if (search && isIndexed(search))
    return found(everyId('account', (row) => containsText(row('name'), search)));
  const withAttribute = attributes === undefined ? null : accountsWithAttribute(attributes);
  if (withAttribute !== null) return found(withAttribute);
  const since = silentSince ?? (silentForDays && silentFrom(silentForDays, viewer));
  return since ? found(silentAccounts(since, stages)) : null;
}

function silentFrom(days: Given<number>, viewer: Viewer): Given<string> {
  return daysBefore(viewer.now, days, 'filter.silentForDays');
}

function isSilent(accountId: Sql, since: Given<string>): Sql {
  return sql`NOT EXISTS (SELECT FROM account_touch lt
    WHERE lt.account_id = ${accountId} AND lt.last_touch_at >= ${since}::timestamptz)`;
}

/** In the order of the index, so that only so many are read as are wanted. */
function silentAccounts(since: Given<string>, stages?: Given<readonly string[]>): Sql {
  const inStage = stages === undefined ? everything : oneOf(raw('lt.lifecycle_stage'), stages);
  return sql`SELECT lt.account_id AS key FROM account_touch lt
    WHERE ${inStage} AND lt.last_touch_at < ${since}::timestamptz ORDER BY lt.lifecycle_stage, lt.last_touch_at`;
}

function teamMember(id: Given<string>): Given<string> {
  return id.map((wanted) => MemberId.parse(wanted, 'filter.teamMemberId'));
}

function hasDomain(domains: Sql, domain: Given<string>): Sql {
  return sql`${domains} @> ARRAY[${domain}]::text[]`;
}

/** Only prospects were never won: saying so lets a list by that day leave out all of them at once. */
function inStages(row: RowRef<AccountEntity>, stages: Given<readonly string[]>): Sql {
  const inOne = oneOf(row('lifecycleStage'), stages);
  return stages.decide((wanted) => wanted.includes(LifecycleStage.PROSPECT))
    ? inOne
    : sql`${inOne} AND ${wonSql(row('wonOn'))} < 'infinity'`;
}

/** The same expression as in the index `account_won`. */
function wonSql(wonOn: Sql): Sql {
  return sql`coalesce(${wonOn}, 'infinity'::date)`;
}

/** By rank, as the list is sorted: an index then gives the tier and its order. */
function inTiers(tier: Sql, tiers: Given<readonly string[]>): Sql {
  const ranks = enumValues(tiers).map(tierRank);
  return ranks.length === 0 ? nothing : sql`${tierRank(tier)} = ANY (ARRAY[${join(ranks)}]::integer[])`;
}

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
