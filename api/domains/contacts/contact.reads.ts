import sql, { join, raw, type Sql } from 'sql-template-tag';
import {
  ascending,
  byId,
  declareReads,
  listed,
  toMany,
  toOne,
  type GivenFilterOf,
  type StartFrom,
} from '../../platform/reads/declaration';
import {
  allOf,
  column,
  containsText,
  enumValues,
  everyId,
  everything,
  isIndexed,
  nothing,
  references,
  timeOfDaySql,
} from '../../platform/reads/expressions';
import { Given } from '../../platform/reads/given';
import { holds, resemblance, resembles } from '../../platform/reads/matching';
import type { Viewer } from '../../platform/reads/viewer';
import { accountVisible, externalIds, teamAccounts } from '../accounts/account.reads';
import { AccountId } from '../accounts/account.rules';
import { consentedTo, consentsTo, whoHasAgreed } from './contact-by-consent.reads';
import { AccountContactEntity, ContactEntity } from './contact.entity';
import type { AccountContactFilter, ContactFilter, ContactPlaceFilter } from './contact.inputs';
import { AccountContactId, ContactId, ContactRole } from './contact.rules';

/**
 * A contact is seen by whoever sees an account that the person belongs or belonged to: the history of an account
 * keeps its people. A contact of no account is seen only by those who see the whole book.
 */
export function contactVisible(contactId: Sql, viewer: Viewer): Sql {
  return viewer.may('book.read.whole') ? everything : hasPlace(contactId, {}, viewer);
}

export const contactReads = declareReads<ContactEntity, ContactFilter>({
  id: ContactId,
  entity: ContactEntity,
  visibleTo: (row, viewer) => contactVisible(row('id'), viewer),
  startFrom: startOf,
  fields: {
    hoursFrom: (row) => timeOfDaySql(row('hoursFrom')),
    hoursUntil: (row) => timeOfDaySql(row('hoursUntil')),
    externalIds: (row) => externalIds('contact_external_id', 'contact_id', row('id')),
    consentedTo: (row) => consentedTo(row('id')),
  },
  queries: { contact: byId(), contacts: listed() },
  relations: {
    reportsTo: toOne('Contact', 'reportsToId'),
    reports: toMany('Contact', 'reportsToId'),
    accounts: toMany('AccountContact', 'contactId'),
    consents: toMany('Consent', 'contactId'),
    preferences: toMany('Preference', 'contactId'),
  },
  orders: { NAME: ascending('name') },
  defaultOrder: 'NAME',
  search: {
    matches: (row, text) => holds(row('name'), text),
    resembles: (row, text) => resembles(row('name'), text),
    rank: (row, text) => resemblance(row('name'), text),
    excerpt: (row) => sql`concat_ws(', ', ${row('name')}, ${row('title')}, ${row('email')})`,
  },
  filters: {
    search: (row, wanted) => containsText(row('name'), wanted),
    email: (row, email) => sql`${row('email')} = ${email.map((text) => text.trim().toLowerCase())}`,
    externalId: (row, wanted) =>
      sql`${row('id')} = (SELECT e.contact_id FROM contact_external_id e
        WHERE e.source = ${wanted.map(({ source }) => source)}
          AND e.external_id = ${wanted.map(({ externalId }) => externalId)})`,
    place: (row, place, viewer) => hasPlace(row('id'), partsOf(place), viewer),
    consentsTo: (row, purpose) => consentsTo(row('id'), purpose),
  },
});

export const accountContactReads = declareReads<AccountContactEntity, AccountContactFilter>({
  id: AccountContactId,
  entity: AccountContactEntity,
  visibleTo: (row, viewer) => accountVisible(row('accountId'), viewer),
  relations: { contact: toOne('Contact', 'contactId'), account: toOne('Account', 'accountId') },
  orders: { ADDED: ascending() },
  defaultOrder: 'ADDED',
  filters: {
    current: (row, current) => isCurrent(row('leftOn'), current),
    roles: (row, roles) => hasRole(row('roles'), roles),
  },
});

/** The people of a team's accounts where only those are meant; otherwise what an index finds of a name. */
function startOf(viewer: Viewer, filter: GivenFilterOf<ContactFilter>): StartFrom<ContactEntity> | null {
  const { email, externalId, place, search, consentsTo: purpose } = filter;
  // A handful of people, found by an index of their own.
  if (email ?? externalId ?? place?.part('accountId')) return null;
  const ofTeam = teamAccounts(viewer);
  if (ofTeam !== null) {
    const wanted = place ? placeConditions(partsOf(place), viewer) : [];
    const keys = sql`SELECT DISTINCT ac.contact_id AS key FROM (${ofTeam}) AS team
      JOIN account_contact ac ON ac.account_id = team.key WHERE ${allOf(wanted)}`;
    return { property: 'id', keys };
  }
  const found = (keys: Sql) => ({ property: 'id' as const, keys, atMost: 2_000 });
  if (search && isIndexed(search))
    return found(everyId('contact', (named) => containsText(named('name'), search)));
  return purpose ? found(whoHasAgreed(purpose)) : null;
}

/**
 * Whether somebody who sees a contact may also change it. Who sees only some accounts changes the people who belong
 * to one of those now; a person who has moved on is for whoever looks after them there. Somebody who belongs to no
 * account at all may be corrected, and brought back, by those who know them from before.
 */
export function contactChangeable(contactId: Sql, viewer: Viewer): Sql {
  if (viewer.may('book.read.whole')) return everything;
  return sql`(${hasPlace(contactId, { current: Given.known(true) }, viewer)}
    OR NOT EXISTS (SELECT FROM account_contact ac WHERE ac.contact_id = ${contactId} AND ac.left_on IS NULL))`;
}

/** What is asked of a place that a contact has in an account. */
interface Place {
  readonly accountId?: Given<string> | null;
  readonly roles?: Given<readonly string[]> | null;
  readonly current?: Given<boolean> | null;
}

function partsOf(place: Given<ContactPlaceFilter>): Place {
  return { accountId: place.part('accountId'), roles: place.part('roles'), current: place.part('current') };
}

/** Whether a contact has such a place in an account that the viewer sees; other places say nothing to the viewer. */
function hasPlace(contactId: Sql, place: Place, viewer: Viewer): Sql {
  return sql`EXISTS (SELECT FROM account_contact ac WHERE ac.contact_id = ${contactId}
    AND ${allOf(placeConditions(place, viewer))} AND ${accountVisible(column('ac', 'account_id'), viewer)})`;
}

/** What holds of the row `ac`. */
function placeConditions(place: Place, viewer: Viewer): Sql[] {
  const { accountId = null, roles = null, current = null } = place;
  const wanted: Sql[] = [];
  if (accountId !== null) {
    wanted.push(references(column('ac', 'account_id'), AccountId, accountId, 'filter.place.accountId'));
  }
  if (roles !== null) {
    const has = viewer.may('book.read.whole') ? hasRoleByIndex : hasRole;
    wanted.push(has(column('ac', 'roles'), roles));
  }
  if (current !== null) wanted.push(isCurrent(column('ac', 'left_on'), current));
  return wanted;
}

function isCurrent(leftOn: Sql, current: Given<boolean>): Sql {
  return current.decide((wanted) => wanted) ? sql`${leftOn} IS NULL` : sql`${leftOn} IS NOT NULL`;
}

function hasRole(held: Sql, roles: Given<readonly string[]>): Sql {
  const wanted = enumValues(roles);
  return wanted.length === 0 ? nothing : sql`${held} && ARRAY[${join(wanted)}]::text[]`;
}

/**
 * The same by the index account_contact_mask, for lists of everybody’s contacts. Each combination of roles is one
 * number, so PostgreSQL counts how often it occurs, and knows of roles that nobody has.
 */
function hasRoleByIndex(held: Sql, roles: Given<readonly string[]>): Sql {
  const wanted = roles.decide((names) => roleMask(names));
  const masks = Array.from({ length: 2 ** maskedRoles.length }, (_, mask) => mask).filter(
    (mask) => mask & wanted,
  );
  return masks.length === 0 ? nothing : sql`contact_roles_mask(${held}) IN (${raw(masks.join())})`;
}

/** A bit for each role, as PostgreSQL's contact_roles_mask has them. */
const maskedRoles: readonly string[] = Object.values(ContactRole);

function roleMask(names: readonly string[]): number {
  return names.reduce((mask, name) => mask | (1 << maskedRoles.indexOf(name)), 0);
}
