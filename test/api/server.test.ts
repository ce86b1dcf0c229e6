import { startApi, type TestApi } from '../support/api';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('health says that the process lives, readiness that the database answers', async () => {
  const health = await fetch(`${api.url}/healthz`);
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  const ready = await fetch(`${api.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
});

test('a request id that is harmless is kept, any other is replaced, and every answer has one', async () => {
  const idOf = async (given?: string): Promise<string | null> => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(given !== undefined && { 'x-request-id': given }) },
      body: '{"query":"{ __typename }"}',
    });
    return response.headers.get('x-request-id');
  };
  expect(await idOf('trace-1:2.3')).toBe('trace-1:2.3');
  expect(await idOf('a b"c')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await idOf()).toMatch(/^[0-9a-f-]{36}$/);
});
