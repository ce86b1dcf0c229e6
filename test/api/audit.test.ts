import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';

let api: TestApi;
let admin: TestMember;
let leader: TestMember;
beforeAll(async () => {
  api = await startApi();
  admin = await api.member('ADMIN');
  leader = await api.member('LEADER', { name: 'Lea Leader' });
});
afterAll(() => api.close());

interface Entry {
  id: string;
  actorKind: string;
  actorName: string;
  actor: { id: string } | null;
  operation: string;
  requestId: string | null;
  change: string;
  subjectType: string;
  subjectId: string;
  account: { id: string } | null;
  recordedAt: string;
  changes: { field: string; from: unknown; to: unknown; secret: boolean }[];
}

async function entries(as: Caller, filter: object, page: object = {}): Promise<Entry[]> {
  const document = `query ($filter: AuditEntryFilter, $first: Int, $after: String) {
    auditEntries(filter: $filter, first: $first, after: $after) {
      nodes { id occurredAt recordedAt actorKind actorName actor { id } operation requestId change subjectType subjectId
        account { id } changes { field from to secret } } } }`;
  return (await api.raw<{ auditEntries: { nodes: Entry[] } }>(as, document, { filter, ...page })).auditEntries
    .nodes;
}

async function newAccount(as: Caller, name: string, ownerId: string): Promise<string> {
  const document = `mutation ($input: CreateAccountInput!) { createAccount(input: $input) {
    ... on CreateAccountPayload { account { id } } } }`;
  const annualRecurringRevenue = { minorUnits: '250000', currency: 'EUR' };
  const input = {
    name,
    segment: 'ENTERPRISE',
    tier: 'KEY',
    annualRecurringRevenue,
    timeZone: 'UTC',
    language: 'en',
    ownerId,
  };
  return (await api.raw<{ createAccount: { account: { id: string } } }>(as, document, { input }))
    .createAccount.account.id;
}

const assign = `mutation ($input: AssignAccountOwnerInput!) { assignAccountOwner(input: $input) { __typename } }`;
const rename = `mutation ($input: UpdateMemberInput!) { updateMember(input: $input) { __typename } }`;

test('says who changed what from what to what, in which operation, of which account', async () => {
  const [before, after] = [await api.member('CSM'), await api.member('CSM')];
  const accountId = await newAccount(leader, 'Audited AG', before.id);
  await api.raw(leader, assign, { input: { accountId, version: 1, memberId: after.id } });
  const found = await entries(leader, { accountId });
  expect(found.map(({ subjectType, change, operation }) => `${operation} ${subjectType} ${change}`)).toEqual([
    'assignAccountOwner Account UPDATED',
    'assignAccountOwner TeamAssignment CREATED',
    'assignAccountOwner TeamAssignment UPDATED',
    'createAccount Account CREATED',
    'createAccount TeamAssignment CREATED',
  ]);
  expect(found[0]).toMatchObject({
    actorKind: 'MEMBER',
    actorName: 'Lea Leader',
    actor: { id: leader.id },
    subjectId: accountId,
    account: { id: accountId },
    requestId: expect.any(String) as string,
  });
  expect(found[0]?.changes).toContainEqual({
    field: 'ownerId',
    from: before.id,
    to: after.id,
    secret: false,
  });
  expect(found[3]?.changes).toContainEqual({ field: 'name', from: null, to: 'Audited AG', secret: false });
  expect(await entries(leader, { subjectId: accountId })).toEqual([found[0], found[3]]);
  const team = found[1]?.subjectId;
  expect(team).toMatch(/^team_/);
  expect(await entries(leader, { subjectId: team })).toEqual([found[1]]);
});

test('keeps every digit of an amount', async () => {
  const accountId = await newAccount(leader, 'Exact SE', admin.id);
  const change = `mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { __typename } }`;
  const annualRecurringRevenue = { minorUnits: '9223372036854775807', currency: 'EUR' };
  await api.raw(leader, change, { input: { accountId, version: 1, annualRecurringRevenue } });
  const [entry] = await entries(leader, { subjectId: accountId });
  expect(entry?.changes).toEqual([
    { field: 'annualRecurringRevenue', from: 250000, to: '9223372036854775807', secret: false },
  ]);
});

test('narrows by who did it, and by when it was recorded', async () => {
  const csm = await api.member('CSM');
  const change = (name: string, version: number): Promise<unknown> =>
    api.raw(csm, rename, { input: { memberId: csm.id, version, name } });
  await change('First', 1);
  await change('Second', 2);
  const [second, first, ...rest] = await entries(leader, { actorId: csm.id });
  expect(rest).toEqual([]);
  expect(first?.changes).toEqual([{ field: 'name', from: csm.name, to: 'First', secret: false }]);
  const actorId = csm.id;
  expect(await entries(leader, { actorId, since: second?.recordedAt })).toEqual([second]);
  expect(await entries(leader, { actorId, until: second?.recordedAt })).toEqual([first]);
  expect(await entries(leader, { actorId, since: first?.recordedAt, until: second?.recordedAt })).toEqual([
    first,
  ]);
  expect(await entries(leader, { actorId, since: '2999-01-01T00:00:00Z' })).toEqual([]);
});

test('names integrations, and follows a key by its id', async () => {
  const document = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } secret } }`;
  const made = await api.raw<{ createApiKey: { apiKey: { id: string }; secret: string } }>(admin, document, {
    input: { name: 'CRM sync', scopes: ['ACCOUNTS_WRITE'] },
  });
  const { apiKey, secret } = made.createApiKey;
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${secret}`,
      'x-request-id': 'sync-17',
    },
    body: JSON.stringify({
      query: `mutation ($input: CreateAccountInput!) { createAccount(input: $input) { __typename } }`,
      variables: {
        input: {
          name: 'Synced Ltd',
          segment: 'CONSUMER',
          tier: 'SCALED',
          annualRecurringRevenue: { minorUnits: '1', currency: 'EUR' },
          timeZone: 'UTC',
          language: 'en',
          ownerId: admin.id,
        },
      },
    }),
  });
  expect(response.status).toBe(200);
  const [entry] = await entries(leader, { actorId: apiKey.id });
  expect(entry).toMatchObject({
    actorKind: 'INTEGRATION',
    actorName: 'CRM sync',
    actor: null,
    requestId: 'sync-17',
  });
  const [ofKey] = await entries(admin, { subjectId: apiKey.id });
  expect(ofKey?.changes).toContainEqual({ field: 'secretHash', from: null, to: null, secret: true });
  expect(ofKey?.changes).toContainEqual({ field: 'createdById', from: null, to: admin.id, secret: false });
});

test('is for administrators, leaders and executives; others learn nothing, by no path', async () => {
  const [entry] = await entries(await api.member('EXECUTIVE'), {});
  for (const other of [
    await api.member('CSM'),
    await api.member('VIEWER'),
    await api.apiKey('ACCOUNTS_WRITE'),
  ]) {
    await expect(entries(other, {})).rejects.toThrow(/audit.read/);
    const byId = api.raw(other, 'query ($id: ID!) { node(id: $id) { id } }', { id: entry?.id });
    await expect(byId).rejects.toThrow(/audit.read/);
  }
  await expect(api.raw(null, '{ auditEntries { nodes { id } } }')).rejects.toThrow(/Sign in first/);
});

test('shows where somebody signed in, and what became of keys, to administrators only', async () => {
  const csm = await api.member('CSM');
  const { pool } = api.composition.database;
  await pool.query('UPDATE member_session SET address = $2 WHERE member_id = $1', [csm.rowId, '203.0.113.9']);
  await api.apiKey('IMPORT');
  const typesFor = async (as: Caller): Promise<Set<string>> =>
    new Set((await entries(as, {}, { first: 200 })).map((entry) => entry.subjectType));
  const secret = (await entries(admin, {})).find(({ subjectType }) => subjectType === 'Session');
  const executive = await api.member('EXECUTIVE');
  for (const as of [leader, executive]) {
    const seen = await typesFor(as);
    expect([seen.has('Member'), seen.has('Session'), seen.has('ApiKey')]).toEqual([true, false, false]);
    expect(await entries(as, { subjectId: secret?.subjectId })).toEqual([]);
    expect(await api.raw(as, 'query ($id: ID!) { node(id: $id) { id } }', { id: secret?.id })).toEqual({
      node: null,
    });
  }
  expect([...(await typesFor(admin))]).toEqual(expect.arrayContaining(['Member', 'Session', 'ApiKey']));
});

test('signing in and being seen: the first is recorded, the second is no change', async () => {
  const csm = await api.member('CSM');
  const { pool } = api.composition.database;
  await pool.query(
    `UPDATE member_session SET last_seen_at = now() + interval '1 hour' WHERE member_id = $1`,
    [csm.rowId],
  );
  const { rows } = await pool.query(
    `SELECT change, changes -> 'token_hash' AS token FROM audit_entry
     WHERE subject_type = 'Session' AND changes -> 'member_id' ->> 'to' = $1`,
    [csm.rowId],
  );
  expect(rows).toEqual([{ change: 'CREATED', token: { from: null, to: null, secret: true } }]);
});

test('refuses an id that is none, and pages newest first without a gap', async () => {
  await expect(entries(leader, { subjectId: 'what?' })).rejects.toThrow(/filter.subjectId/);
  await expect(entries(leader, { actorId: 'acc_1' })).rejects.toThrow(/filter.actorId/);
  const document = `query ($after: String) { auditEntries(first: 4, after: $after) {
    nodes { id } pageInfo { hasNextPage endCursor } totalCount } }`;
  interface Page {
    auditEntries: {
      nodes: { id: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
      totalCount: number;
    };
  }
  const ids: string[] = [];
  let after: string | null = null;
  for (let more = true; more;) {
    const page: Page['auditEntries'] = (await api.raw<Page>(leader, document, { after })).auditEntries;
    ids.push(...page.nodes.map(({ id }) => id));
    ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    if (!more) expect(ids).toHaveLength(page.totalCount);
  }
  expect(ids).toEqual([...new Set(ids)].sort().reverse());
});
