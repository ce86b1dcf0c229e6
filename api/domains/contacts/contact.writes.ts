import sql from 'sql-template-tag';
import type { TransactionContext } from '../../context';
import { parametersOf } from '../../platform/reads/given';
import { viewerOf } from '../../platform/reads/viewer';
import { AlreadyTakenRefusal, BadInput, Forbidden } from '../../shared/errors';
import type { ExternalIdInput } from '../accounts/account.inputs';
import { contactChangeable } from './contact.reads';
import { ContactId } from './contact.rules';

/** FORBIDDEN unless the actor, who sees the contact, may change it or give it a place; the rule is the reads'. */
export async function requireChangeable(tx: TransactionContext, contactId: string): Promise<void> {
  const changeable = contactChangeable(sql`${contactId}::uuid`, viewerOf(tx));
  const { text, values } = sql`SELECT 1 WHERE ${changeable}`;
  const found: unknown[] = await tx.transaction.manager.query(text, parametersOf(values));
  if (found.length > 0) return;
  throw new Forbidden(
    'This person has left your accounts and belongs to another one. Ask whoever looks after it, or a leader.',
  );
}

/** Makes the contact's external ids those that are given; what is there already stays untouched. */
export async function replaceExternalIds(
  tx: TransactionContext,
  contactId: string,
  ids: readonly ExternalIdInput[],
): Promise<void> {
  await tx.transaction.manager.query(
    `DELETE FROM contact_external_id WHERE contact_id = $1
       AND (source, external_id) NOT IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
    [contactId, ids.map((id) => id.source), ids.map((id) => id.externalId)],
  );
  await addExternalIds(tx, contactId, ids);
}

/** Writes what a contact is called in other systems; a refusal that names the first id that another contact has. */
export async function addExternalIds(
  tx: TransactionContext,
  contactId: string,
  ids: readonly ExternalIdInput[],
): Promise<void> {
  if (ids.length === 0) return;
  const [taken] = await tx.transaction.manager.query<{ index: number }[]>(
    `WITH given AS (SELECT * FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS g (source, external_id, nth)),
     added AS (
       INSERT INTO contact_external_id (contact_id, source, external_id)
       SELECT $1, source, external_id FROM given ON CONFLICT (source, external_id) DO NOTHING
       RETURNING source, external_id)
     SELECT nth::integer - 1 AS index FROM given
     WHERE (source, external_id) NOT IN (SELECT source, external_id FROM added)
       AND (source, external_id) NOT IN (SELECT source, external_id FROM contact_external_id WHERE contact_id = $1)
     ORDER BY nth LIMIT 1`,
    [contactId, ids.map((id) => id.source), ids.map((id) => id.externalId)],
  );
  const id = taken === undefined ? undefined : ids[taken.index];
  if (taken === undefined || id === undefined) return;
  throw new AlreadyTakenRefusal(`externalIds.${taken.index}`, `${id.source}: ${id.externalId}`);
}

/** The row id of whom a contact reports to: seen by the actor, and not below the contact, which null says is new. */
export async function checkReportsTo(
  tx: TransactionContext,
  contactId: string | null,
  reportsTo: string,
): Promise<string> {
  const reportsToId = ContactId.parse(reportsTo, 'reportsToId');
  const { manager } = tx.transaction;
  await tx.reads.requireVisible(manager, ContactId, reportsToId, 'reportsToId');
  if (contactId === null) return reportsToId;
  if (contactId === reportsToId) {
    throw circle('Nobody reports to themselves.');
  }
  const [found] = await manager.query<{ superior: string; contact: string }[]>(
    `WITH RECURSIVE above AS (
       SELECT id, reports_to_id FROM contact WHERE id = $1
       UNION SELECT c.id, c.reports_to_id FROM contact c JOIN above ON c.id = above.reports_to_id)
     SELECT superior.name AS superior, contact.name AS contact
     FROM above JOIN contact ON contact.id = above.id JOIN contact superior ON superior.id = $1
     WHERE above.id = $2`,
    [reportsToId, contactId],
  );
  if (found !== undefined) {
    throw circle(`${found.superior} already reports to ${found.contact}, directly or through others.`);
  }
  return reportsToId;
}

function circle(message: string): BadInput {
  return new BadInput([
    { field: 'reportsToId', message, remedy: 'Name somebody above, or correct the other line first.' },
  ]);
}
