import { orNull, type ReadCase } from './read-case';

/** One account with everything that is looked at before a call; another one each time. */
export const account: ReadCase = {
  name: 'account',
  title: 'one account with everything',
  byAccount: true,
  mainstay: (id) => ({
    query: `query Account($id: ID!) {
      account(id: $id) {
        id name domains segment tier lifecycleStage industry employees timeZone wonOn version
        annualRecurringRevenue { minorUnits currency }
        owner { id name }
        team(first: 10, filter: { current: true }) { nodes { id role member { id name } } }
        contacts(first: 20, filter: { current: true }) {
          nodes { id roles contact { id name title email preferredChannel } }
        }
        timeline(first: 10) {
          nodes {
            id kind occurredAt subject body
            author { name }
            participants(first: 5) { nodes { id contact { id name } member { id name } } }
          }
        }
        tasks(first: 10) { nodes { id title dueOn owner { name } } }
        onboarding { id state stateSince }
      }
    }`,
    variables: { id: `acc_${id}` },
  }),
  postgraphile: (id) => ({
    query: `query Account($id: UUID!) {
      account(rowId: $id) {
        rowId name domains segment tier lifecycleStage industry employees timeZone wonOn version
        annualRecurringRevenue currency
        owner { rowId name }
        teamAssignments(first: 10, condition: { endedAt: null }, orderBy: [STARTED_AT_ASC, ROW_ID_ASC]) {
          rowId role member { rowId name }
        }
        accountContacts(first: 20, condition: { leftOn: null }, orderBy: [ROW_ID_ASC]) {
          rowId roles contact { rowId name title email preferredChannel }
        }
        timelineEntries(first: 10, orderBy: [OCCURRED_AT_DESC, ROW_ID_DESC]) {
          rowId kind occurredAt subject body
          author { name }
          timelineParticipantsByEntryId(first: 5, orderBy: [ROW_ID_ASC]) { rowId contact { rowId name } member { rowId name } }
        }
        tasks(first: 10, condition: { status: "OPEN" }, orderBy: [DUE_ON_ASC, ROW_ID_ASC]) {
          rowId title dueOn owner { name }
        }
        onboarding { rowId state stateSince }
      }
    }`,
    variables: { id },
  }),
  renamed: {
    teamAssignments: 'team',
    accountContacts: 'contacts',
    timelineEntries: 'timeline',
    timelineParticipantsByEntryId: 'participants',
  },
  ceiling: `
    SELECT '{"data":{"account":{"id":"acc_' || a.id || '","name":' || to_json(a.name) || ',"domains":' || to_json(a.domains)
      || ',"segment":"' || a.segment || '","tier":"' || a.tier || '","lifecycleStage":"' || a.lifecycle_stage
      || '","industry":' || ${orNull('a.industry')} || ',"employees":' || ${orNull('a.employees')}
      || ',"timeZone":"' || a.time_zone || '","wonOn":' || ${orNull('a.won_on')} || ',"version":' || a.version
      || ',"annualRecurringRevenue":{"minorUnits":"' || a.annual_recurring_revenue || '","currency":"' || a.currency
      || '"},"owner":' || (SELECT '{"id":"mem_' || m.id || '","name":' || to_json(m.name) || '}'
        FROM member m WHERE m.id = a.owner_id)
      || ',"team":{"nodes":[' || coalesce((
        SELECT string_agg('{"id":"team_' || t.id || '","role":"' || t.role || '","member":{"id":"mem_' || m.id
          || '","name":' || to_json(m.name) || '}}', ',' ORDER BY t.started_at, t.id)
        FROM (SELECT id, role, member_id, started_at FROM team_assignment WHERE account_id = a.id AND ended_at IS NULL
          ORDER BY started_at, id LIMIT 10) t JOIN member m ON m.id = t.member_id), '')
      || ']},"contacts":{"nodes":[' || coalesce((
        SELECT string_agg('{"id":"acon_' || ac.id || '","roles":' || to_json(ac.roles) || ',"contact":{"id":"con_' || c.id
          || '","name":' || to_json(c.name) || ',"title":' || ${orNull('c.title')} || ',"email":' || ${orNull('c.email')}
          || ',"preferredChannel":' || ${orNull('c.preferred_channel')} || '}}', ',' ORDER BY ac.id)
        FROM (SELECT id, roles, contact_id FROM account_contact WHERE account_id = a.id AND left_on IS NULL
          ORDER BY id LIMIT 20) ac JOIN contact c ON c.id = ac.contact_id), '')
      || ']},"timeline":{"nodes":[' || coalesce((
        SELECT string_agg('{"id":"tle_' || e.id || '","kind":"' || e.kind || '","occurredAt":' || to_json(e.occurred_at)
          || ',"subject":' || to_json(e.subject) || ',"body":' || to_json(e.body) || ',"author":' || coalesce((
            SELECT '{"name":' || to_json(m.name) || '}' FROM member m WHERE m.id = e.author_id), 'null')
          || ',"participants":{"nodes":[' || coalesce((
            SELECT string_agg('{"id":"tlp_' || p.id || '","contact":' || coalesce((
                SELECT '{"id":"con_' || c.id || '","name":' || to_json(c.name) || '}'
                FROM contact c WHERE c.id = p.contact_id), 'null')
              || ',"member":' || coalesce((
                SELECT '{"id":"mem_' || m.id || '","name":' || to_json(m.name) || '}'
                FROM member m WHERE m.id = p.member_id), 'null') || '}', ',')
            FROM (SELECT id, contact_id, member_id FROM timeline_participant WHERE entry_id = e.id
              ORDER BY id LIMIT 5) p), '')
          || ']}}', ',')
        FROM (SELECT id, kind, occurred_at, subject, body, author_id FROM timeline_entry WHERE account_id = a.id
          ORDER BY occurred_at DESC, id DESC LIMIT 10) e), '')
      || ']},"tasks":{"nodes":[' || coalesce((
        SELECT string_agg('{"id":"tsk_' || t.id || '","title":' || to_json(t.title) || ',"dueOn":' || ${orNull('t.due_on')}
          || ',"owner":' || (SELECT '{"name":' || to_json(m.name) || '}' FROM member m WHERE m.id = t.owner_id)
          || '}', ',')
        FROM (SELECT id, title, due_on, owner_id FROM task WHERE account_id = a.id AND status = 'OPEN'
          ORDER BY coalesce(due_on, 'infinity'::date), id LIMIT 10) t), '')
      || ']},"onboarding":' || coalesce((
        SELECT '{"id":"onb_' || o.id || '","state":"' || o.state || '","stateSince":' || to_json(o.state_since) || '}'
        FROM onboarding o WHERE o.account_id = a.id), 'null')
      || '}}}' AS body
    FROM account a WHERE a.id = $1`,
};
