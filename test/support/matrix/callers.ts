import { randomUUID } from 'node:crypto';
import { createMainstayClient } from '../../../web-schema/client/client';
import type { Caller, TestApi, TestMember } from '../api';

const roles = ['ADMIN', 'LEADER', 'CSM', 'EXECUTIVE', 'VIEWER'] as const;
const scopes = ['ACCOUNTS_READ', 'ACCOUNTS_WRITE', 'TIMELINE_WRITE', 'IMPORT'] as const;

/** The columns of the matrix: every role, a key of every scope, and nobody. */
export const columns = [...roles, ...scopes, 'anonymous'] as const;

export type Column = (typeof columns)[number];
type RoleColumn = (typeof roles)[number];

/** The password of members that have one. */
export const password = 'a rather long password';

/** Who asks in one cell; a member where the column is a role, and null for nobody. */
export type Asker = TestMember | Caller | null;

/** Who sends the requests of the columns. */
export class Callers {
  private constructor(
    private readonly api: TestApi,
    readonly members: Readonly<Record<RoleColumn, TestMember>>,
    private readonly keys: ReadonlyMap<string, Caller>,
  ) {}

  static async make(api: TestApi): Promise<Callers> {
    const members = await Promise.all(roles.map(async (role) => [role, await api.member(role)] as const));
    const keys = await Promise.all(scopes.map(async (scope) => [scope, await api.apiKey(scope)] as const));
    return new Callers(api, Object.fromEntries(members) as Record<RoleColumn, TestMember>, new Map(keys));
  }

  /** The same caller for every cell of the column. */
  of(column: Column): Asker {
    return isRole(column) ? this.members[column] : (this.keys.get(column) ?? null);
  }

  /** One who is needed for one cell, where the operation signs out, say. Keys can be spent as often as one likes. */
  async spendable(column: Column): Promise<Asker> {
    return isRole(column) ? this.api.member(column) : this.of(column);
  }

  /** One who signed in with a password. */
  async withPassword(column: Column): Promise<Asker> {
    if (!isRole(column)) return this.of(column);
    const email = await this.someoneWithPassword(column);
    const { signIn } = await this.api.raw<{ signIn: { token: string } }>(
      null,
      'mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInPayload { token } } }',
      { input: { email, password } },
    );
    const client = createMainstayClient({ url: `${this.api.url}/graphql`, token: signIn.token });
    return { token: signIn.token, client };
  }

  /** The e-mail address of a new member who has the password above. */
  async someoneWithPassword(role: string): Promise<string> {
    const email = `${randomUUID()}@mainstay.example`;
    await this.api.raw(
      this.members.ADMIN,
      'mutation ($input: CreateMemberInput!) { createMember(input: $input) { __typename } }',
      { input: { email, name: 'Someone', role, timeZone: 'UTC', language: 'en', password } },
    );
    return email;
  }
}

function isRole(column: Column): column is RoleColumn {
  return (roles as readonly string[]).includes(column);
}
