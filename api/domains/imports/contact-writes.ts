import type { TransactionContext } from '../../context';
import type { OnboardingService } from '../onboarding/onboarding.service';
import type { ContactFileValues } from './contact-fields';
import {
  contactExternalIdShape,
  contactShape,
  placeShape,
  type ContactRow,
  type PlaceRow,
} from './contact-rows';
import type { ImportRow, Outcome } from './import-row';
import { insertRows, updateRows } from './table-writes';

/** What the rows of a person make of a contact. */
export interface PersonChange {
  readonly externalId: string;
  readonly before: ContactRow | undefined;
  readonly after: ContactRow;
  readonly rows: ImportRow<ContactFileValues>[];
  outcome?: Outcome;
}

/** What a row makes of the person's place in an account. */
export interface PlaceChange {
  readonly row: ImportRow<ContactFileValues>;
  readonly before: PlaceRow | undefined;
  readonly after: PlaceRow;
  outcome?: Outcome;
}

/** Writes what is new or differs, each kind of thing with one statement, and tells onboardings that wait for somebody. */
export async function writeContacts(
  tx: TransactionContext,
  source: string,
  change: { readonly persons: readonly PersonChange[]; readonly places: readonly PlaceChange[] },
  onboardings: OnboardingService,
): Promise<void> {
  const { manager } = tx.transaction;
  const { persons, places } = change;
  const created = persons.filter(({ outcome }) => outcome === 'created');
  await insertRows(manager, contactShape, rowsOf(created));
  await insertRows(
    manager,
    contactExternalIdShape,
    created.map(({ externalId, after }) => ({ contact_id: after.id, source, external_id: externalId })),
  );
  await updateRows(manager, contactShape, rowsOf(persons.filter(({ outcome }) => outcome === 'updated')));
  // First what ends, then what begins: a person has one open place in an account at a time.
  await updateRows(manager, placeShape, rowsOf(places.filter(({ outcome }) => outcome === 'updated')));
  await insertRows(manager, placeShape, rowsOf(places.filter(({ outcome }) => outcome === 'created')));
  const touched = places
    .filter(({ outcome }) => outcome !== 'unchanged')
    .map(({ after }) => after.account_id);
  await onboardings.contactsChanged(tx, [...new Set(touched)]);
  // The file may name one of a person's accounts; a new address matters in all.
  const readdressed = persons.filter(({ before, after }) => before && before.email !== after.email);
  await onboardings.addressesChanged(
    tx,
    readdressed.map(({ after }) => after.id),
  );
}

function rowsOf(changes: readonly { readonly after: ContactRow | PlaceRow }[]): Record<string, unknown>[] {
  return changes.map(({ after }) => ({ ...after }));
}
