import type { EntityManager } from 'typeorm';
import { selection, type TableShape } from './table-writes';

/** A contact as an import reads, compares and writes it. */
export interface ContactRow {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  title: string | null;
  seniority: string | null;
  preferred_channel: string | null;
  language: string | null;
  time_zone: string | null;
  hours_from: string | null;
  hours_until: string | null;
  reports_to_id: string | null;
}

/** What a person is to an account. */
export interface PlaceRow {
  id: string;
  account_id: string;
  contact_id: string;
  roles: string[];
  joined_on: string | null;
  left_on: string | null;
}

export const contactShape: TableShape & { readonly columns: Record<keyof ContactRow, string> } = {
  table: 'contact',
  columns: {
    id: 'uuid',
    name: 'text',
    email: 'text',
    phone: 'text',
    title: 'text',
    seniority: 'text',
    preferred_channel: 'text',
    language: 'text',
    time_zone: 'text',
    hours_from: 'time',
    hours_until: 'time',
    reports_to_id: 'uuid',
  },
};

export const placeShape: TableShape & { readonly columns: Record<keyof PlaceRow, string> } = {
  table: 'account_contact',
  columns: {
    id: 'uuid',
    account_id: 'uuid',
    contact_id: 'uuid',
    roles: 'text[]',
    joined_on: 'date',
    left_on: 'date',
  },
};

export const contactExternalIdShape: TableShape = {
  table: 'contact_external_id',
  columns: { contact_id: 'uuid', source: 'text', external_id: 'text' },
};

/** The contacts with these external ids in the source, by external id; locked unless for a dry run. */
export async function storedContacts(
  manager: EntityManager,
  source: string,
  externalIds: readonly string[],
  dryRun: boolean,
): Promise<Map<string, ContactRow>> {
  const found: (ContactRow & { key: string })[] = await manager.query(
    `SELECT e.external_id AS key, ${selection(contactShape, 'c')}
     FROM contact_external_id e JOIN contact c ON c.id = e.contact_id
     WHERE e.source = $1 AND e.external_id = ANY ($2)
     ORDER BY c.id ${dryRun ? '' : 'FOR NO KEY UPDATE OF c'}`,
    [source, externalIds],
  );
  return new Map(found.map(({ key, ...contact }) => [key, contact]));
}

/** All places of these contacts, oldest first, by contact and account. */
export async function storedPlaces(
  manager: EntityManager,
  contactIds: readonly string[],
): Promise<Map<string, PlaceRow[]>> {
  if (contactIds.length === 0) return new Map();
  const rows: PlaceRow[] = await manager.query(
    `SELECT ${selection(placeShape, 'p')} FROM account_contact p WHERE contact_id = ANY ($1) ORDER BY id`,
    [contactIds],
  );
  return Map.groupBy(rows, (row) => placeKey(row.contact_id, row.account_id));
}

export function placeKey(contactId: string, accountId: string): string {
  return `${contactId} ${accountId}`;
}
