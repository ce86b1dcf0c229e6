import { randomUUID } from 'node:crypto';
import type { Caller, TestApi, TestMember } from '../api';
import type { Callers } from './callers';

/** Whose an object is, seen from the CSM of the matrix; `any` where an operation names no object. */
export type Situation = 'own' | 'shared' | 'other' | 'missing' | 'any';

/** What the names of a situation's objects have in them, so that lists tell whose they show. */
export function mark(situation: Situation): string {
  return `«${situation}»`;
}

/** What an operation is told about its object. Only what belongs to the object's kind is there. */
export interface Target {
  readonly id: string;
  readonly version: number;
  readonly name: string;
}

type Made = Record<string, { id: string; version: number }>;

/** Puts objects of every situation into the book, through the API. */
export class MatrixBook {
  private number = 0;

  private constructor(
    private readonly api: TestApi,
    private readonly callers: Callers,
    private readonly colleague: TestMember,
  ) {}

  static async make(api: TestApi, callers: Callers): Promise<MatrixBook> {
    return new MatrixBook(api, callers, await api.member('CSM'));
  }

  /** Fills the book with one customer and all that hangs on it, for lists to show. */
  async stock(situation: Situation): Promise<void> {
    const { id } = await this.customer(situation, `Customer ${mark(situation)}`);
    await this.contact(situation, id, `Person ${mark(situation)}`);
    await this.entry(situation, id, `Call ${mark(situation)}`);
    await this.task(situation, id, `Task ${mark(situation)}`);
    await this.savedView(situation, `View ${mark(situation)}`);
    await this.attribute(situation, `Attribute ${mark(situation)}`);
  }

  /** A prospect: the CSM's own, one in whose team the CSM is, or one of a colleague alone. */
  async account(situation: Situation, name = `${situation} ${(this.number += 1)}`): Promise<Target> {
    if (situation === 'missing') return missing('acc');
    const { CSM } = this.callers.members;
    const owner = situation === 'own' ? CSM : this.colleague;
    const input = {
      name,
      segment: 'MID_MARKET',
      tier: 'KEY',
      annualRecurringRevenue: { minorUnits: '1', currency: 'EUR' },
      timeZone: 'UTC',
      language: 'en',
    };
    const { account } = await this.send(owner, 'createAccount', 'account', input);
    if (situation === 'shared') await this.share(owner, account?.id ?? '');
    return target(account, name);
  }

  /** An account that another system knows; the `name` of the target is its id there. */
  async accountKnownElsewhere(situation: Situation): Promise<Target> {
    const account = await this.account(situation);
    const externalId = randomUUID();
    if (situation === 'missing') return { ...account, name: externalId };
    const { id: accountId, version } = account;
    const input = { accountId, version, externalIds: [{ source: 'crm', externalId }] };
    await this.send(this.admin, 'updateAccount', 'account', input);
    return { ...account, name: externalId };
  }

  /** A customer, whose onboarding has begun. */
  async customer(situation: Situation, name?: string): Promise<Target> {
    const prospect = await this.account(situation, name);
    if (situation === 'missing') return prospect;
    const input = { accountId: prospect.id, version: prospect.version };
    const { account } = await this.send(this.admin, 'winAccount', 'account', input);
    return target(account, prospect.name);
  }

  async contact(situation: Situation, accountId?: string, name = `Person ${situation}`): Promise<Target> {
    if (situation === 'missing') return missing('con');
    const account = { accountId: accountId ?? (await this.account(situation)).id, roles: ['USER'] };
    const { contact } = await this.send(this.admin, 'createContact', 'contact', { name, account });
    return target(contact, name);
  }

  /** What a contact is to an account. */
  async place(situation: Situation): Promise<Target> {
    if (situation === 'missing') return missing('acon');
    const { id: contactId } = await this.contact(situation);
    const { contact } = await this.api.raw<{
      contact: { accounts: { nodes: [{ id: string; version: number }] } };
    }>(this.admin, 'query ($id: ID!) { contact(id: $id) { accounts { nodes { id version } } } }', {
      id: contactId,
    });
    return target(contact.accounts.nodes[0]);
  }

  /** A call that the CSM noted where it is the CSM's own, and the administrator elsewhere. */
  async entry(situation: Situation, accountId?: string, subject = `Call ${situation}`): Promise<Target> {
    if (situation === 'missing') return missing('tle');
    const author = situation === 'own' ? this.callers.members.CSM : this.admin;
    const input = { accountId: accountId ?? (await this.account(situation)).id, kind: 'CALL', subject };
    const { entry } = await this.send(author, 'addTimelineEntry', 'entry', input);
    return target(entry, subject);
  }

  /** An open task of the account's owner. */
  async task(situation: Situation, accountId?: string, title = `Task ${situation}`): Promise<Target> {
    if (situation === 'missing') return missing('tsk');
    const ownerId = situation === 'own' ? this.callers.members.CSM.id : this.colleague.id;
    const input = { accountId: accountId ?? (await this.account(situation)).id, title, ownerId };
    const { task } = await this.send(this.admin, 'createTask', 'task', input);
    return target(task, title);
  }

  async doneTask(situation: Situation): Promise<Target> {
    const open = await this.task(situation);
    if (situation !== 'missing') await this.send(this.admin, 'completeTask', 'task', { taskId: open.id });
    return open;
  }

  /** Somebody's place in an account's team, who isn't its owner. */
  async assignment(situation: Situation): Promise<Target> {
    if (situation === 'missing') return missing('team');
    const { id: accountId } = await this.account(situation);
    const input = { accountId, memberId: (await this.api.member('CSM')).id, role: 'SPECIALIST' };
    const { assignment } = await this.send(this.admin, 'addTeamMember', 'assignment', input);
    return target(assignment);
  }

  /** An exclusion of a person. */
  async preference(situation: Situation): Promise<Target> {
    if (situation === 'missing') return missing('prf');
    const { id: contactId } = await this.contact(situation);
    const input = { contactId, kind: 'EXCLUSION', subject: 'ALCOHOL', source: 'SAID' };
    const { preference } = await this.send(this.callers.members.ADMIN, 'notePreference', 'preference', input);
    return target(preference, 'ALCOHOL');
  }

  /** An attribute of accounts, which belongs to nobody; `name` is its key unless said. */
  async attribute(situation: Situation, name?: string): Promise<Target> {
    if (situation === 'missing') return missing('att');
    const key = `k${randomUUID().replaceAll('-', '')}`;
    const input = { key, name: name ?? key, type: 'NUMBER' };
    const { attribute } = await this.send(this.callers.members.ADMIN, 'createAttribute', 'attribute', input);
    return target(attribute, key);
  }

  /** A view of accounts: the CSM's own, one that a colleague shares, or one that a colleague has for themselves. */
  async savedView(situation: Situation, name = `View ${randomUUID()}`): Promise<Target> {
    if (situation === 'missing') return missing('svw');
    const owner = situation === 'own' ? this.callers.members.CSM : this.colleague;
    const input = { list: 'ACCOUNTS', name, filter: { tiers: ['KEY'] }, shared: situation === 'shared' };
    const { savedView } = await this.send(owner, 'createSavedView', 'savedView', input);
    return target(savedView, name);
  }

  async onboarding(situation: Situation): Promise<Target> {
    if (situation === 'missing') return missing('onb');
    const { id } = await this.customer(situation);
    const { account } = await this.api.raw<{ account: { onboarding: { id: string; version: number } } }>(
      this.admin,
      'query ($id: ID!) { account(id: $id) { onboarding { id version } } }',
      { id },
    );
    return target(account.onboarding);
  }

  /** Whoever makes what is needed sees the whole book. */
  private get admin(): TestMember {
    return this.callers.members.ADMIN;
  }

  /** Readers are put into the team as well: that must not let them write. */
  private async share(owner: Caller, accountId: string): Promise<void> {
    const { CSM, EXECUTIVE, VIEWER } = this.callers.members;
    for (const { id: memberId } of [CSM, EXECUTIVE, VIEWER])
      await this.send(owner, 'addTeamMember', 'assignment', { accountId, memberId, role: 'BACKUP' });
  }

  private async send(as: Caller, mutation: string, object: string, input: object): Promise<Made> {
    const pascal = mutation.charAt(0).toUpperCase() + mutation.slice(1);
    const plain = /Task$/.test(mutation);
    const fields = `${object} { id version }`;
    const selection = plain ? fields : `... on ${pascal}Payload { ${fields} }`;
    const document = `mutation ($input: ${pascal}Input!) { done: ${mutation}(input: $input) { ${selection} } }`;
    return (await this.api.raw<{ done: Made }>(as, document, { input })).done;
  }
}

function target(made: { id: string; version: number } | undefined, name = ''): Target {
  if (made?.id === undefined) throw new Error('What the matrix needs could not be made.');
  return { ...made, name };
}

/** An id of the right form that nothing has. */
export function missing(prefix: string): Target {
  return { id: `${prefix}_${randomUUID()}`, version: 1, name: `Nothing ${randomUUID()}` };
}
