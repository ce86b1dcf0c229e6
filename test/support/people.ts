import type { Caller, TestApi, TestMember } from './api';

/** A member as the mutations below give them. */
export interface MemberRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly role: string;
  readonly active: boolean;
}

/** What a mutation of members answers; which fields there are depends on the type. */
export interface Result {
  readonly __typename: string;
  readonly member?: MemberRow;
  readonly initialPassword?: string | null;
  readonly [field: string]: unknown;
}

/** Every field of a member. */
export const memberFields =
  'member { id version email name role title timeZone language workStarts workEnds workDays active }';

/** The mutations of members, sent as whoever is to try them. */
export class People {
  constructor(private readonly api: TestApi) {}

  create(as: Caller, input: object): Promise<Result> {
    const fields = `... on CreateMemberPayload { ${memberFields} initialPassword } ... on AlreadyTaken { field value }`;
    return this.mutate(as, 'createMember', fields, input);
  }

  update(as: Caller, input: object): Promise<Result> {
    const fields = `... on UpdateMemberPayload { ${memberFields} } ... on VersionConflict { currentVersion }
      ... on AlreadyTaken { field value } ... on StillResponsible { message total }`;
    return this.mutate(as, 'updateMember', fields, input);
  }

  deactivate(as: Caller, input: object): Promise<Result> {
    const fields = `... on DeactivateMemberPayload { ${memberFields} endedSessions apiKeys { nodes { name } } }
      ... on VersionConflict { currentVersion }
      ... on StillResponsible { message total responsibilities { kind id name } }`;
    return this.mutate(as, 'deactivateMember', fields, input);
  }

  /** Any mutation with one input, by its name and the fields of its answer. */
  async mutate(as: Caller, name: string, fields: string, input: object): Promise<Result> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${fields} } }`;
    return (await this.api.raw<Record<string, Result>>(as, document, { input }))[name] as Result;
  }

  /** An account that a member owns; gives its id. */
  async account(as: Caller, owner: TestMember, name: string): Promise<string> {
    const result = await this.mutate(as, 'createAccount', '... on CreateAccountPayload { account { id } }', {
      name,
      segment: 'MID_MARKET',
      tier: 'GROWTH',
      annualRecurringRevenue: { minorUnits: '1000', currency: 'EUR' },
      timeZone: 'UTC',
      language: 'en',
      ownerId: owner.id,
    });
    return (result['account'] as { id: string }).id;
  }
}
