import type { Browser, Page } from 'playwright-core';
import { startApi, type TestApi } from '../support/api';
import { describeInBrowser, openBrowser } from '../support/browser';

const email = 'ada@mainstay.example';
const password = 'a rather long password';

let api: TestApi;
let browser: Browser;
let page: Page;
/** What the page complained about, and what it asked of others. */
const complaints: string[] = [];
const elsewhere: string[] = [];

describeInBrowser('in a browser', () => {
  beforeAll(async () => {
    api = await startApi();
    const admin = await api.member('ADMIN');
    await api.raw(
      admin,
      'mutation ($input: CreateMemberInput!) { createMember(input: $input) { __typename } }',
      { input: { email, password, name: 'Ada', role: 'VIEWER', timeZone: 'UTC', language: 'en' } },
    );
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (/^(https?|wss?):/.test(request.url()) && !request.url().startsWith(api.url))
        elsewhere.push(request.url());
    });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await api.close();
  });

  test('a newcomer signs in, asks a saved operation, opens another, and signs out', async () => {
    await page.goto(api.url);
    await page.fill('input[name=email]', email);
    await page.fill('input[name=password]', 'not the one');
    await page.click('text=Sign in >> nth=-1');
    await page.waitForSelector('[role=alert]:has-text("wrong")');

    await page.fill('input[name=password]', password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('header:has-text("Ada · VIEWER")');
    await page.click('.graphiql-tab-button:has-text("WhoAmI")');
    // Asked before the editor is there, it would ask nothing.
    await page.waitForSelector('.graphiql-query-editor:has-text("apiKeyName")');
    await page.click('.graphiql-execute-button');
    await page.waitForSelector('.result-window:has-text("ada@mainstay.example")');

    await page.click('.saved-operations button:has-text("Log a call")');
    await page.waitForSelector('.graphiql-tab-button:has-text("LogACall")');
    // Its example variables are there to be filled in.
    await page.waitForSelector('.graphiql-editors:has-text("accountId")');

    await page.click('header button:has-text("Sign out")');
    await page.waitForSelector('input[name=email]');
  }, 60_000);

  test('it works offline, under a policy that nothing on the page breaks', () => {
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
