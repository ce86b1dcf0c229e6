import { randomUUID } from 'node:crypto';
import type { TestApi, TestMember } from './api';
import { recordConsent, setAttributes } from './book';

type Made = Record<string, { id: string; version: number }>;

/** A book with so many of everything, for tests of what reading it costs. All of it hangs on one account, or beside it. */
export class ReadsStock {
  /** The saved operations whose answers grow with the book. */
  readonly lists = [
    'MyBook',
    'OneAccountWithEverything',
    'MyTasksToday',
    'WhoHasGoneSilent',
    'WatchOnboardings',
    'FindContacts',
    'OneContact',
    'TheTimeline',
    'Accounts',
    'Tasks',
    'SavedViews',
    'Attributes',
    'Search',
    'Members',
    'MySessions',
    'ApiKeys',
    'TheEngineRoom',
  ];

  private constructor(
    private readonly api: TestApi,
    private readonly admin: TestMember,
    private readonly account: string,
    private readonly boss: string,
    private readonly ids: {
      task: string;
      entry: string;
      onboarding: string;
      view: string;
      attribute: string;
    },
  ) {}

  static async make(api: TestApi, admin: TestMember): Promise<ReadsStock> {
    const send = sender(api, admin);
    const parent = await send('createAccount', 'account', newAccount('Parent'));
    const account = await send('createAccount', 'account', newAccount('Main', parent));
    await send('winAccount', 'account', { accountId: account, version: 1 });
    await send('updateAccount', 'account', {
      accountId: account,
      version: 2,
      externalIds: [{ source: 'crm', externalId: 'MAIN' }],
    });
    const top = await send('createContact', 'contact', { name: 'Top' });
    const boss = await send('createContact', 'contact', { name: 'Boss', reportsToId: top });
    await send('addContactToAccount', 'accountContact', {
      accountId: account,
      contactId: boss,
      roles: ['USER'],
    });
    const entry = await send('addTimelineEntry', 'entry', {
      accountId: account,
      kind: 'CALL',
      subject: 'Hello',
    });
    const task = await send('createTask', 'task', {
      accountId: account,
      title: 'Do',
      timelineEntryId: entry,
    });
    const view = await send('createSavedView', 'savedView', { list: 'TASKS', name: 'Mine' });
    const attribute = await send('createAttribute', 'attribute', {
      key: 'seats',
      name: 'Seats',
      type: 'NUMBER',
    });
    const found = await api.raw<{ account: { onboarding: { id: string } } }>(
      admin,
      'query ($id: ID!) { account(id: $id) { onboarding { id } } }',
      { id: account },
    );
    return new ReadsStock(api, admin, account, boss, {
      task,
      entry,
      view,
      attribute,
      onboarding: found.account.onboarding.id,
    });
  }

  /** What an operation has to be told so that it shows what was put in; nothing where its examples will do. */
  variables(operation: string): Record<string, unknown> {
    const many = { first: 100 };
    const byOperation: Record<string, Record<string, unknown>> = {
      MyBook: { ...many, filter: null },
      OneAccountWithEverything: { search: 'Main' },
      WhoHasGoneSilent: { ...many, silentSince: '2999-01-01T00:00:00Z' },
      OneAccount: { id: this.account },
      AccountByExternalId: { source: 'crm', externalId: 'MAIN' },
      FindContacts: { ...many, filter: null },
      OneContact: { id: this.boss },
      TheTimeline: many,
      OneTask: { id: this.ids.task },
      AnythingByItsId: { id: this.ids.entry },
      OneOnboarding: { id: this.ids.onboarding },
      OneMember: { id: this.admin.id },
      MySessions: { filter: null },
      WhoChangedWhat: many,
      Accounts: { ...many, filter: null },
      Tasks: { ...many, filter: null },
      SavedViews: { ...many, filter: null },
      Attributes: { ...many, filter: null },
      OneAttribute: { id: this.ids.attribute },
      OneSavedView: { id: this.ids.view },
      Search: { text: 'Sub', first: 50 },
    };
    return byOperation[operation] ?? {};
  }

  /** Adds so many of everything. */
  async fill(count: number): Promise<void> {
    for (let number = 0; number < count; number += 1) await this.addOne();
    await this.addByHand(count);
  }

  private async addOne(): Promise<void> {
    const send = sender(this.api, this.admin);
    const accountId = this.account;
    const subsidiary = await send('createAccount', 'account', newAccount(`Sub ${randomUUID()}`, accountId));
    await send('winAccount', 'account', { accountId: subsidiary, version: 1 });
    const place = { accountId, roles: ['USER'] };
    const contact = await send('createContact', 'contact', {
      name: 'P',
      account: place,
      reportsToId: this.boss,
    });
    await send('addContactToAccount', 'accountContact', {
      accountId: subsidiary,
      contactId: this.boss,
      roles: ['USER'],
    });
    await send('notePreference', 'preference', {
      contactId: this.boss,
      kind: 'EXCLUSION',
      subject: 'ALCOHOL',
      source: 'SAID',
    });
    await recordConsent(this.api, this.admin, this.boss, { granted: true });
    const member = await this.api.member('CSM');
    await send('addTeamMember', 'assignment', { accountId, memberId: member.id, role: 'BACKUP' });
    const call = { kind: 'CALL', subject: 'Hello', contactIds: [contact], memberIds: [member.id] };
    const timelineEntryId = await send('addTimelineEntry', 'entry', { accountId, ...call });
    await send('addTimelineEntry', 'entry', { ...call, accountId: subsidiary, contactIds: [this.boss] });
    await send('createTask', 'task', { accountId, title: 'Do', timelineEntryId });
    await send('createSavedView', 'savedView', { list: 'ACCOUNTS', name: `View ${randomUUID()}` });
    const key = `k${randomUUID().replaceAll('-', '')}`;
    await send('createAttribute', 'attribute', { key, name: 'One more', type: 'TEXT' });
    await setAttributes(this.api, this.admin, accountId, [{ key, text: 'So it is' }]);
    await this.api.apiKey('IMPORT');
  }

  /** What can't be had through the API without the workflow engine, or only by signing in over and over. */
  private async addByHand(count: number): Promise<void> {
    const { pool } = this.api.composition.database;
    await pool.query(
      `INSERT INTO member_session (member_id, token_hash, expires_at)
       SELECT $1, uuidv7()::text::bytea, now() + interval '1 day' FROM generate_series(1, $2)`,
      [this.admin.rowId, count],
    );
    await pool.query(`UPDATE outbox_command SET status = 'DEAD', settled_at = now()`);
    await pool.query(
      `INSERT INTO message (purpose, kind, account_id, from_name, from_address, to_name, to_address, language, subject,
         html, plain_text, message_id, status, settled_at, caused_at)
       SELECT id, 'WELCOME', id, 'Us', 'us@example.org', 'You', 'you@example.org', 'en', 'Welcome', 'Hello', 'Hello',
         uuidv7()::text, 'UNCERTAIN', now(), now() FROM account ON CONFLICT DO NOTHING`,
    );
    await pool.query(
      `UPDATE onboarding o SET welcome_message_id = m.id FROM message m WHERE m.account_id = o.account_id`,
    );
  }
}

function newAccount(name: string, parentId?: string): object {
  return {
    name,
    segment: 'MID_MARKET',
    tier: 'KEY',
    annualRecurringRevenue: { minorUnits: '1', currency: 'EUR' },
    timeZone: 'UTC',
    language: 'en',
    ...(parentId !== undefined && { parentId }),
  };
}

/** Sends mutations that make one object; gives its id. */
function sender(api: TestApi, as: TestMember) {
  return async (mutation: string, object: string, input: object): Promise<string> => {
    const pascal = mutation.charAt(0).toUpperCase() + mutation.slice(1);
    const fields = `${object} { id version }`;
    const selection = mutation === 'createTask' ? fields : `... on ${pascal}Payload { ${fields} }`;
    const document = `mutation ($input: ${pascal}Input!) { done: ${mutation}(input: $input) { ${selection} } }`;
    const id = (await api.raw<{ done: Made }>(as, document, { input })).done[object]?.id;
    if (id === undefined) throw new Error(`${mutation} made nothing.`);
    return id;
  };
}
