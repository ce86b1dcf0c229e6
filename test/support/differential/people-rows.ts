import { cycle, moment, text, type Book, type Row } from './awkward-values';

/** A member who no longer works here. */
export function leaverRow(id: string, n: number): Row {
  return {
    id,
    email: `leaver.${n}@mainstay.example`,
    name: text(n + 1),
    title: n === 0 ? null : text(n + 3),
    role: 'CSM',
    time_zone: 'Asia/Kathmandu',
    language: 'ar',
    work_starts: '00:00',
    work_ends: '23:59:59',
    work_days: [7, 1],
    active: false,
    version: 3,
  };
}

/** Sessions that go on, have ended and have expired. */
export function sessionRow(id: string, n: number, book: Book): Row {
  const { csm, colleague, admin } = book.people;
  return {
    id,
    member_id: cycle([csm, colleague, admin], n),
    token_hash: `\\x${id.replaceAll('-', '')}`,
    user_agent: n % 3 === 0 ? null : text(n),
    address: n % 2 === 0 ? null : '2001:db8::1',
    created_at: moment(n),
    last_seen_at: moment(n + 1),
    expires_at: n % 4 === 0 ? '2001-01-01T00:00:00Z' : '2999-12-31T23:59:59.999999Z',
    revoked_at: n % 3 === 1 ? moment(n + 2) : null,
  };
}

/** Keys that are good, were revoked and have expired. */
export function keyRow(id: string, n: number, book: Book): Row {
  return {
    id,
    name: text(n + 4),
    hint: 'msk_abcd',
    secret_hash: `\\x${id.replaceAll('-', '')}`,
    scopes: cycle([['IMPORT'], ['ACCOUNTS_READ', 'TIMELINE_WRITE'], ['ACCOUNTS_WRITE']], n),
    created_by_id: book.people.admin,
    created_at: moment(n),
    expires_at: cycle([null, '2001-01-01T00:00:00Z', '2999-01-01T00:00:00Z'], n),
    last_used_at: n % 2 === 0 ? null : moment(n),
    revoked_at: n % 4 === 3 ? moment(n) : null,
    version: 1,
  };
}

/** Views of every list, of which some are shared. Their filters are kept as they came, so any will do. */
export function savedViewRow(id: string, n: number, book: Book): Row {
  const { csm, colleague, admin } = book.people;
  return {
    id,
    owner_id: cycle([csm, colleague, admin, ...book.leavers], n),
    list: cycle(['ACCOUNTS', 'CONTACTS', 'TASKS', 'TIMELINE', 'ONBOARDINGS', 'AUDIT_ENTRIES'], n),
    name: text(n % 10),
    filter: cycle<object>([{}, { search: text(n), '10': 1, '9': [1.5, -0, 1e21] }, { mine: true }], n),
    order_by: cycle([null, 'NAME'], n),
    shared: n % 4 < 2,
    version: 1,
    created_at: moment(n),
  };
}
