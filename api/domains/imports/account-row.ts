import type { LifecycleStage } from '../accounts/account.rules';
import type { TableShape } from './table-writes';

/** An account as an import reads, compares and writes it. Money and days are texts. */
export interface AccountRow {
  id: string;
  name: string;
  domains: string[];
  segment: string;
  tier: string;
  lifecycle_stage: LifecycleStage;
  industry: string | null;
  employees: number | null;
  currency: string;
  annual_recurring_revenue: string;
  billed_to_date: string | null;
  contract_term_months: number | null;
  time_zone: string;
  language: string;
  country: string | null;
  parent_id: string | null;
  won_on: string | null;
  churned_on: string | null;
  owner_id: string;
  owner_assignment_id: string;
}

export const accountShape: TableShape & { readonly columns: Record<keyof AccountRow, string> } = {
  table: 'account',
  columns: {
    id: 'uuid',
    name: 'text',
    domains: 'text[]',
    segment: 'text',
    tier: 'text',
    lifecycle_stage: 'text',
    industry: 'text',
    employees: 'integer',
    currency: 'text',
    annual_recurring_revenue: 'bigint',
    billed_to_date: 'bigint',
    contract_term_months: 'integer',
    time_zone: 'text',
    language: 'text',
    country: 'text',
    parent_id: 'uuid',
    won_on: 'date',
    churned_on: 'date',
    owner_id: 'uuid',
    owner_assignment_id: 'uuid',
  },
};
