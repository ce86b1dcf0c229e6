import { startApi, untyped, type TestApi, type TestMember } from '../support/api';
import { anAccount } from '../support/book';

describe.each(['operations', 'rows'])('hostile documents where reads are compiled for %s', (ways) => {
  let api: TestApi;
  let leader: TestMember;
  beforeAll(async () => {
    api = await startApi({ MAINSTAY_READS: ways });
    leader = await api.member('LEADER');
    await anAccount(api, leader, 'Alder');
  });
  afterAll(() => api.close());

  test('fragments that spread each other twice are walked once each', async () => {
    const levels = 60;
    const fragments = Array.from({ length: levels }, (_, at) =>
      at + 1 < levels
        ? `fragment F${at} on Account { ...F${at + 1} ...F${at + 1} }`
        : `fragment F${at} on Account { name }`,
    );
    const document = `{ accounts(first: 1) { nodes { ...F0 } } } ${fragments.join(' ')}`;
    const answer = await api.answer(leader, untyped(document), {});
    // Refused by a limit, or answered: at once in either case.
    expect(answer.status).toBeLessThan(500);
  });

  test('an operation that the document hasn’t is the client’s mistake', async () => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${leader.token}` },
      body: JSON.stringify({ query: 'query A { me { role } }', operationName: 'B' }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }],
    });
  });
});

test('what would be a statement of a hundred pages is answered by resolvers', async () => {
  const api = await startApi();
  const leader = await api.member('LEADER');
  await anAccount(api, leader, 'Alder');
  // Each level holds the next one six times, so that a short document asks for hundreds of relations.
  const lists = ['tasks', 'timeline', 'contacts', 'team', 'messages'];
  const fragments = Array.from({ length: 3 }, (_, at) => {
    const inner =
      at < 2 ? `...F${at + 1}` : 'name timeZone language parent { name timeZone language industry country }';
    const pages = lists.map((list) => `${list}(first: 1) { nodes { account { ${inner} } } }`);
    return `fragment F${at} on Account { parent { ${inner} } ${pages.join(' ')} }`;
  });
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${leader.token}` },
    body: JSON.stringify({ query: `{ accounts(first: 1) { nodes { ...F0 } } } ${fragments.join(' ')}` }),
  });
  await api.close();
  expect(response.headers.get('x-mainstay-reads')).toBe('resolvers; too long for one statement');
  expect(await response.json()).toMatchObject({ data: { accounts: { nodes: [{ parent: null }] } } });
});
