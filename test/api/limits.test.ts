import { limits } from '../../api/platform/graphql/limits';
import { startApi, type TestApi, type TestMember } from '../support/api';

let api: TestApi;
let admin: TestMember;
beforeAll(async () => {
  api = await startApi();
  admin = await api.member('ADMIN');
});
afterAll(() => api.close());

interface Refusal {
  readonly status: number;
  readonly body: { errors?: { message: string; extensions?: { code?: string } }[]; data?: unknown };
  readonly requestId: string | null;
}

async function post(body: string, headers: Record<string, string> = {}, to = api): Promise<Refusal> {
  const response = await fetch(`${to.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${admin.token}`, ...headers },
    body,
  });
  const requestId = response.headers.get('x-request-id');
  return { status: response.status, body: (await response.json()) as Refusal['body'], requestId };
}

const query = (document: string, variables?: object): string =>
  JSON.stringify({ query: document, variables });

function expectRefusal(refusal: Refusal, message: RegExp, code: string): void {
  expect([refusal.status, refusal.body.data]).toEqual([400, undefined]);
  expect(refusal.body.errors?.[0]?.message).toMatch(message);
  expect(refusal.body.errors?.[0]?.extensions?.code).toBe(code);
  expect(refusal.requestId).not.toBeNull();
}

const nested = (depth: number): string => {
  const parents = depth - 3;
  return `{ accounts { nodes { ${'parent { '.repeat(parents)} id ${'} '.repeat(parents)} } } }`;
};
const aliases = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, at) => `a${at}: __typename`).join(' ')} }`;
const fields = (count: number): string => `{ me { ${'role '.repeat(count)} } }`;

test('a request may be as deep as the limit, and no deeper', async () => {
  expect((await post(query(nested(limits.depth)))).status).toBe(200);
  expectRefusal(
    await post(query(nested(limits.depth + 1))),
    /depth limit of 14 exceeded, found 15\. Ask for less/,
    'GRAPHQL_VALIDATION_FAILED',
  );
});

test('fragments don’t hide depth', async () => {
  const half = nested(limits.depth - 4).replace('id', '...More');
  const document = `query ${half} fragment More on Account { parent { parent { parent { parent { parent { id } } } } } }`;
  expectRefusal(await post(query(document)), /depth limit of 14 exceeded/, 'GRAPHQL_VALIDATION_FAILED');
});

test('a selection may be as broad as the limit, and no broader', async () => {
  expect((await post(query(fields(limits.breadth)))).status).toBe(200);
  expectRefusal(
    await post(query(fields(limits.breadth + 1))),
    /breadth limit of 60 exceeded, found 61/,
    'GRAPHQL_VALIDATION_FAILED',
  );
});

test('aliases and directives are counted', async () => {
  expect((await post(query(aliases(limits.aliases)))).status).toBe(200);
  expectRefusal(
    await post(query(aliases(limits.aliases + 1))),
    /Aliases limit of 15 exceeded, found 16/,
    'GRAPHQL_VALIDATION_FAILED',
  );
  const directives = `{ ${'...{ __typename @include(if: true) } '.repeat(limits.directives + 1)} }`;
  expectRefusal(await post(query(directives)), /Directives limit of 5 exceeded/, 'GRAPHQL_VALIDATION_FAILED');
});

test('a document of too many tokens is not even parsed to its end', async () => {
  expectRefusal(
    await post(query(`{ ${'me { role } '.repeat(600)} }`)),
    /1500 tokens/,
    'GRAPHQL_PARSE_FAILED',
  );
});

test('the cost of a request grows with its pages, however their size is given', async () => {
  const document = (first: string, declared = ''): string =>
    `query ${declared} { accounts(first: ${first}) { nodes { timeline(first: 200) { nodes { id } } } } }`;
  const declared = document('$first', '($first: Int = 200)');
  const costly = /may answer with 80401 fields; 20000 are allowed/;
  expectRefusal(await post(query(document('200'))), costly, 'QUERY_TOO_COSTLY');
  expectRefusal(await post(query(declared, { first: 200 })), costly, 'QUERY_TOO_COSTLY');
  expectRefusal(await post(query(declared)), costly, 'QUERY_TOO_COSTLY');
  expect((await post(query(declared, { first: 20 }))).status).toBe(200);
});

test('a page size that is null costs the usual page, and one that isn’t given its own default', async () => {
  const document = `query ($first: Int = 200) {
    accounts(first: $first) { nodes { timeline(first: 100) { nodes { id } } } } }`;
  expect((await post(query(document, { first: null }))).status).toBe(200);
  expectRefusal(await post(query(document)), /may answer with 40401 fields/, 'QUERY_TOO_COSTLY');
  expect((await post(query(document, { first: null }))).status).toBe(200);
});

test('variables that don’t fit are the client’s mistake, and named', async () => {
  const document = 'query ($first: Int!) { accounts(first: $first) { nodes { id } } }';
  expectRefusal(await post(query(document, { first: 'many' })), /\$first/, 'BAD_USER_INPUT');
  expectRefusal(await post(query(document)), /\$first/, 'BAD_USER_INPUT');
});

test('requests in batches are refused', async () => {
  expectRefusal(await post('[{"query":"{ __typename }"}]'), /batching/, 'BAD_REQUEST');
});

test('what is no request is refused in the shape of GraphQL’s errors', async () => {
  expectRefusal(await post('{"query":'), /no JSON/, 'BAD_REQUEST');
  expectRefusal(await post('null'), /body/i, 'BAD_REQUEST');
  expectRefusal(await post(query('{ me {')), /Syntax Error/, 'GRAPHQL_PARSE_FAILED');
  const huge = await post(query(`{ me # ${' '.repeat(1_100_000)}\n { role } }`));
  expect([huge.status, huge.body.errors?.[0]?.message]).toEqual([413, expect.stringContaining('too large')]);
});

test('a form of another site can’t send requests in a visitor’s name', async () => {
  const csrf = /Cross-Site Request Forgery/;
  expectRefusal(await post(query('{ me { role } }'), { 'content-type': 'text/plain' }), csrf, 'BAD_REQUEST');
  const get = await fetch(`${api.url}/graphql?query={__typename}`);
  expect([get.status, await get.text()]).toEqual([400, expect.stringMatching(csrf)]);
});

test('mutations are not sent by GET', async () => {
  const document = encodeURIComponent('mutation { signOut { session { id } } }');
  const response = await fetch(`${api.url}/graphql?query=${document}`, {
    headers: { authorization: `Bearer ${admin.token}`, 'apollo-require-preflight': 'true' },
  });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  await response.arrayBuffer();
});

test('a mistyped field is helped with a suggestion', async () => {
  const { body } = await post(query('{ acounts { nodes { id } } }'));
  expect(body.errors?.[0]?.message).toBe(
    'Cannot query field "acounts" on type "Query". Did you mean "accounts" or "account"?',
  );
});

test('with introspection off, neither the schema nor suggestions are told, and there is no GraphiQL', async () => {
  const closed = await startApi({ MAINSTAY_INTROSPECTION: 'false' });
  try {
    const { token } = await closed.member('ADMIN');
    const as = { authorization: `Bearer ${token}` };
    const introspection = await post(query('{ __schema { types { name } } }'), as, closed);
    expectRefusal(introspection, /MAINSTAY_INTROSPECTION/, 'GRAPHQL_VALIDATION_FAILED');
    expect(introspection.body.errors?.[0]?.message).not.toContain('Apollo');
    const mistyped = await post(query('{ acounts { nodes { id } } }'), as, closed);
    expect(mistyped.body.errors?.[0]?.message).not.toContain('Did you mean');
    const page = await fetch(`${closed.url}/graphiql`);
    expect([page.status, await page.json()]).toEqual([404, { errors: [expect.anything()] }]);
  } finally {
    await closed.close();
  }
});
