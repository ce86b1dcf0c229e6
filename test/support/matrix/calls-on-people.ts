import { randomUUID } from 'node:crypto';
import type { TestApi } from '../api';
import { missing, type Situation, type Target } from './book';
import { list, plain, type Call, type Context } from './call';
import { password, type Asker, type Callers, type Column } from './callers';

const spendable = (callers: Callers, column: Column): Promise<Asker> => callers.spendable(column);

/** How each saved operation on members, sessions and keys is called. `own` is oneself, `other` a colleague. */
export const callsOnPeople: Readonly<Record<string, Call>> = {
  SignIn: {
    situations: ['any'],
    target: async ({ callers }) => ({ ...missing('mem'), name: await callers.someoneWithPassword('CSM') }),
    variables: ({ name }) => ({ input: { email: name, password } }),
  },
  WhoAmI: list,
  Members: list,
  OneMember: onMember(({ id }) => ({ id })),
  CreateAMember: plain(() => ({
    input: {
      email: `${randomUUID()}@mainstay.example`,
      name: 'New',
      role: 'CSM',
      timeZone: 'UTC',
      language: 'en',
    },
  })),
  UpdateAMember: onMember(({ id, version }) => ({ input: { memberId: id, version, title: 'Chief' } })),
  DeactivateAMember: onMember(({ id, version }) => ({ input: { memberId: id, version } })),
  ReactivateAMember: {
    situations: ['other', 'missing'],
    target: (context, situation) =>
      situation === 'missing' ? Promise.resolve(missing('mem')) : inactive(context),
    variables: ({ id, version }) => ({ input: { memberId: id, version } }),
  },
  ResetAPassword: onMember(({ id }) => ({ input: { memberId: id } })),
  MySessions: {
    ...onMember(({ id }) => ({ filter: { memberId: id } })),
    situations: ['own', 'other'],
  },
  RevokeASession: {
    situations: ['own', 'other', 'missing'],
    asker: spendable,
    target: async ({ api }, situation, asker) => sessionOf(api, situation, asker),
    variables: ({ id }) => ({ input: { sessionId: id } }),
  },
  ChangeMyPassword: {
    situations: ['any'],
    asker: (callers, column) => callers.withPassword(column),
    variables: () => ({ input: { currentPassword: password, newPassword: 'another long password' } }),
  },
  ApiKeys: list,
  CreateAnApiKey: plain(() => ({ input: { name: 'CRM', scopes: ['ACCOUNTS_READ'] } })),
  RevokeAnApiKey: {
    situations: ['other', 'missing'],
    target: (context, situation) =>
      situation === 'missing' ? Promise.resolve(missing('key')) : newKey(context),
    variables: ({ id }) => ({ input: { apiKeyId: id } }),
  },
  SignOut: { situations: ['any'], asker: spendable },
};

function onMember(variables: (target: Target) => Record<string, unknown>): Call {
  return {
    situations: ['own', 'other', 'missing'],
    asker: spendable,
    target: async ({ api }, situation, asker) => {
      if (situation === 'missing') return missing('mem');
      if (situation === 'other') return { ...(await api.member('CSM')), version: 1 };
      return asker !== null && 'rowId' in asker ? { ...asker, version: 1 } : null;
    },
    variables,
  };
}

async function sessionOf(api: TestApi, situation: Situation, asker: Asker): Promise<Target | null> {
  if (situation === 'missing') return missing('ses');
  const whose = situation === 'other' ? await api.member('CSM') : asker;
  if (whose === null || !('rowId' in whose)) return null;
  const { sessions } = await api.raw<{ sessions: { nodes: [{ id: string }] } }>(
    whose,
    '{ sessions { nodes { id } } }',
  );
  return { id: sessions.nodes[0].id, version: 1, name: '' };
}

async function inactive({ api, callers }: Context): Promise<Target> {
  const { id } = await api.member('CSM');
  const { done } = await api.raw<{ done: { member: { id: string; version: number } } }>(
    callers.members.ADMIN,
    `mutation ($input: DeactivateMemberInput!) { done: deactivateMember(input: $input) {
      ... on DeactivateMemberPayload { member { id version } } } }`,
    { input: { memberId: id, version: 1 } },
  );
  return { ...done.member, name: '' };
}

async function newKey({ api, callers }: Context): Promise<Target> {
  const { done } = await api.raw<{ done: { apiKey: { id: string } } }>(
    callers.members.ADMIN,
    'mutation ($input: CreateApiKeyInput!) { done: createApiKey(input: $input) { apiKey { id } } }',
    { input: { name: 'Some key', scopes: ['IMPORT'] } },
  );
  return { ...done.apiKey, version: 1, name: '' };
}
