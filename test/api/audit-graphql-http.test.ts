import { serverAudits } from 'graphql-http';
import { startApi, type TestApi } from '../support/api';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** A browser's preflight is asked for, so that CSRF prevention lets requests through that have no body. */
const fetchFn: typeof fetch = (url, init) =>
  fetch(url, { ...init, headers: { ...(init?.headers as object), 'apollo-require-preflight': 'true' } });

const audits = serverAudits({ url: () => `${api.url}/graphql`, fetchFn });
const said = (word: string): [string, () => ReturnType<(typeof audits)[number]['fn']>][] =>
  audits.filter(({ name }) => name.startsWith(word)).map(({ name, fn }) => [name, async () => fn()]);

test.each(said('MUST'))('GraphQL over HTTP: %s', async (_name, audit) => {
  expect(await audit()).toEqual(expect.objectContaining({ status: 'ok' }));
});

/** A request that can't be carried out is a 400 for every client, so that proxies, logs and alarms see it too. */
const leftOut = [
  'SHOULD use 200 status code on document parsing failure when accepting application/json',
  'SHOULD use 200 status code on document validation failure when accepting application/json',
  'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
];

test('GraphQL over HTTP: of what it says a server SHOULD do, nothing is left out unknowingly', async () => {
  const answers = await Promise.all(
    said('SHOULD').map(async ([name, audit]) => ({ name, status: (await audit()).status })),
  );
  expect(answers.filter(({ status }) => status !== 'ok').map(({ name }) => name)).toEqual(leftOut);
});
