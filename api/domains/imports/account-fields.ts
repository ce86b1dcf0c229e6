import { checkAccountValues, LifecycleStage } from '../accounts/account.rules';
import {
  day,
  decimal,
  externalId,
  lowerCase,
  lowerCaseWords,
  text,
  wholeNumber,
  type ValuesOf,
} from './field-types';
import { formatDecimal, type Decimal } from './decimal.rules';
import type { ImportRow } from './import-row';

export const accountFields = {
  external_id: externalId,
  name: text,
  domains: lowerCaseWords,
  segment: text,
  tier: text,
  lifecycle_stage: text,
  industry: text,
  employees: wholeNumber,
  annual_recurring_revenue: decimal,
  currency: text,
  contract_term_months: wholeNumber,
  time_zone: text,
  language: text,
  country: text,
  parent_external_id: externalId,
  owner_email: lowerCase,
  won_on: day,
  churned_on: day,
  billed_to_date: decimal,
};

export type AccountFileValues = ValuesOf<typeof accountFields>;

/** What an account can't be without, so that their cells can't be empty. */
export const neededOfAccount = [
  'external_id',
  'name',
  'segment',
  'tier',
  'lifecycle_stage',
  'annual_recurring_revenue',
  'currency',
  'time_zone',
  'language',
  'owner_email',
] as const;

/** The rules that mutations hold as well, as far as no database is needed. */
export function checkAccountRow(row: ImportRow<AccountFileValues>): void {
  const { values } = row;
  row.requireFilled(neededOfAccount);
  row.check((problems) => {
    checkAccountValues(
      {
        name: values.name ?? undefined,
        domains: values.domains ?? undefined,
        segment: values.segment ?? undefined,
        tier: values.tier ?? undefined,
        industry: values.industry,
        employees: values.employees,
        annualRecurringRevenue: amount(values.annual_recurring_revenue),
        billedToDate: amount(values.billed_to_date),
        contractTermMonths: values.contract_term_months,
        timeZone: values.time_zone ?? undefined,
        language: values.language ?? undefined,
        country: values.country,
      },
      problems,
    );
    const stage = values.lifecycle_stage;
    if (stage) problems.oneOf(stage, Object.values(LifecycleStage), 'lifecycleStage');
  });
  if (values.parent_external_id && values.parent_external_id === values.external_id) {
    row.refuse('parent_external_id', 'It is the account itself.', 'Name another account, or leave it empty.');
  }
}

/** The rules look at an amount's sign only: its currency is looked up later, so it stands as XXX, ISO 4217's "none". */
function amount(value: Decimal | null | undefined): { minorUnits: string; currency: string } | undefined {
  return value ? { minorUnits: formatDecimal(value), currency: 'XXX' } : undefined;
}
