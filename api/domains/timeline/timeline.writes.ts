import type { TransactionContext } from '../../context';
import { Problems } from '../../shared/problems';
import { ContactId } from '../contacts/contact.rules';
import { MemberId } from '../members/member.rules';
import type { Direction, TimelineKind } from './timeline.rules';

/** An entry to be written. All ids are UUIDs of rows. What it says was checked by whoever hands it over. */
export interface NewTimelineEntry {
  readonly accountId: string;
  readonly kind: TimelineKind;
  readonly direction?: Direction | null;
  /** Business time. */
  readonly occurredAt: Date;
  readonly subject: string;
  readonly body: string;
  /** Null where the system or an integration writes it. */
  readonly authorId: string | null;
  readonly memberIds: readonly string[];
  readonly contactIds: readonly string[];
  /** Where it comes from another system; an entry that is there already is not written again. */
  readonly origin?: { readonly source: string; readonly externalId: string } | null;
}

/** Who took part, as row ids, each once and in the order given. */
export interface Participants {
  readonly memberIds: readonly string[];
  readonly contactIds: readonly string[];
}

/**
 * Writes any number of entries with their participants in one statement. Gives the row ids in the order of the
 * entries, null where an entry of that origin was there already.
 */
export async function writeEntries(
  tx: TransactionContext,
  entries: readonly NewTimelineEntry[],
): Promise<(string | null)[]> {
  if (entries.length === 0) return [];
  const rows: { id: string | null }[] = await tx.transaction.manager.query(
    `WITH given AS MATERIALIZED (
       SELECT uuidv7() AS id, g.* FROM jsonb_to_recordset($1) AS g (ordinal integer, "accountId" uuid, kind text,
         direction text, "occurredAt" timestamptz, subject text, body text, "authorId" uuid, source text,
         "externalId" text, "memberIds" uuid[], "contactIds" uuid[])),
     written AS (
       INSERT INTO timeline_entry (id, account_id, kind, direction, occurred_at, subject, body, author_id, source,
         external_id)
       SELECT id, "accountId", kind, direction, "occurredAt", subject, body, "authorId", source, "externalId"
       FROM given ORDER BY ordinal
       ON CONFLICT (source, external_id) WHERE source IS NOT NULL DO NOTHING
       RETURNING id),
     participants AS (
       INSERT INTO timeline_participant (entry_id, member_id, contact_id)
       SELECT id, who.member_id, who.contact_id
       FROM given JOIN written USING (id) CROSS JOIN LATERAL (
         SELECT m, NULL::uuid, 1, nth FROM unnest("memberIds") WITH ORDINALITY AS members (m, nth)
         UNION ALL SELECT NULL, c, 2, nth FROM unnest("contactIds") WITH ORDINALITY AS contacts (c, nth)
       ) AS who (member_id, contact_id, side, nth)
       ORDER BY ordinal, side, nth
       ON CONFLICT DO NOTHING)
     SELECT written.id FROM given LEFT JOIN written USING (id) ORDER BY given.ordinal`,
    [JSON.stringify(entries.map(asRow))],
  );
  return rows.map((row) => row.id);
}

function asRow(entry: NewTimelineEntry, ordinal: number): object {
  const { origin, subject, body, ...rest } = entry;
  const text = { subject: subject.toWellFormed(), body: body.toWellFormed() };
  return {
    ...rest,
    ...text,
    ordinal,
    source: origin?.source ?? null,
    externalId: origin?.externalId ?? null,
  };
}

/** Makes the participants of an entry exactly these. Gives whether anything had to be changed. */
export async function replaceParticipants(
  tx: TransactionContext,
  entryId: string,
  before: Participants,
  after: Participants,
): Promise<boolean> {
  const { manager } = tx.transaction;
  const gone = [
    ...without(before.memberIds, after.memberIds),
    ...without(before.contactIds, after.contactIds),
  ];
  const come = [without(after.memberIds, before.memberIds), without(after.contactIds, before.contactIds)];
  if (gone.length > 0) {
    await manager.query(
      'DELETE FROM timeline_participant WHERE entry_id = $1 AND coalesce(member_id, contact_id) = ANY ($2)',
      [entryId, gone],
    );
  }
  if (come.some((ids) => ids.length > 0)) {
    await manager.query(
      `INSERT INTO timeline_participant (entry_id, member_id, contact_id)
       SELECT $1::uuid, m, NULL::uuid FROM unnest($2::uuid[]) AS members (m)
       UNION ALL SELECT $1::uuid, NULL, c FROM unnest($3::uuid[]) AS contacts (c)`,
      [entryId, ...come],
    );
  }
  return gone.length > 0 || come.some((ids) => ids.length > 0);
}

/** Who takes part in an entry now. */
export async function participantsOf(tx: TransactionContext, entryId: string): Promise<Participants> {
  const rows: { member_id: string | null; contact_id: string | null }[] = await tx.transaction.manager.query(
    'SELECT member_id, contact_id FROM timeline_participant WHERE entry_id = $1 ORDER BY id',
    [entryId],
  );
  return {
    memberIds: rows.map((row) => row.member_id).filter((id) => id !== null),
    contactIds: rows.map((row) => row.contact_id).filter((id) => id !== null),
  };
}

/**
 * Problems, each naming its field, unless the members are active and the contacts belong or belonged to the account.
 * Who took part `before` may stay: a colleague who left since was there all the same.
 */
export async function requireParticipants(
  tx: TransactionContext,
  accountId: string,
  wanted: Participants,
  before: Participants = { memberIds: [], contactIds: [] },
): Promise<void> {
  const members = without(wanted.memberIds, before.memberIds);
  const contacts = without(wanted.contactIds, before.contactIds);
  if (members.length + contacts.length === 0) return;
  const rows: { id: string }[] = await tx.transaction.manager.query(
    `SELECT id FROM member WHERE id = ANY ($1) AND active
     UNION SELECT contact_id FROM account_contact WHERE account_id = $2 AND contact_id = ANY ($3)`,
    [members, accountId, contacts],
  );
  const known = new Set(rows.map((row) => row.id));
  const problems = new Problems();
  for (const id of members.filter((member) => !known.has(member))) {
    const field = `memberIds.${wanted.memberIds.indexOf(id)}`;
    problems.add(field, `${MemberId.of(id)} is no active member.`, 'Name members who work here.');
  }
  for (const id of contacts.filter((contact) => !known.has(contact))) {
    const field = `contactIds.${wanted.contactIds.indexOf(id)}`;
    problems.add(
      field,
      `${ContactId.of(id)} is no contact of this account.`,
      'Name its contacts, or add the contact to the account first.',
    );
  }
  problems.throwIfAny();
}

function without(ids: readonly string[], others: readonly string[]): string[] {
  const left = new Set(others);
  return ids.filter((id) => !left.has(id));
}
