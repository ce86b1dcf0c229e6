import type { TransactionContext } from '../../context';
import { checkContactValues, checkStay } from '../contacts/contact.rules';
import type { OnboardingService } from '../onboarding/onboarding.service';
import { todayIn } from '../../platform/calendar';
import {
  checkContactRow,
  contactFields,
  neededOfContact,
  PersonsSeen,
  type ContactFileValues,
} from './contact-fields';
import { mergeContact, mergePlace } from './contact-merge';
import {
  contactShape,
  placeKey,
  placeShape,
  storedContacts,
  storedPlaces,
  type ContactRow,
  type PlaceRow,
} from './contact-rows';
import { writeContacts, type PersonChange, type PlaceChange } from './contact-writes';
import { Hierarchy } from './hierarchy';
import { ImportKind } from './import.rules';
import type { Importer, ImportRun } from './importer';
import type { ImportRow } from './import-row';
import { accountsByExternalId, contactsByExternalId, noAccount, type ReferredAccount } from './references';
import { stayMeant } from './stays.rules';
import { newIds, sameRow } from './table-writes';

type Row = ImportRow<ContactFileValues>;

/** Contacts, by their external ids; a person in two accounts has two rows. */
export class ContactsImporter implements Importer<typeof contactFields> {
  readonly kind = ImportKind.CONTACTS;
  readonly operation = 'importContacts';
  readonly fields = contactFields;
  readonly key = ['external_id'];
  readonly neededToCreate = neededOfContact;
  readonly selfReference = 'reports_to_external_id';
  private readonly persons = new PersonsSeen();
  private readonly hierarchy = new Hierarchy({
    table: 'contact',
    parent: 'reports_to_id',
    lock: 'contact-reporting-lines',
    field: this.selfReference,
  });

  constructor(
    private readonly run: ImportRun,
    private readonly onboardings: OnboardingService,
  ) {}

  identity({
    external_id: id,
    account_external_id: account,
    joined_on: joined,
    left_on: left,
  }: ContactFileValues): string {
    return JSON.stringify([id, account ?? null, joined && left ? joined : '', left ?? '']);
  }

  check(row: Row): void {
    checkContactRow(row);
    this.persons.check(row);
  }

  async importBatch(tx: TransactionContext, rows: readonly Row[]): Promise<void> {
    const { manager } = tx.transaction;
    const { source, dryRun } = this.run;
    if (!dryRun && rows.some(({ values }) => values.reports_to_external_id)) await this.hierarchy.lock(tx);
    const ids = rows.map(({ values }) => values.external_id ?? '');
    const stored = await storedContacts(manager, source, ids, dryRun);
    const accounts = await accountsByExternalId(
      manager,
      source,
      rows.map(({ values }) => values.account_external_id),
    );
    const persons = await this.personsOf(tx, rows, stored);
    const places = await this.placesOf(tx, rows, persons, accounts);
    const left = [...persons.values()].filter((person) => person.rows.some((row) => row.open));
    await this.refuseCircles(tx, left);
    const change = { persons: left, places: places.filter(({ row }) => row.open) };
    settle(change.persons, change.places);
    if (!dryRun) return writeContacts(tx, source, change, this.onboardings);
    for (const { externalId, after } of left) this.hierarchy.plan(externalId, after.id, after.reports_to_id);
  }

  async checkRefused(tx: TransactionContext, rows: readonly Row[]): Promise<void> {
    const externalIds = rows.map(({ values }) => values.account_external_id);
    const accounts = await accountsByExternalId(tx.transaction.manager, this.run.source, externalIds);
    for (const row of rows) {
      const externalId = row.values.account_external_id;
      if (!externalId || accounts.has(externalId)) continue;
      const { message, remedy } = noAccount(externalId, this.run.source);
      row.refuse('account_external_id', message, remedy);
    }
  }

  /** One change for each person of the batch, from whichever of their rows comes first. */
  private async personsOf(
    tx: TransactionContext,
    rows: readonly Row[],
    stored: ReadonlyMap<string, ContactRow>,
  ): Promise<Map<string, PersonChange>> {
    const { manager } = tx.transaction;
    const superiors = await contactsByExternalId(
      manager,
      this.run.source,
      rows.map(({ values }) => values.reports_to_external_id),
    );
    const persons = new Map<string, PersonChange>();
    for (const row of rows) {
      const { external_id: id, reports_to_external_id: superior } = row.values;
      const externalId = id ?? '';
      const reportsTo = superior ? (superiors.get(superior) ?? this.hierarchy.planned(superior)) : null;
      const before = stored.get(externalId);
      if (reportsTo === undefined) row.outcome = 'waiting';
      else if (before === undefined && this.run.updateOnly) {
        row.refuse(
          'external_id',
          'There is no such contact to update.',
          'Import without updateOnly to add it.',
        );
      } else {
        const after = mergeContact(row.values, before, reportsTo);
        row.check((problems) =>
          checkContactValues({ hoursFrom: after.hours_from, hoursUntil: after.hours_until }, problems),
        );
        const person = persons.get(externalId);
        if (person === undefined) persons.set(externalId, { externalId, before, after, rows: [row] });
        else person.rows.push(row);
      }
    }
    const added = [...persons.values()].filter(({ before }) => before === undefined);
    const ids = await newIds(manager, added.length);
    added.forEach(({ externalId, after }, index) => {
      after.id = this.hierarchy.planned(externalId) ?? ids[index] ?? '';
    });
    return persons;
  }

  private async placesOf(
    tx: TransactionContext,
    rows: readonly Row[],
    persons: ReadonlyMap<string, PersonChange>,
    accounts: ReadonlyMap<string, ReferredAccount>,
  ): Promise<PlaceChange[]> {
    const { manager } = tx.transaction;
    const known = [...persons.values()].filter(({ before }) => before !== undefined);
    const there = await storedPlaces(
      manager,
      known.map(({ after }) => after.id),
    );
    const places: PlaceChange[] = [];
    for (const row of rows.filter((candidate) => candidate.open)) {
      const external = row.values.account_external_id;
      const person = persons.get(row.values.external_id ?? '');
      if (!external || person === undefined) continue;
      const account = accounts.get(external);
      if (account === undefined) {
        const { message, remedy } = noAccount(external, this.run.source);
        row.refuse('account_external_id', message, remedy);
        continue;
      }
      const candidates = there.get(placeKey(person.after.id, account.id)) ?? [];
      const place = this.placeOf(row, person.after.id, account, candidates);
      if (row.open) places.push(place);
    }
    const ids = await newIds(manager, places.filter(({ before }) => before === undefined).length);
    for (const { before, after } of places) if (before === undefined) after.id = ids.pop() ?? '';
    return places;
  }

  private placeOf(row: Row, contactId: string, account: ReferredAccount, there: PlaceRow[]): PlaceChange {
    const stays = there.map((place) => ({ ...place, start: place.joined_on, end: place.left_on }));
    const { joined_on: joined, left_on: left } = row.values;
    const meant = stayMeant(stays, joined, left);
    const before = there.find(({ id }) => id === meant?.id);
    // Each place is taken by one row of the file.
    if (before !== undefined) there.splice(there.indexOf(before), 1);
    if (before === undefined && this.run.updateOnly) {
      row.refuse(
        'account_external_id',
        'The contact has no such place there.',
        'Import without updateOnly to add it.',
      );
    }
    const after = mergePlace(row.values, before, contactId, account.id);
    const today = todayIn(account.time_zone, this.run.now);
    row.check((problems) => checkStay(after.joined_on, after.left_on, today, problems));
    return { row, before, after };
  }

  private async refuseCircles(tx: TransactionContext, persons: readonly PersonChange[]): Promise<void> {
    const moved = persons.filter(
      ({ before, after }) =>
        after.reports_to_id !== null && before !== undefined && before.reports_to_id !== after.reports_to_id,
    );
    if (moved.length === 0) return;
    const placed = moved.flatMap(({ rows, after }) =>
      rows.map((row) => ({ row, id: after.id, parentId: after.reports_to_id })),
    );
    await this.hierarchy.refuseCircles(tx, placed);
  }
}

function settle(persons: readonly PersonChange[], places: readonly PlaceChange[]): void {
  for (const person of persons) {
    const outcome =
      person.before === undefined
        ? 'created'
        : sameRow(contactShape, { ...person.before }, { ...person.after })
          ? 'unchanged'
          : 'updated';
    person.outcome = outcome;
    for (const row of person.rows) if (row.open) row.outcome = outcome;
  }
  for (const place of places) {
    const { row, before, after } = place;
    place.outcome =
      before === undefined
        ? 'created'
        : sameRow(placeShape, { ...before }, { ...after })
          ? 'unchanged'
          : 'updated';
    if (before === undefined) row.outcome = 'created';
    else if (row.outcome === 'unchanged') row.outcome = place.outcome;
  }
}
