import { startApi, type TestApi } from '../support/api';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('the root leads to GraphiQL, which loads everything from here', async () => {
  const root = await fetch(api.url, { redirect: 'manual' });
  expect([root.status, root.headers.get('location')]).toEqual([302, '/graphiql']);
  const page = await fetch(`${api.url}/graphiql`);
  const html = await page.text();
  const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
  expect(loaded.filter((address) => address.startsWith('/')).sort()).toEqual([
    '/graphiql/main.css',
    '/graphiql/main.js',
  ]);
  expect(loaded.filter((address) => /^(https?:)?\/\//.test(address))).toEqual([]);
  for (const address of loaded.filter((one) => one.startsWith('/'))) {
    const answer = await fetch(api.url + address);
    expect([address, answer.status]).toEqual([address, 200]);
    await answer.arrayBuffer();
  }
});

test('its policy lets no script in from elsewhere, and none that is written into the page', async () => {
  const page = await fetch(`${api.url}/graphiql`);
  await page.arrayBuffer();
  const policy = page.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
});
