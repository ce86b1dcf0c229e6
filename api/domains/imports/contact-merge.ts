import type { ContactFileValues } from './contact-fields';
import type { ContactRow, PlaceRow } from './contact-rows';
import { said } from './field-types';

/** The contact as it stands after the row: what the file says over what there was. */
export function mergeContact(
  values: ContactFileValues,
  stored: ContactRow | undefined,
  reportsToId: string | null,
): ContactRow {
  return {
    id: stored?.id ?? '',
    name: values.name ?? stored?.name ?? '',
    email: said(values.email, stored?.email),
    phone: said(values.phone, stored?.phone),
    title: said(values.title, stored?.title),
    seniority: said(values.seniority, stored?.seniority),
    preferred_channel: said(values.preferred_channel, stored?.preferred_channel),
    language: said(values.language, stored?.language),
    time_zone: said(values.time_zone, stored?.time_zone),
    hours_from: said(values.hours_from, stored?.hours_from),
    hours_until: said(values.hours_until, stored?.hours_until),
    reports_to_id:
      values.reports_to_external_id === undefined ? (stored?.reports_to_id ?? null) : reportsToId,
  };
}

/** What the person is to the account after the row. Roles that only stand in another order are the same. */
export function mergePlace(
  values: ContactFileValues,
  stored: PlaceRow | undefined,
  contactId: string,
  accountId: string,
): PlaceRow {
  const roles = values.roles ?? stored?.roles ?? [];
  return {
    id: stored?.id ?? '',
    account_id: accountId,
    contact_id: contactId,
    roles: stored !== undefined && sameSet(roles, stored.roles) ? stored.roles : roles,
    joined_on: said(values.joined_on, stored?.joined_on),
    left_on: said(values.left_on, stored?.left_on),
  };
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}
