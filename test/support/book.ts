import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { ApiError, Answer } from '../../web-schema/client/client';
import { untyped, type Caller, type TestApi } from './api';

/** Puts a prospect into the book through the API; whoever creates it owns it. Gives its id. */
export async function anAccount(
  api: TestApi,
  owner: Caller,
  name = `Account ${randomUUID()}`,
): Promise<string> {
  const { createAccount } = await api.raw<{ createAccount: { account: { id: string } } }>(
    owner,
    `mutation ($input: CreateAccountInput!) { createAccount(input: $input) {
       ... on CreateAccountPayload { account { id } } } }`,
    {
      input: {
        name,
        segment: 'MID_MARKET',
        tier: 'GROWTH',
        annualRecurringRevenue: { minorUnits: '1200000', currency: 'EUR' },
        timeZone: 'Europe/Berlin',
        language: 'de',
      },
    },
  );
  return createAccount.account.id;
}

/** Puts a contact into an account through the API. Gives the contact's id. */
export async function aContact(
  api: TestApi,
  as: Caller,
  accountId: string,
  values: { name?: string; email?: string; roles?: string[]; reportsToId?: string } = {},
): Promise<string> {
  const { roles = ['USER'], name = `Contact ${randomUUID()}`, ...rest } = values;
  const { createContact } = await api.raw<{ createContact: { contact: { id: string } } }>(
    as,
    `mutation ($input: CreateContactInput!) { createContact(input: $input) {
       ... on CreateContactPayload { contact { id } } } }`,
    { input: { name, account: { accountId, roles }, ...rest } },
  );
  return createContact.contact.id;
}

/** Puts a member into an account's team through the API, as its backup. */
export async function intoTeam(api: TestApi, as: Caller, accountId: string, memberId: string): Promise<void> {
  await api.raw(
    as,
    `mutation ($input: AddTeamMemberInput!) { addTeamMember(input: $input) { __typename } }`,
    { input: { accountId, memberId, role: 'BACKUP' } },
  );
}

/** Writes down through the API what somebody agreed to: to the newsletter, by a form, unless said otherwise. */
export async function recordConsent(
  api: TestApi,
  as: Caller,
  contactId: string,
  values: { granted: boolean; purpose?: string; givenAt?: string },
): Promise<void> {
  await api.raw(
    as,
    `mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { consent { id } } }`,
    {
      input: {
        contactId,
        purpose: 'NEWSLETTER',
        source: 'FORM',
        evidence: 'The form of the spring',
        ...values,
      },
    },
  );
}

/** Sets attributes of an account through the API. */
export async function setAttributes(
  api: TestApi,
  as: Caller,
  accountId: string,
  values: readonly object[],
): Promise<void> {
  await api.raw(
    as,
    `mutation ($input: SetAccountAttributesInput!) { setAccountAttributes(input: $input) { account { id } } }`,
    { input: { accountId, values } },
  );
}

/** The one error of a request that has to be refused. */
export async function refusal(
  api: TestApi,
  as: Caller | null,
  document: string,
  variables: object,
): Promise<ApiError> {
  const answer: Answer<unknown> = await api.answer(
    as,
    untyped(document),
    variables as Record<string, unknown>,
  );
  const [error, ...others] = answer.errors;
  if (error === undefined || others.length > 0) {
    throw new Error(`One error was expected, and this came: ${JSON.stringify(answer)}`);
  }
  return error;
}

/** How many statements the reads of an operation send to PostgreSQL, once it is known who asks. */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  await work();
  const counted = jest.spyOn(Client.prototype, 'query');
  try {
    await work();
    return counted.mock.calls.length;
  } finally {
    counted.mockRestore();
  }
}
