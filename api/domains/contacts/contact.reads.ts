import sql, { type Sql } from 'sql-template-tag';
import { ascending, byId, declareReads, listed, toMany, toOne } from '../../platform/reads/declaration';
import {
  allOf,
  column,
  containsText,
  everything,
  references,
  timeOfDaySql,
} from '../../platform/reads/expressions';
import { Given } from '../../platform/reads/given';
import type { Viewer } from '../../platform/reads/viewer';
import { accountVisible, externalIds } from '../accounts/account.reads';
import { AccountId } from '../accounts/account.rules';
import { AccountContactEntity, ContactEntity } from './contact.entity';
import type { AccountContactFilter, ContactFilter, ContactPlaceFilter } from './contact.inputs';
import { AccountContactId, ContactId } from './contact.rules';

/**
 * A contact is seen by whoever sees an account that the person belongs or belonged to: the history of an account
 * keeps its people. A contact of no account is seen only by those who see the whole book.
 */
export const contactReads = declareReads<ContactEntity, ContactFilter>({
  id: ContactId,
  entity: ContactEntity,
  visibleTo: (row, viewer) => (viewer.may('book.read.whole') ? everything : hasPlace(row('id'), {}, viewer)),
  fields: {
    hoursFrom: (row) => timeOfDaySql(row('hoursFrom')),
    hoursUntil: (row) => timeOfDaySql(row('hoursUntil')),
    externalIds: (row) => externalIds('contact_external_id', 'contact_id', row('id')),
  },
  queries: { contact: byId(), contacts: listed() },
  relations: {
    reportsTo: toOne('Contact', 'reportsToId'),
    reports: toMany('Contact', 'reportsToId'),
    accounts: toMany('AccountContact', 'contactId'),
  },
  orders: { NAME: ascending('name') },
  defaultOrder: 'NAME',
  filters: {
    search: (row, wanted) => containsText(row('name'), wanted),
    email: (row, email) => sql`${row('email')} = ${email.map((text) => text.trim().toLowerCase())}`,
    externalId: (row, wanted) =>
      sql`${row('id')} = (SELECT e.contact_id FROM contact_external_id e
        WHERE e.source = ${wanted.map(({ source }) => source)}
          AND e.external_id = ${wanted.map(({ externalId }) => externalId)})`,
    place: (row, place, viewer) => hasPlace(row('id'), partsOf(place), viewer),
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
  const { accountId = null, roles = null, current = null } = place;
  const wanted: Sql[] = [];
  if (accountId !== null) {
    wanted.push(references(column('ac', 'account_id'), AccountId, accountId, 'filter.place.accountId'));
  }
  if (roles !== null) wanted.push(hasRole(column('ac', 'roles'), roles));
  if (current !== null) wanted.push(isCurrent(column('ac', 'left_on'), current));
  return sql`EXISTS (SELECT FROM account_contact ac WHERE ac.contact_id = ${contactId}
    AND ${allOf(wanted)} AND ${accountVisible(column('ac', 'account_id'), viewer)})`;
}

function isCurrent(leftOn: Sql, current: Given<boolean>): Sql {
  return current.decide((wanted) => wanted) ? sql`${leftOn} IS NULL` : sql`${leftOn} IS NOT NULL`;
}

function hasRole(held: Sql, roles: Given<readonly string[]>): Sql {
  return sql`${held} && ${roles}::text[]`;
}
