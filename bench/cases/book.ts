import { orNull, type ReadCase } from './read-case';

/** The first 50 accounts of the whole book by name, each with its manager, people, open tasks and last touch. */
export const book: ReadCase = {
  name: 'book',
  title: '50 accounts with CSM, three contacts, open tasks, latest touch',
  byAccount: false,
  mainstay: () => ({
    query: `query Book {
      accounts(first: 50, orderBy: NAME) {
        nodes {
          id
          name
          tier
          owner { id name }
          contacts(first: 3) { nodes { id contact { id name title email } } }
          tasks(first: 3) { nodes { id title dueOn } }
          timeline(first: 1) { nodes { id kind occurredAt subject } }
        }
      }
    }`,
  }),
  postgraphile: () => ({
    query: `query Book {
      accounts(first: 50, orderBy: [NAME_ASC, ROW_ID_ASC]) {
        rowId
        name
        tier
        owner { rowId name }
        accountContacts(first: 3, orderBy: [ROW_ID_ASC]) { rowId contact { rowId name title email } }
        tasks(first: 3, condition: { status: "OPEN" }, orderBy: [DUE_ON_ASC, ROW_ID_ASC]) { rowId title dueOn }
        timelineEntries(first: 1, orderBy: [OCCURRED_AT_DESC, ROW_ID_DESC]) { rowId kind occurredAt subject }
      }
    }`,
  }),
  renamed: { accountContacts: 'contacts', timelineEntries: 'timeline' },
  ceiling: `
    SELECT '{"data":{"accounts":{"nodes":[' || coalesce(string_agg(
      '{"id":"acc_' || a.id || '","name":' || to_json(a.name) || ',"tier":"' || a.tier || '","owner":{"id":"mem_' || m.id
      || '","name":' || to_json(m.name) || '},"contacts":{"nodes":[' || coalesce((
        SELECT string_agg('{"id":"acon_' || ac.id || '","contact":{"id":"con_' || c.id || '","name":' || to_json(c.name)
          || ',"title":' || ${orNull('c.title')} || ',"email":' || ${orNull('c.email')} || '}}', ',' ORDER BY ac.id)
        FROM (SELECT id, contact_id FROM account_contact WHERE account_id = a.id ORDER BY id LIMIT 3) ac
        JOIN contact c ON c.id = ac.contact_id), '')
      || ']},"tasks":{"nodes":[' || coalesce((
        SELECT string_agg('{"id":"tsk_' || t.id || '","title":' || to_json(t.title)
          || ',"dueOn":' || ${orNull('t.due_on')} || '}', ',')
        FROM (SELECT id, title, due_on FROM task WHERE account_id = a.id AND status = 'OPEN'
          ORDER BY coalesce(due_on, 'infinity'::date), id LIMIT 3) t), '')
      || ']},"timeline":{"nodes":[' || coalesce((
        SELECT '{"id":"tle_' || e.id || '","kind":"' || e.kind || '","occurredAt":' || to_json(e.occurred_at)
          || ',"subject":' || to_json(e.subject) || '}'
        FROM timeline_entry e WHERE e.account_id = a.id ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1), '')
      || ']}}', ',' ORDER BY a.name, a.id), '') || ']}}}' AS body
    FROM (SELECT id, name, tier, owner_id FROM account ORDER BY name, id LIMIT 50) a
    JOIN member m ON m.id = a.owner_id`,
};
