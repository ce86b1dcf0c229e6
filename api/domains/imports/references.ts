import type { EntityManager } from 'typeorm';
import { mayOwnAccounts, type Role } from '../../shared/access.rules';

/**
 * A member as far as a file can refer to one. Without the name: a key that imports doesn't read members, so what is
 * said of an address is the same whether nobody has it, or somebody who has left or may not do this.
 */
export interface ReferredMember {
  readonly id: string;
  readonly role: Role;
  readonly active: boolean;
}

/** An account that a file refers to by its external id. */
export interface ReferredAccount {
  readonly id: string;
  readonly time_zone: string;
}

/** The accounts with these external ids in the source, by external id. */
export async function accountsByExternalId(
  manager: EntityManager,
  source: string,
  externalIds: Iterable<string | null | undefined>,
): Promise<Map<string, ReferredAccount>> {
  const wanted = given(externalIds);
  if (wanted.length === 0) return new Map();
  const rows: (ReferredAccount & { external_id: string })[] = await manager.query(
    `SELECT e.external_id, a.id, a.time_zone FROM account_external_id e JOIN account a ON a.id = e.account_id
     WHERE e.source = $1 AND e.external_id = ANY ($2)`,
    [source, wanted],
  );
  return new Map(rows.map((row) => [row.external_id, row]));
}

/** The ids of the contacts with these external ids in the source, by external id. */
export async function contactsByExternalId(
  manager: EntityManager,
  source: string,
  externalIds: Iterable<string | null | undefined>,
): Promise<Map<string, string>> {
  const wanted = given(externalIds);
  if (wanted.length === 0) return new Map();
  const rows: { external_id: string; contact_id: string }[] = await manager.query(
    'SELECT external_id, contact_id FROM contact_external_id WHERE source = $1 AND external_id = ANY ($2)',
    [source, wanted],
  );
  return new Map(rows.map((row) => [row.external_id, row.contact_id]));
}

/** The members with these addresses (in lower case), by address. */
export async function membersByEmail(
  manager: EntityManager,
  emails: Iterable<string | null | undefined>,
): Promise<Map<string, ReferredMember>> {
  const wanted = given(emails);
  if (wanted.length === 0) return new Map();
  const rows: (ReferredMember & { email: string })[] = await manager.query(
    'SELECT id, email, role, active FROM member WHERE email = ANY ($1)',
    [wanted],
  );
  return new Map(rows.map((row) => [row.email, row]));
}

/** Whether a member can own accounts. */
export function mayOwn(member: ReferredMember): boolean {
  return member.active && mayOwnAccounts(member.role);
}

/** An address whose member, if there is one, can't own accounts. */
export function noOwner(email: string): { message: string; remedy: string } {
  return {
    message: `Nobody with the address ${email} can own accounts.`,
    remedy: 'Name a success manager or a leader who works here.',
  };
}

/** An address whose member, if there is one, can't own open tasks of the account. */
export function noTaskOwner(email: string): { message: string; remedy: string } {
  return {
    message: `Nobody with the address ${email} can own an open task of this account.`,
    remedy: 'Name somebody who works here and sees it: of its team, or a leader.',
  };
}

/** An address whose member, if there is one, can't be in a team now. */
export function noColleague(email: string): { message: string; remedy: string } {
  return {
    message: `Nobody with the address ${email} works here.`,
    remedy: 'Name an active member, or say in ended_on when their time in the team ended.',
  };
}

/** An address that no member has, and none ever had. */
export function noMember(email: string): { message: string; remedy: string } {
  return {
    message: `No member has the address ${email}.`,
    remedy: 'Correct it, or add the member first.',
  };
}

export function noAccount(externalId: string, source: string): { message: string; remedy: string } {
  return {
    message: `No account has the external id "${externalId}" in the source ${source}.`,
    remedy: 'Correct it, or import the accounts first.',
  };
}

/**
 * Which of the rows would stand above themselves once each has the parent that is given. `overlay` holds parents
 * that a dry run has only planned.
 */
export async function rowsInCircles(
  manager: EntityManager,
  hierarchy: { readonly table: 'account' | 'contact'; readonly parent: 'parent_id' | 'reports_to_id' },
  given: ReadonlyMap<string, string | null>,
): Promise<Set<string>> {
  if (given.size === 0) return new Set();
  const { table, parent } = hierarchy;
  const rows: { id: string }[] = await manager.query(
    `WITH RECURSIVE given AS (SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS g (id, parent_id)),
     above AS (
       SELECT id AS start, parent_id AS at FROM given WHERE parent_id IS NOT NULL
       UNION
       SELECT above.start, CASE WHEN g.id IS NULL THEN t.${parent} ELSE g.parent_id END
       FROM above LEFT JOIN given g ON g.id = above.at LEFT JOIN ${table} t ON t.id = above.at
       WHERE above.at <> above.start AND (g.parent_id IS NOT NULL OR (g.id IS NULL AND t.${parent} IS NOT NULL)))
     SELECT DISTINCT start AS id FROM above WHERE at = start`,
    [[...given.keys()], [...given.values()]],
  );
  return new Set(rows.map((row) => row.id));
}

function given(values: Iterable<string | null | undefined>): string[] {
  const wanted = new Set<string>();
  for (const value of values) if (value !== null && value !== undefined) wanted.add(value);
  return [...wanted];
}
