import { brokenLooking, cycle, moment, text, type Book, type People, type Row } from './awkward-values';

/** Entries of every kind; some share their moment, so that the id has to order them. */
export function entryRow(id: string, n: number, book: Book): Row {
  return {
    id,
    account_id: cycle(book.accounts, n % 9 === 0 ? 0 : n),
    kind: cycle(['CALL', 'MEETING', 'NOTE', 'EMAIL', 'EVENT'], n),
    direction: cycle([null, 'INBOUND', 'OUTBOUND'], n),
    occurred_at: moment(n % 50),
    subject: text(n),
    body: n === 11 ? brokenLooking : cycle(['', text(n + 7)], n),
    author_id: cycle([null, book.people.csm, book.people.colleague], n),
    source: n % 5 === 0 ? 'helpdesk' : null,
    external_id: n % 5 === 0 ? `T-${n}` : null,
    version: 1,
    created_at: moment(n),
  };
}

/** Members and contacts who took part. */
export function participantRow(id: string, n: number, book: Book): Row {
  const isMember = n % 10 === 0 && n < 70;
  return {
    id,
    entry_id: cycle(book.entries, n),
    member_id: isMember ? book.people.csm : null,
    contact_id: isMember ? null : cycle(book.contacts, n * 7 + (n >> 6)),
  };
}

/** Tasks of every status, with and without a day. */
export function taskRow(id: string, n: number, book: Book): Row {
  const status = cycle(['OPEN', 'OPEN', 'DONE', 'CANCELLED'], n);
  return {
    id,
    account_id: cycle(book.accounts, n * 5),
    owner_id: cycle([book.people.csm, book.people.colleague, book.people.admin], n),
    title: text(n),
    detail: cycle(['', text(n + 1)], n),
    due_on: cycle([null, '2024-02-29', '2026-03-01', '0001-01-01', '9999-12-31'], n),
    status,
    settled_at: status === 'OPEN' ? null : moment(n),
    source: cycle(['PERSON', 'MEETING', 'WORKFLOW', 'INTEGRATION'], n),
    timeline_entry_id: cycle([null, cycle(book.entries, n)], n),
    purpose: n % 7 === 0 ? `purpose ${n}` : null,
    version: 1,
    created_at: moment(n),
  };
}

/** Messages of every status, some of no account. */
export function messageRow(id: string, n: number, book: Book): Row {
  const status = cycle(['QUEUED', 'CLAIMED', 'SENT', 'REFUSED', 'UNCERTAIN', 'CANCELLED'], n);
  return {
    id,
    purpose: `awkward ${n}`,
    kind: 'WELCOME',
    channel: 'EMAIL',
    account_id: n % 6 === 5 ? null : cycle(book.accounts, n),
    contact_id: cycle([null, cycle(book.contacts, n)], n),
    member_id: cycle([null, book.people.csm, book.people.admin], n),
    from_name: text(n),
    from_address: 'us@mainstay.example',
    to_name: text(n + 1),
    to_address: 'you@customer.example',
    language: 'en',
    subject: text(n + 2),
    html: `<p>${text(n + 3)}</p>`,
    plain_text: text(n + 3),
    message_id: `<${n}@mainstay.example>`,
    status,
    attempts: n,
    next_attempt_at: moment(n),
    claimed_by: 'a sender',
    settled_at: cycle([null, moment(n)], n),
    response: cycle([null, '250 2.0.0 "OK"\r\n'], n),
    caused_at: moment(n),
    created_at: moment(n),
  };
}

/** Onboardings in every state. */
export function onboardingRow(id: string, n: number, book: Book): Row {
  const states = ['STARTING', 'WAITING_FOR_WORKING_HOURS', 'WAITING_FOR_DECISION_MAKER', 'WELCOME_QUEUED'];
  return {
    id,
    account_id: cycle(book.accounts, n * 2 + (n & 1)),
    workflow_id: `awkward:${n}`,
    state: cycle([...states, 'WELCOME_SENT', 'WELCOME_UNDELIVERED', 'CANCELLED'], n),
    state_since: moment(n),
    welcome_due_at: cycle([null, moment(n)], n >> 1),
    welcome_message_id: cycle([null, cycle(book.messages, n)], n),
    started_at: moment(n),
    finished_at: cycle([null, moment(n)], n),
    version: 1,
    created_at: moment(n),
  };
}

/** Commands that are delivered, wait, and can’t be delivered. */
export function commandRow(id: string, n: number, book: Book): Row {
  return {
    id,
    entity: 'awkward',
    number: n + 1,
    kind: n % 2 === 0 ? 'START' : 'SIGNAL',
    workflow: 'onboarding',
    workflow_id: `awkward:${n}`,
    name: n % 2 === 0 ? null : text(n),
    payload: { text: text(n) },
    account_id: cycle([null, cycle(book.accounts, n)], n),
    status: cycle(['DEAD', 'PENDING', 'PUBLISHED'], n),
    attempts: n,
    next_attempt_at: moment(n),
    last_error: cycle([null, text(n)], n),
    created_at: moment(n),
    settled_at: cycle([moment(n), null], n),
  };
}

/** Changes by everybody, of objects of types with ids and without. */
export function auditRow(id: string, n: number, book: Book): Row {
  const { csm, admin } = book.people;
  const account = cycle(book.accounts, n);
  return {
    id,
    occurred_at: moment(n),
    recorded_at: moment(n + 1),
    actor_kind: cycle(['MEMBER', 'INTEGRATION', 'SYSTEM', 'DATABASE'], n),
    actor_id: cycle([csm, null, admin], n),
    actor_name: text(n),
    on_behalf_of_id: cycle([null, null, csm], n),
    operation: 'sql',
    request_id: cycle([null, text(n)], n),
    change: cycle(['CREATED', 'UPDATED', 'DELETED'], n),
    subject_type: cycle(['Account', 'Session', 'ApiKey', 'AccountExternalId', 'Nobody knows'], n),
    subject_id: account,
    account_id: cycle([account, null], n),
    changes: cycle(changes(book.people), n),
  };
}

/** Values of every shape: many numbers, keys and objects have several spellings in JSON. */
function changes({ csm }: People): object[] {
  const nested = { from: { b: [1, { '10': 1, '9': null }], a: {} }, to: ['', 0.1, -0, true] };
  return [
    {},
    { owner_id: { from: null, to: csm }, name: { from: text(1), to: text(4) }, any_thing: nested },
    { secret_hash: { from: null, to: null, secret: true }, '2': { from: 1.5, to: 1e21 } },
    { any_thing: nested, zip: { from: [[]], to: { '': ' ' } } },
    { billed_to_date: { from: 9007199254740992, to: 1e300 }, account_id: { to: 'no id' }, any_thing: nested },
  ];
}
