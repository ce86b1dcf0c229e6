import type { Caller, TestApi } from './api';

/** An entry of a timeline, as these operations ask for it. */
export interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly direction: string | null;
  readonly occurredAt: string;
  readonly subject: string;
  readonly body: string;
  readonly source: string | null;
  readonly externalId: string | null;
  readonly version: number;
  readonly author: { readonly name: string } | null;
  readonly participants: {
    readonly nodes: { readonly member: { name: string } | null; readonly contact: { name: string } | null }[];
  };
}

/** A payload, or the refusal that came instead. */
export interface EntryOutcome {
  readonly __typename: string;
  readonly entry?: Entry;
  readonly field?: string;
  readonly currentVersion?: number;
}

/** What these operations ask for of an entry. */
export const entryFields = `id kind direction occurredAt subject body source externalId version author { name }
  participants { nodes { member { name } contact { name } } }`;

/** The mutations, for tests that expect them to be refused. */
export const timelineMutations = {
  add: `mutation ($input: AddTimelineEntryInput!) { done: addTimelineEntry(input: $input) { __typename
    ... on AlreadyTaken { field } ... on AddTimelineEntryPayload { entry { ${entryFields} } } } }`,
  update: `mutation ($input: UpdateTimelineEntryInput!) { done: updateTimelineEntry(input: $input) { __typename
    ... on VersionConflict { currentVersion } ... on UpdateTimelineEntryPayload { entry { ${entryFields} } } } }`,
};

/** Timelines through the API. */
export class TimelineCalls {
  constructor(private readonly api: TestApi) {}

  async add(as: Caller, input: object): Promise<EntryOutcome> {
    return (await this.api.raw<{ done: EntryOutcome }>(as, timelineMutations.add, { input })).done;
  }

  async update(as: Caller, input: object): Promise<EntryOutcome> {
    return (await this.api.raw<{ done: EntryOutcome }>(as, timelineMutations.update, { input })).done;
  }
}

/** Names of who took part, in their order. */
export function namesOf(entry: Entry | undefined): (string | undefined)[] {
  return entry?.participants.nodes.map((who) => who.member?.name ?? who.contact?.name) ?? [];
}
