import { ApolloServer } from '@apollo/server';
import { CompiledReads } from '../../api/platform/reads/compiled/compiled-reads';
import { limits } from '../../api/platform/graphql/limits';
import { startApi, type TestApi, type TestMember } from '../support/api';
import { anAccount } from '../support/book';

let api: TestApi;
let leader: TestMember;
beforeAll(async () => {
  api = await startApi();
  leader = await api.member('LEADER');
  for (const name of ['Alder', 'Birch', 'Cedar']) await anAccount(api, leader, name);
});
afterAll(() => api.close());

interface Came {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a request, a `POST` of JSON unless said otherwise; what comes back, but for what differs each time. */
async function send(body: unknown, headers: Record<string, string> = {}, path = '/graphql'): Promise<Came> {
  const response = await fetch(`${api.url}${path}`, {
    method: path === '/graphql' ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${leader.token}`, ...headers },
    ...(path === '/graphql' && { body: JSON.stringify(body) }),
  });
  const { date: _date, 'x-request-id': _id, ...kept } = Object.fromEntries(response.headers);
  return { status: response.status, headers: kept, body: await response.text() };
}

const query = 'query Book($first: Int) { accounts(first: $first) { nodes { name } } }';

/** How often Apollo is asked for what a document says while something is done. */
async function parsed(work: () => Promise<unknown>): Promise<number> {
  const execute = jest.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
  await work();
  const count = execute.mock.calls.length;
  execute.mockRestore();
  return count;
}

test('what was asked before is answered with the same bytes and headers, and Apollo is not asked', async () => {
  const asked = { query: `${query} # the same bytes`, variables: { first: 2 } };
  const came: Came[] = [];
  const first = await parsed(async () => came.push(await send(asked)));
  const again = await parsed(async () => came.push(await send(asked), await send(asked)));
  expect([first, again]).toEqual([1, 0]);
  expect(came[0]).toMatchObject({ status: 200, headers: { 'x-mainstay-reads': 'compiled' } });
  expect(came[0]?.body).toBe('{"data":{"accounts":{"nodes":[{"name":"Alder"},{"name":"Birch"}]}}}\n');
  expect(came[1]).toEqual(came[0]);
  expect(came[2]).toEqual(came[0]);
});

test('other variables, and another operation of the same document, are answered as they are asked', async () => {
  const two = `${query} query Names { accounts(last: 1) { nodes { name } } }`;
  const bodies = async () => [
    (await send({ query: two, operationName: 'Book', variables: { first: 1 } })).body,
    (await send({ query: two, operationName: 'Book', variables: { first: 0 } })).body,
    (await send({ query: two, operationName: 'Book', variables: null })).body,
    (await send({ query: two, operationName: 'Names' })).body,
  ];
  const expected = [['Alder'], [], ['Alder', 'Birch', 'Cedar'], ['Cedar']].map(
    (names) => `{"data":{"accounts":{"nodes":${JSON.stringify(names.map((name) => ({ name })))}}}}\n`,
  );
  expect(await bodies()).toEqual(expected);
  expect(await bodies()).toEqual(expected);
  expect((await send({ query: two })).body).toContain('Must provide operation name');
});

test('whatever is unusual about a request that was answered before is Apollo’s affair', async () => {
  const asked = { query, variables: { first: 1 } };
  await send(asked);
  const text = 'query%20Book%7Bme%7Brole%7D%7D';
  const came = {
    asText: await send(asked, { 'content-type': 'text/plain' }),
    forPages: await send(asked, { accept: 'text/html' }),
    newer: await send(asked, { accept: 'application/graphql-response+json' }),
    batch: await send([asked, asked]),
    variablesInText: await send({ query, variables: '{"first":1}' }),
    wrongVariables: await send({ query, variables: { first: 'two' } }),
    persisted: await send({ ...asked, extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } }),
    get: await send(null, {}, `/graphql?query=${text}`),
  };
  const told = Object.entries(came).map(([name, { status, headers }]) => [
    name,
    status,
    headers['content-type']?.split(';')[0],
  ]);
  const json = 'application/json';
  expect(told).toEqual([
    ['asText', 400, json],
    ['forPages', 406, json],
    ['newer', 200, 'application/graphql-response+json'],
    ['batch', 400, json],
    ['variablesInText', 400, json],
    ['wrongVariables', 400, json],
    ['persisted', 200, json],
    ['get', 200, json],
  ]);
  expect(came.persisted.body).toContain('PERSISTED_QUERY_NOT_SUPPORTED');
});

test('who asks for too much with a document that was answered before is refused', async () => {
  const wide = `query ($first: Int) { accounts(first: $first) { nodes {
    contacts(first: 100) { nodes { contact { name accounts(first: 10) { nodes { id } } } } } } } }`;
  const answers = [1, 1, 200, 1].map((first) => send({ query: wide, variables: { first } }));
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 400, 200]);
  expect((await send({ query: wide, variables: { first: 200 } })).body).toContain(
    `${limits.cost} are allowed`,
  );
});

test('a database that fails is told in the same way whether Apollo was asked or not', async () => {
  const asked = { query: `${query} # that fails` };
  await send(asked);
  const failing = jest.spyOn(CompiledReads.prototype, 'operation').mockRejectedValue(new Error('on fire'));
  const known = await send(asked);
  const unknown = await send({ query: `${query} # that fails as well` });
  failing.mockRestore();
  const withoutId = (body: string): string => body.replace(/[0-9a-f-]{36}/g, '…');
  expect([known.status, withoutId(known.body)]).toEqual([unknown.status, withoutId(unknown.body)]);
  expect(known.body).toMatch(/Something went wrong on our side.*INTERNAL_SERVER_ERROR/);
  expect((await send(asked)).body).toContain('Alder');
});
