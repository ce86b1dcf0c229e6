import { LifecycleStage, stageMayFollow } from '../accounts/account.rules';
import type { AccountFileValues } from './account-fields';
import type { AccountRow } from './account-row';
import { todayIn } from '../../platform/calendar';
import { toMinorUnits, type Decimal } from './decimal.rules';
import { said } from './field-types';
import type { ImportRow } from './import-row';
import { mayOwn, noOwner, type ReferredMember } from './references';

/** What a row of the file refers to. */
export interface AccountReferences {
  readonly parentId: string | null;
  readonly owners: ReadonlyMap<string, ReferredMember>;
  /** Decimals of each currency's minor unit. */
  readonly exponents: ReadonlyMap<string, number>;
  readonly now: Date;
}

type Row = ImportRow<AccountFileValues>;

/** The account as it stands after the row: what the file says over what there was. Refuses the row where that is wrong. */
export function mergeAccount(
  row: Row,
  stored: AccountRow | undefined,
  references: AccountReferences,
): AccountRow {
  const { values } = row;
  const currency = values.currency ?? stored?.currency ?? '';
  const merged: AccountRow = {
    id: stored?.id ?? '',
    owner_assignment_id: stored?.owner_assignment_id ?? '',
    name: values.name ?? stored?.name ?? '',
    domains: said(values.domains, stored?.domains) ?? [],
    segment: values.segment ?? stored?.segment ?? '',
    tier: values.tier ?? stored?.tier ?? '',
    // The checks before know the stage to be one.
    lifecycle_stage: (values.lifecycle_stage ?? stored?.lifecycle_stage) as LifecycleStage,
    industry: said(values.industry, stored?.industry),
    employees: said(values.employees, stored?.employees),
    currency,
    annual_recurring_revenue: stored?.annual_recurring_revenue ?? '0',
    billed_to_date: said(undefined, stored?.billed_to_date),
    contract_term_months: said(values.contract_term_months, stored?.contract_term_months),
    time_zone: values.time_zone ?? stored?.time_zone ?? '',
    language: values.language ?? stored?.language ?? '',
    country: said(values.country, stored?.country),
    parent_id: values.parent_external_id === undefined ? (stored?.parent_id ?? null) : references.parentId,
    won_on: said(values.won_on, stored?.won_on),
    churned_on: said(values.churned_on, stored?.churned_on),
    owner_id: ownerId(row, stored, references),
  };
  mergeMoney(row, merged, stored, references.exponents);
  mergeLife(row, merged, stored, references.now);
  return merged;
}

function ownerId(row: Row, stored: AccountRow | undefined, { owners }: AccountReferences): string {
  const email = row.values.owner_email;
  if (!email) return stored?.owner_id ?? '';
  const member = owners.get(email);
  // Who owns it already needn't be checked: the database holds that they may.
  if (member !== undefined && member.id === stored?.owner_id) return member.id;
  if (member !== undefined && mayOwn(member)) return member.id;
  const { message, remedy } = noOwner(email);
  row.refuse('owner_email', message, remedy);
  return '';
}

function mergeMoney(
  row: Row,
  merged: AccountRow,
  stored: AccountRow | undefined,
  exponents: ReadonlyMap<string, number>,
): void {
  const { values } = row;
  const exponent = exponents.get(merged.currency);
  if (exponent === undefined) {
    row.refuse('currency', 'It is no currency.', 'Use an ISO 4217 code such as EUR or USD.');
    return;
  }
  const units = (field: 'annual_recurring_revenue' | 'billed_to_date', amount: Decimal): string => {
    const minorUnits = toMinorUnits(amount, exponent);
    if (minorUnits === null) {
      const remedy = `Give an amount with ${exponent} decimals at most, and less than 90 quadrillion in minor units.`;
      row.refuse(field, `It is no amount in ${merged.currency}.`, remedy);
    }
    return minorUnits ?? '0';
  };
  const { annual_recurring_revenue: revenue, billed_to_date: billed } = values;
  if (revenue) merged.annual_recurring_revenue = units('annual_recurring_revenue', revenue);
  if (billed !== undefined) merged.billed_to_date = billed && units('billed_to_date', billed);
  if (stored === undefined || stored.currency === merged.currency) return;
  for (const field of ['annual_recurring_revenue', 'billed_to_date'] as const) {
    if (values[field] !== undefined || stored[field] === null || row.isTold(field)) continue;
    row.refuse(
      'currency',
      `The account's ${field} is in ${stored.currency}.`,
      `Give ${field} in the same file.`,
    );
  }
}

function mergeLife(row: Row, merged: AccountRow, stored: AccountRow | undefined, now: Date): void {
  refuseFuture(row, merged, now);
  // What follows from a stage follows from none that is wrong.
  if (row.isTold('lifecycle_stage')) return;
  const { lifecycle_stage: stage, won_on: wonOn } = merged;
  const left = stage === LifecycleStage.CHURNED;
  // Won back: the day of leaving goes with the stage, unless the file still says one.
  if (!left && row.values.churned_on === undefined) merged.churned_on = null;
  const { churned_on: churnedOn } = merged;
  if (stored && stored.lifecycle_stage !== stage && !stageMayFollow(stored.lifecycle_stage, stage)) {
    row.refuse(
      'lifecycle_stage',
      `The account was won already; it is in stage ${stored.lifecycle_stage}.`,
      stage === LifecycleStage.PROSPECT
        ? 'A customer becomes no prospect again: say CHURNED if it has left.'
        : 'An onboarding begins when an account is won. If it left in between, import that first.',
    );
  }
  if (stage !== LifecycleStage.PROSPECT && wonOn === null) {
    row.refuse('won_on', `An account in stage ${stage} was won on some day.`, 'Give that day as YYYY-MM-DD.');
  }
  if (left && churnedOn === null) {
    row.refuse(
      'churned_on',
      'An account in stage CHURNED has left on some day.',
      'Give that day as YYYY-MM-DD.',
    );
  }
  if (!left && churnedOn !== null) {
    row.refuse(
      'churned_on',
      `An account in stage ${stage} hasn't left.`,
      'Leave it empty, or use the stage CHURNED.',
    );
  }
  if (wonOn !== null && churnedOn !== null && churnedOn < wonOn) {
    row.refuse(
      'churned_on',
      `It is before ${wonOn}, the day on which it was won.`,
      'Correct one of the two days.',
    );
  }
}

function refuseFuture(row: Row, merged: AccountRow, now: Date): void {
  for (const field of ['won_on', 'churned_on'] as const) {
    const day = merged[field];
    if (!day || row.values[field] === undefined) continue;
    const today = todayIn(merged.time_zone, now);
    if (day > today)
      row.refuse(field, `It is in the future: it is ${today} there.`, 'Give today or an earlier day.');
  }
}
