import { globalId } from '../../shared/ids';
import { Problems } from '../../shared/problems';
import { checkSource } from '../../shared/sources.rules';

export const AccountId = globalId('Account', 'acc');

/** How large a customer is, which decides what kind of work fits. */
export enum Segment {
  ENTERPRISE = 'ENTERPRISE',
  MID_MARKET = 'MID_MARKET',
  SMALL_BUSINESS = 'SMALL_BUSINESS',
  CONSUMER = 'CONSUMER',
}

/** How much of our people's time an account gets. */
export enum Tier {
  KEY = 'KEY',
  GROWTH = 'GROWTH',
  SCALED = 'SCALED',
}

/** Where an account stands in its life as a customer. */
export enum LifecycleStage {
  PROSPECT = 'PROSPECT',
  ONBOARDING = 'ONBOARDING',
  ADOPTION = 'ADOPTION',
  EXPANSION = 'EXPANSION',
  RENEWAL = 'RENEWAL',
  CHURNED = 'CHURNED',
}

/** What an account is made of, as a person, an integration or a file gives it; undefined means "not said". */
export interface AccountValues {
  readonly name?: string | undefined;
  readonly domains?: readonly string[] | undefined;
  readonly segment?: string | undefined;
  readonly tier?: string | undefined;
  readonly industry?: string | null | undefined;
  readonly employees?: number | null | undefined;
  readonly annualRecurringRevenue?: { readonly minorUnits: string; readonly currency: string } | undefined;
  readonly billedToDate?: { readonly minorUnits: string; readonly currency: string } | null | undefined;
  readonly contractTermMonths?: number | null | undefined;
  readonly timeZone?: string | undefined;
  readonly language?: string | undefined;
  readonly country?: string | null | undefined;
}

const mostDomains = 50;
const largestCount = 2_147_483_647;

/** Checks the values that are given, whoever gives them: a mutation, an import, a workflow. */
export function checkAccountValues(values: AccountValues, problems: Problems, at = ''): void {
  const {
    name,
    domains,
    segment,
    tier,
    industry,
    employees,
    contractTermMonths,
    timeZone,
    language,
    country,
  } = values;
  if (name !== undefined) problems.text(name, `${at}name`);
  problems.require(
    (domains?.length ?? 0) <= mostDomains,
    `${at}domains`,
    `${domains?.length} are too many.`,
    `Give ${mostDomains} at most.`,
  );
  domains?.forEach((domain, index) => checkDomain(domain, `${at}domains.${index}`, problems));
  if (segment !== undefined) problems.oneOf(segment, Object.values(Segment), `${at}segment`);
  if (tier !== undefined) problems.oneOf(tier, Object.values(Tier), `${at}tier`);
  problems.optionalText(industry, `${at}industry`, 100);
  checkCount(employees, 0, `${at}employees`, problems);
  checkCount(contractTermMonths, 1, `${at}contractTermMonths`, problems);
  if (timeZone !== undefined) problems.timeZone(timeZone, `${at}timeZone`);
  if (language !== undefined) problems.language(language, `${at}language`);
  if (country !== undefined && country !== null) problems.country(country, `${at}country`);
  checkMoney(values, problems, at);
}

/** Checks external ids: neither part empty, no source but of other systems, nothing named twice. */
export function checkExternalIds(
  ids: readonly { readonly source: string; readonly externalId: string }[] | null | undefined,
  problems: Problems,
  at = 'externalIds.',
): void {
  const seen = new Set<string>();
  ids?.forEach(({ source, externalId }, index) => {
    checkSource(source, `${at}${index}.source`, problems);
    problems.text(externalId, `${at}${index}.externalId`);
    const key = JSON.stringify([source, externalId]);
    problems.require(!seen.has(key), `${at}${index}`, 'It is given twice.', 'Give each external id once.');
    seen.add(key);
  });
}

function checkMoney(values: AccountValues, problems: Problems, at: string): void {
  const { annualRecurringRevenue, billedToDate } = values;
  for (const [field, money] of Object.entries({ annualRecurringRevenue, billedToDate })) {
    if (money === undefined || money === null) continue;
    problems.require(
      !money.minorUnits.startsWith('-'),
      `${at}${field}.minorUnits`,
      'It is negative.',
      'Give an amount of zero or more.',
    );
    // Which codes there are, the database knows; this keeps from it what no code can be.
    problems.require(
      /^[A-Z]{3}$/.test(money.currency),
      `${at}${field}.currency`,
      `"${money.currency.slice(0, 20)}" is no currency.`,
      'Use an ISO 4217 code such as EUR or USD.',
    );
  }
  if (annualRecurringRevenue && billedToDate) {
    problems.require(
      annualRecurringRevenue.currency === billedToDate.currency,
      `${at}billedToDate.currency`,
      `It differs from the recurring revenue's ${annualRecurringRevenue.currency}.`,
      'An account has one currency: convert the amount.',
    );
  }
}

function checkDomain(domain: string, field: string, problems: Problems): void {
  problems.require(
    domain.length <= 253 && /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain),
    field,
    `"${domain.slice(0, 80)}" is no domain.`,
    'Write it in lower case without http:// or a path: example.com.',
  );
}

function checkCount(
  value: number | null | undefined,
  least: number,
  field: string,
  problems: Problems,
): void {
  if (value === undefined || value === null) return;
  problems.require(
    Number.isInteger(value) && value >= least && value <= largestCount,
    field,
    `${value} is out of range.`,
    `Give a whole number of ${least} or more.`,
  );
}

/** Whether an account in this stage is a customer: won, and not left since. */
export function isCustomer(stage: LifecycleStage): boolean {
  return stage !== LifecycleStage.PROSPECT && stage !== LifecycleStage.CHURNED;
}

/**
 * Whether an account of one stage can be in another one next, whoever says so. A file may have missed what happened
 * since the last one, so all that can have come about is fine: a prospect that was won and has left, or one who left
 * and is a customer again. What can't come about: nobody who was won is a prospect again, and an onboarding begins
 * with being won, so a customer doesn't go back to it. Mutations are narrower: each takes one step.
 */
export function stageMayFollow(from: LifecycleStage, to: LifecycleStage): boolean {
  if (to === LifecycleStage.PROSPECT) return false;
  return to !== LifecycleStage.ONBOARDING || !isCustomer(from);
}
