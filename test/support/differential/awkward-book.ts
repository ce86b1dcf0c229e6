import type { Pool, PoolClient } from 'pg';
import type { Book, People, Row } from './awkward-values';
import { accountAttributeRow, attributeRow } from './attribute-rows';
import {
  accountExternalIdRow,
  accountRow,
  colleagueRow,
  consentRow,
  contactExternalIdRow,
  contactRow,
  ownerRow,
  placeRow,
  preferenceRow,
} from './book-rows';
import {
  auditRow,
  commandRow,
  entryRow,
  messageRow,
  onboardingRow,
  participantRow,
  taskRow,
} from './history-rows';
import { keyRow, leaverRow, savedViewRow, sessionRow } from './people-rows';
import type { Random } from './random';

/**
 * Writes a small book in which every nullable column is null somewhere, texts are awkward, moments have microseconds,
 * amounts reach the end of 64 bits, and rows of every state are to be found: ended assignments, contacts who moved on.
 */
export async function writeAwkwardBook(pool: Pool, people: People, random: Random): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (const [table, rows] of tables(people, random)) await insert(client, table, rows);
    await client.query('COMMIT');
  } finally {
    // Closed, in case that the transaction is still open.
    client.release(true);
  }
}

function tables(people: People, random: Random): [table: string, rows: Row[]][] {
  const ids = (count: number) => Array.from({ length: count }, () => random.uuid());
  const book: Book = {
    people,
    leavers: ids(2),
    accounts: ids(24),
    ownerships: ids(24),
    contacts: ids(30),
    entries: ids(70),
    messages: ids(18),
  };
  const attributes = ids(5);
  const rows = (of: readonly string[], row: (id: string, n: number, book: Book) => Row) =>
    of.map((id, n) => row(id, n, book));
  return [
    ['member', rows(book.leavers, leaverRow)],
    ['member_session', rows(ids(8), sessionRow)],
    ['api_key', rows(ids(5), keyRow)],
    ['saved_view', rows(ids(14), savedViewRow)],
    ['account', rows(book.accounts, accountRow)],
    ['account_external_id', rows(ids(30), accountExternalIdRow)],
    ['attribute', rows(attributes, attributeRow)],
    ['account_attribute', rows(ids(60), accountAttributeRow(attributes))],
    ['team_assignment', rows(book.ownerships, ownerRow)],
    ['team_assignment', rows(ids(24), colleagueRow)],
    ['contact', rows(book.contacts, contactRow)],
    ['contact_external_id', rows(ids(20), contactExternalIdRow)],
    ['account_contact', rows(ids(50), placeRow)],
    ['consent', rows(ids(70), consentRow)],
    ['preference', rows(ids(40), preferenceRow)],
    ['timeline_entry', rows(book.entries, entryRow)],
    ['timeline_participant', rows(ids(90), participantRow)],
    ['task', rows(ids(50), taskRow)],
    ['message', rows(book.messages, messageRow)],
    ['onboarding', rows(ids(12), onboardingRow)],
    ['outbox_entity', [{ entity: 'awkward', last_number: 9 }]],
    ['outbox_command', rows(ids(9), commandRow)],
    ['audit_entry', rows(ids(24), auditRow)],
  ];
}

async function insert(client: PoolClient, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  await client.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
