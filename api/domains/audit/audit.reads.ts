import sql, { join, raw, type Sql } from 'sql-template-tag';
import {
  declareReads,
  descending,
  listed,
  toOne,
  type AnyDeclaration,
} from '../../platform/reads/declaration';
import { embeddedList, type Embedded } from '../../platform/reads/embedded';
import { everything, nothing, references } from '../../platform/reads/expressions';
import type { Viewer } from '../../platform/reads/viewer';
import type { Ability } from '../../shared/access.rules';
import { BadInput } from '../../shared/errors';
import { splitGlobalId, type IdType } from '../../shared/ids';
import { ApiKeyId } from '../access/access-ids.rules';
import { AccountId } from '../accounts/account.rules';
import { MemberId } from '../members/member.rules';
import { AuditEntryEntity } from './audit.entity';
import type { AuditEntryFilter } from './audit.inputs';
import { AuditEntryId } from './audit.rules';

/** Columns that hold the id of another object, and the type of that object; their values are shown as global ids. */
const referring: Readonly<Record<string, string>> = {
  account_id: 'Account',
  parent_id: 'Account',
  contact_id: 'Contact',
  reports_to_id: 'Contact',
  owner_id: 'Member',
  member_id: 'Member',
  author_id: 'Member',
  created_by_id: 'Member',
  owner_assignment_id: 'TeamAssignment',
  entry_id: 'TimelineEntry',
  timeline_entry_id: 'TimelineEntry',
  welcome_message_id: 'Message',
};

const bareUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The reads of the audit. `ids` are those of all other types: with them the entries name what they are about as the
 * rest of the API does.
 */
export function auditReads(ids: readonly IdType[]): AnyDeclaration {
  return declareReads<AuditEntryEntity, AuditEntryFilter>({
    id: AuditEntryId,
    entity: AuditEntryEntity,
    ability: 'audit.read',
    visibleTo: (row, viewer) =>
      viewer.may('audit.read') ? entriesOpenTo(viewer, row('subjectType')) : nothing,
    fields: {
      subjectId: (row) => sql`${prefixOf(ids, row('subjectType'))} || ${row('subjectId')}`,
      changes: (row) => changesOf(ids, row('changes')),
    },
    queries: { auditEntries: listed() },
    relations: {
      actor: toOne('Member', 'actorId'),
      onBehalfOf: toOne('Member', 'onBehalfOfId'),
      account: toOne('Account', 'accountId'),
    },
    orders: { NEWEST: descending() },
    defaultOrder: 'NEWEST',
    filters: {
      accountId: (row, id) => references(row('accountId'), AccountId, id, 'filter.accountId'),
      actorId: (row, id) => sql`${row('actorId')} = ${id.map(actorRow)}`,
      subjectId: (row, id) => sql`${row('subjectId')} = ${id.map(subjectRow)}`,
      // Ids begin with their time, so the index on them finds the range; recorded_at then says it exactly. A
      // transaction's entries get ids while it runs, and the time of its start: hence the day.
      since: (row, moment) =>
        sql`(${row('recordedAt')} >= ${moment}::timestamptz AND ${row('id')} >= ${firstIdAt(sql`${moment}::timestamptz`)})`,
      until: (row, moment) =>
        sql`(${row('recordedAt')} < ${moment}::timestamptz
          AND ${row('id')} < ${firstIdAt(sql`${moment}::timestamptz + interval '1 day'`)})`,
    },
  });
}

/**
 * Entries say what their objects say: where somebody signed in from and how a key begins are seen in the audit by
 * those who see sessions and keys of others.
 */
const neededFor: readonly (readonly [subjectType: string, Ability])[] = [
  ['Session', 'members.manage'],
  ['ApiKey', 'keys.manage'],
];

function entriesOpenTo(viewer: Viewer, subjectType: Sql): Sql {
  const closed = neededFor.filter(([, ability]) => !viewer.may(ability)).map(([type]) => type);
  // In the text of the statement: PostgreSQL then knows that hardly any entry is one of theirs.
  const names = closed.map((type) => raw(`'${type}'`));
  return closed.length === 0 ? everything : sql`${subjectType} NOT IN (${join(names)})`;
}

/** The prefix of a type's global ids with its underscore; nothing where the type has no ids of its own. */
function prefixOf(ids: readonly IdType[], type: Sql): Sql {
  const cases = ids.map((id) => sql`WHEN ${raw(`'${id.type}'`)} THEN ${raw(`'${id.prefix}_'`)}`);
  return sql`(CASE ${type} ${join(cases, ' ')} ELSE '' END)`;
}

/** `{"owner_id": {"from", "to"}}` → `[{"field": "ownerId", "from", "to", "secret"}]`, by name. */
function changesOf(ids: readonly IdType[], changes: Sql): Embedded {
  return embeddedList(
    {
      field: sql`lower(left(c.key, 1)) || substr(replace(initcap(replace(c.key, '_', ' ')), ' ', ''), 2)`,
      from: valueSql(ids, raw(`c.value -> 'from'`)),
      to: valueSql(ids, raw(`c.value -> 'to'`)),
      secret: sql`coalesce((c.value ->> 'secret')::boolean, false)`,
    },
    sql`jsonb_each(${changes}) AS c`,
    sql`c.key`,
  );
}

/** A value in wire form: references as global ids, numbers that JSON's readers would round as text. */
function valueSql(ids: readonly IdType[], value: Sql): Sql {
  const cases = Object.entries(referring).flatMap(([column, type]) => {
    const prefix = ids.find((id) => id.type === type)?.prefix;
    return prefix === undefined ? [] : [sql`WHEN ${raw(`'${column}'`)} THEN ${raw(`'${prefix}_'`)}`];
  });
  const prefix = cases.length === 0 ? sql`NULL::text` : sql`(CASE c.key ${join(cases, ' ')} END)`;
  const text = sql`(${value} #>> '{}')`;
  return sql`CASE jsonb_typeof(${value})
    WHEN 'string' THEN to_jsonb(coalesce(${prefix}, '') || ${text})
    WHEN 'number' THEN CASE WHEN abs(${text}::numeric) < 2::numeric ^ 53 THEN ${value} ELSE to_jsonb(${text}) END
    ELSE ${value} END`;
}

/** The least UUID of version 7 that can have been made at a moment. */
function firstIdAt(moment: Sql): Sql {
  return sql`(lpad(to_hex(floor(extract(epoch FROM ${moment}) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid`;
}

function actorRow(id: string): string {
  const type = splitGlobalId(id)?.prefix === ApiKeyId.prefix ? ApiKeyId : MemberId;
  return type.parse(id, 'filter.actorId');
}

/** The row of any object; objects without ids of their own are named by the row's alone. */
function subjectRow(id: string): string {
  const rowId = bareUuid.test(id) ? id : splitGlobalId(id)?.rowId;
  if (rowId !== undefined) return rowId;
  throw new BadInput([
    {
      field: 'filter.subjectId',
      message: `"${id.slice(0, 80)}" is no id.`,
      remedy: 'Use an id that a query gave you.',
    },
  ]);
}
