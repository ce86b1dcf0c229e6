import { brokenLooking, cycle, moment, text, type Book, type Row } from './awkward-values';

/** Stages, tiers, currencies and amounts in turn. */
export function accountRow(id: string, n: number, book: Book): Row {
  const stage = cycle(['PROSPECT', 'ONBOARDING', 'ADOPTION', 'EXPANSION', 'RENEWAL', 'CHURNED'], n);
  return {
    id,
    // Some names are there twice, so that the id has to order them.
    name: text(n % 22),
    domains: cycle<string[]>([[], ['a.example'], [text(n), text(n + 1), ''], ['NULL', '{}']], n),
    segment: cycle(['ENTERPRISE', 'MID_MARKET', 'SMALL_BUSINESS', 'CONSUMER'], n),
    tier: cycle(['KEY', 'GROWTH', 'SCALED'], n),
    lifecycle_stage: stage,
    industry: n === 7 ? brokenLooking : cycle([null, text(n + 5)], n),
    employees: cycle([null, 0, 2_147_483_647], n),
    currency: cycle(['EUR', 'JPY', 'KWD', 'CLF'], n),
    annual_recurring_revenue: cycle(['0', '1', '9223372036854775807', '9007199254740993'], n >> 1),
    billed_to_date: cycle([null, '0', '9223372036854775807', '123456'], n),
    contract_term_months: n % 2 === 0 ? null : 12,
    time_zone: cycle(['UTC', 'Pacific/Chatham'], n),
    language: 'de',
    country: cycle([null, 'DE'], n >> 1),
    parent_id: n % 3 === 2 ? cycle(book.accounts, n >> 1) : null,
    won_on: stage === 'PROSPECT' ? null : cycle(['0001-01-01', '2024-02-29', '9999-12-31'], n),
    churned_on: stage === 'CHURNED' ? '9999-12-31' : null,
    owner_id: ownerOf(n, book),
    owner_assignment_id: cycle(book.ownerships, n),
    version: n + 1,
    created_at: moment(n),
  };
}

function ownerOf(n: number, { people }: Book): string {
  return n % 3 === 0 ? people.csm : people.colleague;
}

/** The open assignment of an account’s owner. */
export function ownerRow(id: string, n: number, book: Book): Row {
  return {
    ...assignment(id, n, book),
    member_id: ownerOf(n, book),
    role: 'OWNER',
    specialty: null,
    ended_at: null,
  };
}

/** Every other of them is over, and then the account is no longer shared. */
export function colleagueRow(id: string, n: number, book: Book): Row {
  const { csm, admin } = book.people;
  const isOver = n % 2 === 1;
  return {
    ...assignment(id, n, book),
    member_id: cycle(isOver ? [csm, ...book.leavers] : [csm, admin], n >> 1),
    role: cycle(['BACKUP', 'EXECUTIVE_SPONSOR', 'SPECIALIST'], n),
    specialty: n % 4 === 0 ? null : text(n),
    ended_at: isOver ? '2025-06-01T12:00:00.000001Z' : null,
  };
}

function assignment(id: string, n: number, book: Book): Row {
  return {
    id,
    account_id: cycle(book.accounts, n),
    started_at: '2024-01-01T00:00:00.5Z',
    version: 1,
    created_at: moment(n),
  };
}

/** People with and without a way to reach them; some report to others. */
export function contactRow(id: string, n: number, book: Book): Row {
  return {
    id,
    name: text(n),
    email: n % 3 === 0 ? null : `o'person.${n}@customer.example`,
    phone: cycle([null, '', '+49 30 1'], n),
    title: cycle([null, text(n + 2)], n),
    seniority: cycle([null, 'C_LEVEL', 'VICE_PRESIDENT', 'INDIVIDUAL'], n),
    preferred_channel: cycle([null, 'EMAIL', 'IN_PERSON'], n),
    language: cycle([null, 'en'], n),
    time_zone: cycle([null, 'Europe/Berlin', 'UTC'], n),
    hours_from: cycle([null, '00:00', '09:30'], n),
    hours_until: cycle([null, '24:00', '17:00:30'], n),
    reports_to_id: n % 4 === 3 ? cycle(book.contacts, n >> 1) : null,
    version: 1,
    created_at: moment(n),
  };
}

/** What an account is called elsewhere. */
export function accountExternalIdRow(id: string, n: number, book: Book): Row {
  return { ...externalId(id, n), account_id: cycle(book.accounts, n * 2) };
}

/** What a contact is called elsewhere. */
export function contactExternalIdRow(id: string, n: number, book: Book): Row {
  return { ...externalId(id, n), contact_id: cycle(book.contacts, n * 2) };
}

function externalId(id: string, n: number): Row {
  return { id, source: cycle(['crm', text(1), 'Ünïcode'], n), external_id: `${text(n)} ${n}` };
}

/** Every third has left, and some of those came back. */
export function placeRow(id: string, n: number, book: Book): Row {
  const hasLeft = n % 3 === 2;
  return {
    id,
    account_id: cycle(book.accounts, n),
    contact_id: cycle(book.contacts, hasLeft ? n >> 2 : n),
    roles: cycle([['DECISION_MAKER'], ['USER', 'BLOCKER', 'CHAMPION'], ['BILLING', 'USER']], n),
    joined_on: cycle([null, '2020-01-31'], n),
    left_on: hasLeft ? '2024-12-31' : null,
    version: 1,
    created_at: moment(n),
  };
}

/** What people agreed to and took back, some of it at the same moment. */
export function consentRow(id: string, n: number, { contacts, people }: Book): Row {
  return {
    id,
    contact_id: cycle(contacts, n % 20),
    purpose: cycle(['NEWSLETTER', 'GIFTS', 'SURVEYS', 'REFERENCE'], n >> 1),
    granted: n % 3 > 0,
    source: cycle(['FORM', 'CALL', 'OTHER_SYSTEM'], n),
    evidence: text(n),
    given_at: moment(n - (n % 4)),
    recorded_by_id: n % 5 === 0 ? null : people.csm,
    created_at: moment(n),
  };
}

/** What people like and don't, some of it withdrawn. */
export function preferenceRow(id: string, n: number, { contacts, people }: Book): Row {
  return {
    id,
    contact_id: cycle(contacts, n % 20),
    kind: cycle(['LIKE', 'DISLIKE', 'EXCLUSION'], n),
    subject: cycle(['GIFTS', 'ALCOHOL', 'TOPICS', 'FOOD'], n >> 1),
    words: n % 7 === 0 ? '' : text(n),
    source: cycle(['SAID', 'ASKED', 'NOTICED', 'COMPANY_RULE'], n),
    noted_at: moment(n),
    noted_by_id: n % 5 === 0 ? null : people.csm,
    withdrawn_at: n % 4 === 1 ? '2999-01-01T00:00:00.5Z' : null,
    version: 1,
    created_at: moment(n),
  };
}
