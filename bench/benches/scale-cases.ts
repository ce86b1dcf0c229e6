import { withClient } from '../../local/postgres';
import { bookDay } from '../stage/book-sql';

/** Who asks. A CSM sees about a hundred accounts, a leader all. */
export type Asker = 'CSM' | 'LEADER' | 'ADMIN';

/** Something in the book that the asker sees, to make variables of; ids are rows' UUIDs. */
export interface Sample {
  readonly account: string;
  readonly accountName: string;
  readonly externalId: string;
  readonly contact: string;
  readonly contactName: string;
  readonly email: string;
  readonly task: string;
  readonly entry: string;
  readonly onboarding: string;
  readonly member: string;
}

/** A saved operation with variables of one kind. */
export interface ScaleCase {
  /** The file of the operation, without its ending. */
  readonly file: string;
  /** How it is asked, where it is asked in more than one way. */
  readonly way?: string;
  readonly askers?: readonly Asker[];
  readonly variables: (sample: Sample) => Record<string, unknown>;
}

const stages = ['ONBOARDING', 'ADOPTION', 'EXPANSION', 'RENEWAL'];
const leadersOnly: readonly Asker[] = ['LEADER'];

/** Every saved query. Mutations cost the same whatever stands beside the rows that they change. */
export const scaleCases: readonly ScaleCase[] = [
  { file: '02-who-am-i', variables: () => ({}) },
  { file: '03-my-book', variables: () => ({ first: 20, filter: { stages } }) },
  { file: '04-one-account-with-everything', variables: ({ accountName }) => ({ search: accountName }) },
  { file: '05-my-tasks-today', variables: () => ({ dueBefore: bookDay }) },
  { file: '06-who-has-gone-silent', variables: () => ({ silentSince: '2026-08-01T00:00:00Z' }) },
  { file: '14-watch-onboardings', variables: () => ({}) },
  { file: '15-one-onboarding', variables: ({ onboarding }) => ({ id: `onb_${onboarding}` }) },
  { file: '17-accounts', variables: () => ({ filter: { stages }, orderBy: 'REVENUE_DESC' }) },
  {
    file: '18-tasks',
    variables: ({ member }) => ({ filter: { ownerId: `mem_${member}`, statuses: ['OPEN', 'DONE'] } }),
  },
  { file: '30-one-account', variables: ({ account }) => ({ id: `acc_${account}` }) },
  {
    file: '31-account-by-external-id',
    variables: ({ externalId }) => ({ source: 'crm', externalId }),
  },
  {
    file: '32-find-contacts',
    way: 'by role',
    variables: () => ({ filter: { place: { roles: ['DECISION_MAKER'], current: true } } }),
  },
  { file: '32-find-contacts', way: 'by address', variables: ({ email }) => ({ filter: { email } }) },
  {
    file: '32-find-contacts',
    way: 'of an account',
    variables: ({ account }) => ({ filter: { place: { accountId: `acc_${account}` } } }),
  },
  {
    file: '32-find-contacts',
    way: 'by name',
    variables: ({ contactName }) => ({ filter: { search: contactName } }),
  },
  { file: '33-one-contact', variables: ({ contact }) => ({ id: `con_${contact}` }) },
  { file: '34-the-timeline', variables: () => ({}) },
  { file: '34-the-timeline', way: 'calls', variables: () => ({ filter: { kinds: ['CALL'] } }) },
  { file: '35-one-task', variables: ({ task }) => ({ id: `tsk_${task}` }) },
  { file: '36-anything-by-its-id', variables: ({ entry }) => ({ id: `tle_${entry}` }) },
  { file: '50-members', variables: () => ({ filter: { active: true } }) },
  { file: '51-one-member', variables: ({ member }) => ({ id: `mem_${member}` }) },
  { file: '60-my-sessions', variables: () => ({ filter: { live: true } }) },
  { file: '63-api-keys', askers: ['ADMIN'], variables: () => ({ filter: { live: true } }) },
  { file: '70-who-changed-what', askers: leadersOnly, variables: () => ({}) },
  {
    file: '70-who-changed-what',
    way: 'of an account',
    askers: leadersOnly,
    variables: ({ account }) => ({ filter: { accountId: `acc_${account}` } }),
  },
  { file: '85-attributes', variables: () => ({}) },
  // The books have none: what is looked for and not there is found in the same way.
  { file: '86-one-attribute', variables: ({ account }) => ({ id: `att_${account}` }) },
  { file: '80-saved-views', variables: () => ({}) },
  // The books have none: what is looked for and not there is found in the same way.
  { file: '84-one-saved-view', variables: ({ account }) => ({ id: `svw_${account}` }) },
  { file: '71-the-engine-room', askers: leadersOnly, variables: () => ({}) },
];

/** Things from all over the part of the book that somebody sees. */
export async function samplesFor(url: string, email: string, asker: Asker): Promise<Sample[]> {
  const mine = asker === 'CSM' ? 'a.owner_id = (SELECT id FROM member WHERE email = $1)' : `$1 <> ''`;
  const things = `
    SELECT a.id AS account, a.name AS "accountName", x.external_id AS "externalId", c.id AS contact,
      c.name AS "contactName", c.email, a.owner_id AS member,
      (SELECT id FROM task t WHERE t.account_id = a.id LIMIT 1) AS task,
      (SELECT id FROM timeline_entry e WHERE e.account_id = a.id LIMIT 1) AS entry
    FROM (SELECT * FROM account a WHERE ${mine} ORDER BY hashtextextended(name, 7), id LIMIT 100) a
    JOIN account_external_id x ON x.account_id = a.id
    CROSS JOIN LATERAL (SELECT contact_id FROM account_contact ac WHERE ac.account_id = a.id LIMIT 1) ac
    JOIN contact c ON c.id = ac.contact_id`;
  const onboardings = `
    SELECT o.id FROM onboarding o JOIN account a ON a.id = o.account_id WHERE ${mine}
    ORDER BY hashtextextended(a.name, 7), o.id LIMIT 100`;
  return withClient(url, async (client) => {
    const { rows } = await client.query<Omit<Sample, 'onboarding'>>(things, [email]);
    const { rows: started } = await client.query<{ id: string }>(onboardings, [email]);
    return rows.map((row, index) => ({ ...row, onboarding: started[index % started.length]?.id ?? '' }));
  });
}
