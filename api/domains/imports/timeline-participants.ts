import type { EntityManager } from 'typeorm';
import type { ImportRow } from './import-row';
import { contactsByExternalId, membersByEmail, noMember, type ReferredMember } from './references';
import { insertRows, type TableShape } from './table-writes';
import type { EntryRow, TimelineFileValues } from './timeline-fields';

type Row = ImportRow<TimelineFileValues>;

/** Who takes part in the entry of a row; undefined where the file says nothing about that side. */
export interface Participation {
  readonly row: Row;
  readonly after: EntryRow;
  readonly memberIds: readonly string[] | undefined;
  readonly contactIds: readonly string[] | undefined;
}

interface Taking {
  readonly id: string;
  readonly entry_id: string;
  readonly member_id: string | null;
  readonly contact_id: string | null;
}

const shape: TableShape = {
  table: 'timeline_participant',
  columns: { entry_id: 'uuid', member_id: 'uuid', contact_id: 'uuid' },
};

/** Authors and participants of a batch of entries: whom the file names, and who is there already. */
export class Participants {
  private constructor(
    private readonly source: string,
    private readonly members: ReadonlyMap<string, ReferredMember>,
    private readonly contacts: ReadonlyMap<string, string>,
    /** `account contact` of everybody who belongs or belonged to an account. */
    private readonly places: ReadonlySet<string>,
    private readonly there: ReadonlyMap<string, readonly Taking[]>,
  ) {}

  static async load(
    manager: EntityManager,
    source: string,
    rows: readonly Row[],
    stored: readonly EntryRow[],
  ): Promise<Participants> {
    const members = await membersByEmail(
      manager,
      rows.flatMap(({ values }) => [values.author_email, ...(values.member_emails ?? [])]),
    );
    const contacts = await contactsByExternalId(
      manager,
      source,
      rows.flatMap(({ values }) => values.contact_external_ids ?? []),
    );
    const places: { key: string }[] = await manager.query(
      `SELECT DISTINCT account_id || ' ' || contact_id AS key FROM account_contact WHERE contact_id = ANY ($1)`,
      [[...contacts.values()]],
    );
    const there: Taking[] = await manager.query(
      'SELECT id, entry_id, member_id, contact_id FROM timeline_participant WHERE entry_id = ANY ($1)',
      [stored.map(({ id }) => id)],
    );
    const keys = new Set(places.map(({ key }) => key));
    return new Participants(
      source,
      members,
      contacts,
      keys,
      Map.groupBy(there, (one) => one.entry_id),
    );
  }

  /** The author's id; null for none, undefined where the file says nothing. */
  author(row: Row): string | null | undefined {
    const email = row.values.author_email;
    if (!email) return email as null | undefined;
    const member = this.members.get(email);
    if (member === undefined) row.refuse('author_email', noMember(email).message, noMember(email).remedy);
    return member?.id;
  }

  /** Whom the row names. Colleagues who left since took part all the same; contacts have to be the account's. */
  of(
    row: Row,
    accountId: string,
    entryId: string | undefined,
  ): Pick<Participation, 'memberIds' | 'contactIds'> {
    const { member_emails: emails, contact_external_ids: externalIds } = row.values;
    const before = this.there.get(entryId ?? '') ?? [];
    const memberIds = emails?.flatMap((email) => {
      const member = this.members.get(email);
      if (member === undefined) row.refuse('member_emails', noMember(email).message, noMember(email).remedy);
      return member?.id ?? [];
    });
    const contactIds = externalIds?.flatMap((externalId) => {
      const id = this.contacts.get(externalId);
      const tookPart = before.some((one) => one.contact_id === id);
      if (id !== undefined && (tookPart || this.places.has(`${accountId} ${id}`))) return id;
      const message = `"${externalId}" is no contact of this account in the source ${this.source}.`;
      row.refuse('contact_external_ids', message, 'Correct it, or import the account’s contacts first.');
      return [];
    });
    // An empty cell says that nobody took part; a missing column says nothing.
    return {
      memberIds: emails === null ? [] : memberIds && [...new Set(memberIds)],
      contactIds: externalIds === null ? [] : contactIds && [...new Set(contactIds)],
    };
  }

  differ(change: Participation): boolean {
    return this.gone(change).length > 0 || this.come(change).length > 0;
  }

  /** Makes the participants of the entries those of their rows, with one statement for each direction. */
  async write(manager: EntityManager, changes: readonly Participation[]): Promise<void> {
    const gone = changes.flatMap((change) => this.gone(change));
    if (gone.length > 0) await manager.query('DELETE FROM timeline_participant WHERE id = ANY ($1)', [gone]);
    await insertRows(
      manager,
      shape,
      changes.flatMap((change) => this.come(change)),
    );
  }

  private gone({ after, memberIds, contactIds }: Participation): string[] {
    const before = this.there.get(after.id) ?? [];
    return before
      .filter((one) =>
        one.member_id === null
          ? contactIds !== undefined && !contactIds.includes(one.contact_id ?? '')
          : memberIds !== undefined && !memberIds.includes(one.member_id),
      )
      .map(({ id }) => id);
  }

  private come({ after, memberIds = [], contactIds = [] }: Participation): Record<string, string>[] {
    const before = this.there.get(after.id) ?? [];
    const has = (id: string): boolean => before.some((one) => one.member_id === id || one.contact_id === id);
    return [
      ...memberIds.filter((id) => !has(id)).map((id) => ({ entry_id: after.id, member_id: id })),
      ...contactIds.filter((id) => !has(id)).map((id) => ({ entry_id: after.id, contact_id: id })),
    ];
  }
}
