import { startApi, type Caller, type TestApi, type TestMember } from '../support/api';

const fields = `id name version lifecycleStage wonOn churnedOn tier owner { id name }
  annualRecurringRevenue { minorUnits currency exponent decimal } externalIds { source externalId } parent { id }`;

interface AccountFields {
  id: string;
  name: string;
  version: number;
  lifecycleStage: string;
  wonOn: string | null;
  owner: { id: string; name: string };
  annualRecurringRevenue: { minorUnits: string; currency: string; exponent: number; decimal: string };
  externalIds: { source: string; externalId: string }[];
  parent: { id: string } | null;
}

interface Result {
  __typename: string;
  account?: AccountFields;
  field?: string;
  currentVersion?: number;
}

describe('accounts', () => {
  let api: TestApi;
  let leader: TestMember;
  let csm: TestMember;
  let other: TestMember;

  beforeAll(async () => {
    api = await startApi();
    leader = await api.member('LEADER');
    csm = await api.member('CSM');
    other = await api.member('CSM');
  });
  afterAll(() => api.close());

  async function mutate(as: Caller, name: string, input: object): Promise<Result> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const document = `mutation Change($input: ${type}Input!) { result: ${name}(input: $input) { __typename
      ... on ${type}Payload { account { ${fields} } }
      ${name === 'createAccount' ? '' : '... on VersionConflict { currentVersion }'}
      ${['createAccount', 'updateAccount'].includes(name) ? '... on AlreadyTaken { field }' : ''} } }`;
    return (await api.raw<{ result: Result }>(as, document, { input })).result;
  }

  async function create(as: Caller, values: object = {}): Promise<AccountFields> {
    const { account } = await mutate(as, 'createAccount', { ...newAccount, ...values });
    if (account === undefined) throw new Error('The account was not created.');
    return account;
  }

  it('are created with their owner, and read back with exact money', async () => {
    const account = await create(csm, {
      annualRecurringRevenue: { minorUnits: '9007199254740993', currency: 'BHD' },
      externalIds: [{ source: 'crm', externalId: 'read-back' }],
    });
    expect(account.owner.id).toBe(csm.id);
    expect(account.lifecycleStage).toBe('PROSPECT');
    expect(account.annualRecurringRevenue).toEqual({
      minorUnits: '9007199254740993',
      currency: 'BHD',
      exponent: 3,
      decimal: '9007199254740.993',
    });
    const found = await api.raw<{ accountByExternalId: { id: string } }>(
      csm,
      '{ accountByExternalId(source: "crm", externalId: "read-back") { id } }',
    );
    expect(found.accountByExternalId.id).toBe(account.id);
  });

  it('are created once for each idempotency key, also when it comes five times at once', async () => {
    const idempotencyKey = 'the-same-key-for-all';
    const made = await Promise.all(
      Array.from({ length: 5 }, () => create(csm, { name: 'Once GmbH', idempotencyKey })),
    );
    expect(new Set(made.map((account) => account.id)).size).toBe(1);
    const again = mutate(csm, 'createAccount', { ...newAccount, name: 'Another', idempotencyKey });
    await expect(again).rejects.toThrow('Use a new key for each new request');
  });

  it('refuse bad input with every problem, its field and its remedy, and nothing is written', async () => {
    const before = await count(api);
    const input = {
      ...newAccount,
      name: ' ',
      timeZone: 'Berlin',
      language: 'deutsch!',
      country: 'de',
      domains: ['https://acme.example/'],
      employees: -1,
    };
    const answer = await api.answer(leader, createDocument, { input } as never);
    const [error] = answer.errors ?? [];
    expect(error?.extensions?.code).toBe('BAD_USER_INPUT');
    const problems = error?.extensions?.problems ?? [];
    expect(problems.map((problem) => problem.field).sort()).toEqual(
      ['country', 'domains.0', 'employees', 'language', 'name', 'timeZone'].sort(),
    );
    expect(problems.every((problem) => problem.remedy.length > 10)).toBe(true);
    await expect(
      create(leader, { annualRecurringRevenue: { minorUnits: '1', currency: 'XXX' } }),
    ).rejects.toThrow('ISO 4217');
    await expect(
      create(leader, { annualRecurringRevenue: { minorUnits: '-1', currency: 'EUR' } }),
    ).rejects.toThrow('negative');
    expect(await count(api)).toBe(before);
  });

  it('let exactly one of two changes to the same version through', async () => {
    const { id: accountId, version } = await create(csm);
    const results = await Promise.all(
      ['KEY', 'SCALED', 'KEY', 'SCALED'].map((tier) =>
        mutate(csm, 'updateAccount', { accountId, version, tier }),
      ),
    );
    expect(results.map((result) => result.__typename).sort()).toEqual([
      'UpdateAccountPayload',
      'VersionConflict',
      'VersionConflict',
      'VersionConflict',
    ]);
    expect(results.find((result) => result.currentVersion !== undefined)?.currentVersion).toBe(version + 1);
  });

  it('keep their version where a change changes nothing', async () => {
    const { id: accountId, version } = await create(csm, { industry: 'Bakeries' });
    const input = { accountId, version, industry: 'Bakeries', domains: [], tier: newAccount.tier };
    const { account } = await mutate(csm, 'updateAccount', input);
    expect(account?.version).toBe(version);
  });

  it('keep external ids unique, and say which one is taken', async () => {
    await create(csm, { externalIds: [{ source: 'billing', externalId: '7' }] });
    const second = await create(csm);
    const taken = await mutate(csm, 'updateAccount', {
      accountId: second.id,
      version: second.version,
      name: 'Not to be written',
      externalIds: [
        { source: 'crm', externalId: '8' },
        { source: 'billing', externalId: '7' },
      ],
    });
    expect(taken).toMatchObject({ __typename: 'AlreadyTaken', field: 'externalIds.1' });
    const [unchanged] = (await list(api, csm, { search: 'not to be written' })).nodes;
    expect(unchanged).toBeUndefined();
  });

  it('can’t be their own parent, at whatever distance', async () => {
    const top = await create(leader);
    const middle = await create(leader, { parentId: top.id });
    const bottom = await create(leader, { parentId: middle.id });
    for (const parentId of [top.id, middle.id, bottom.id]) {
      const change = mutate(leader, 'updateAccount', { accountId: top.id, version: top.version, parentId });
      await expect(change).rejects.toThrow('stands above it');
    }
  });

  it('are won once: the onboarding and its command are written with the stage', async () => {
    const { id: accountId, version } = await create(csm);
    const results = await Promise.all(
      Array.from({ length: 4 }, () => mutate(csm, 'winAccount', { accountId, version })),
    );
    const [won] = results.flatMap((result) => result.account ?? []);
    expect(results.filter((result) => result.__typename === 'WinAccountPayload')).toHaveLength(1);
    expect(won).toMatchObject({ lifecycleStage: 'ONBOARDING', version: version + 1 });
    const { rows } = await api.composition.database.pool.query(
      `SELECT kind, workflow_id FROM outbox_command WHERE account_id = $1`,
      [accountId.slice(4)],
    );
    expect(rows).toEqual([
      { kind: 'START', workflow_id: expect.stringContaining(accountId.slice(4)) as string },
    ]);
    await expect(mutate(csm, 'winAccount', { accountId, version: version + 1 })).rejects.toThrow(
      'It has been won already: its stage is ONBOARDING.',
    );
    await expect(
      mutate(csm, 'updateAccount', { accountId, version: version + 1, lifecycleStage: 'CHURNED' }),
    ).rejects.toThrow('churnAccount');
  });

  it('change owners by leaders only; the history keeps the one before', async () => {
    const { id: accountId, version } = await create(csm);
    const input = { accountId, version, memberId: other.id };
    await expect(mutate(csm, 'assignAccountOwner', input)).rejects.toThrow('accounts.move');
    const { account } = await mutate(leader, 'assignAccountOwner', input);
    expect(account?.owner.id).toBe(other.id);
    const { account: read } = await api.raw<{ account: { team: { nodes: unknown[] } } }>(
      leader,
      'query ($id: ID!) { account(id: $id) { team { nodes { role endedAt member { id } } } } }',
      { id: accountId },
    );
    expect(read.team.nodes).toEqual([
      { role: 'OWNER', endedAt: expect.any(String) as string, member: { id: csm.id } },
      { role: 'OWNER', endedAt: null, member: { id: other.id } },
    ]);
    const viewer = await api.member('VIEWER');
    const toViewer = mutate(leader, 'assignAccountOwner', {
      accountId,
      version: version + 1,
      memberId: viewer.id,
    });
    await expect(toViewer).rejects.toThrow('Name a success manager or a leader');
  });

  it('are created for colleagues by leaders only, and nothing is written where that is refused', async () => {
    const before = await count(api);
    await expect(create(csm, { ownerId: other.id })).rejects.toThrow('ownerId: You can only create accounts');
    expect(await count(api)).toBe(before);
    expect((await create(leader, { ownerId: other.id })).owner.id).toBe(other.id);
    expect((await create(csm, { ownerId: csm.id })).owner.id).toBe(csm.id);
  });

  it('of others look to a CSM exactly like accounts that don’t exist', async () => {
    const { id } = await create(other, {
      name: 'Hidden AG',
      externalIds: [{ source: 'crm', externalId: 'hidden' }],
    });
    const missing = `acc_${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`;
    const document = `query ($id: ID!) { account(id: $id) { name } node(id: $id) { id }
      accountByExternalId(source: "crm", externalId: "hidden") { id } accounts(filter: {search: "hidden"}) { totalCount } }`;
    expect(await api.raw(csm, document, { id })).toEqual(await api.raw(csm, document, { id: missing }));
    const change = (accountId: string): Promise<unknown> =>
      mutate(csm, 'updateAccount', { accountId, version: 1, tier: 'KEY' }).catch((error: unknown) =>
        error instanceof Error ? error.message : error,
      );
    expect(await change(id)).toEqual(await change(missing));
  });

  it('are paged by key in both directions, without a gap or a double', async () => {
    const reader = await api.member('CSM');
    const names = ['Ängstrom', 'anchor', 'Beta', 'beta', 'Éclair', 'zulu', 'Zulu'];
    for (const name of names) await create(reader, { name });
    const forward: string[] = [];
    let after: string | null = null;
    do {
      const page = await list(api, reader, {}, { first: 2, after });
      forward.push(...page.nodes.map((node) => node.name));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(forward).toEqual([...names].sort(new Intl.Collator('und').compare));
    const last = await list(api, reader, {}, { last: 3 });
    expect(last.nodes.map((node) => node.name)).toEqual(forward.slice(-3));
    const earlier = await list(api, reader, {}, { last: 2, before: last.pageInfo.startCursor });
    expect(earlier.nodes.map((node) => node.name)).toEqual(forward.slice(-5, -3));
    await expect(list(api, reader, {}, { first: 2, after: 'nonsense' })).rejects.toThrow(
      'not from this list',
    );
    await expect(list(api, reader, {}, { first: 201 })).rejects.toThrow('Ask for 0 to 200');
  });
});

const newAccount = {
  name: 'Acme GmbH',
  segment: 'MID_MARKET',
  tier: 'GROWTH',
  timeZone: 'Europe/Berlin',
  language: 'de',
  annualRecurringRevenue: { minorUnits: '1200000', currency: 'EUR' },
};

const createDocument =
  'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { __typename } }';

interface Page {
  nodes: { name: string }[];
  pageInfo: { hasNextPage: boolean; startCursor: string | null; endCursor: string | null };
}

async function list(api: TestApi, as: Caller, filter: object, page: object = {}): Promise<Page> {
  const document = `query ($filter: AccountFilter, $first: Int, $after: String, $last: Int, $before: String) {
    accounts(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      nodes { name } pageInfo { hasNextPage startCursor endCursor } } }`;
  return (await api.raw<{ accounts: Page }>(as, document, { filter, ...page })).accounts;
}

async function count(api: TestApi): Promise<number> {
  const { rows } = await api.composition.database.pool.query<{ n: number }>(
    'SELECT count(*)::integer AS n FROM account',
  );
  return rows[0]?.n ?? 0;
}
