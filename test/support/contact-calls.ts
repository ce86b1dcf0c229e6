import type { Caller, TestApi } from './api';

/** What a person is to an account, as these operations ask for it. */
export interface Place {
  readonly id: string;
  readonly roles: string[];
  readonly joinedOn: string | null;
  readonly leftOn: string | null;
  readonly version: number;
}

/** A contact, as these operations ask for it. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly version: number;
  readonly hoursFrom: string | null;
  readonly hoursUntil: string | null;
  readonly reportsTo: { readonly name: string } | null;
  readonly externalIds: { readonly source: string; readonly externalId: string }[];
  readonly accounts: { readonly nodes: (Place & { readonly account: { readonly id: string } })[] };
}

/** A payload, or the refusal that came instead. */
export interface Outcome {
  readonly __typename: string;
  readonly contact?: Person;
  readonly accountContact?: Place;
  readonly field?: string;
  readonly currentVersion?: number;
}

const place = 'id roles joinedOn leftOn version';
const person = `id name email version hoursFrom hoursUntil reportsTo { name } externalIds { source externalId }
  accounts { nodes { ${place} account { id } } }`;
const refused = `... on AlreadyTaken { field } ... on VersionConflict { currentVersion }`;

/** The mutations, for tests that expect them to be refused. */
export const contactMutations = {
  create: `mutation ($input: CreateContactInput!) { done: createContact(input: $input) { __typename
    ... on AlreadyTaken { field } ... on CreateContactPayload { contact { ${person} } } } }`,
  update: `mutation ($input: UpdateContactInput!) { done: updateContact(input: $input) { __typename ${refused}
    ... on UpdateContactPayload { contact { ${person} } } } }`,
  add: `mutation ($input: AddContactToAccountInput!) { done: addContactToAccount(input: $input) { __typename
    ... on AlreadyTaken { field } ... on AddContactToAccountPayload { accountContact { ${place} } } } }`,
  updatePlace: `mutation ($input: UpdateAccountContactInput!) { done: updateAccountContact(input: $input) { __typename
    ... on VersionConflict { currentVersion } ... on UpdateAccountContactPayload { accountContact { ${place} } } } }`,
};

/** Contacts through the API. */
export class ContactCalls {
  constructor(private readonly api: TestApi) {}

  create(as: Caller, input: object): Promise<Outcome> {
    return this.send(as, contactMutations.create, input);
  }

  update(as: Caller, input: object): Promise<Outcome> {
    return this.send(as, contactMutations.update, input);
  }

  addTo(as: Caller, contactId: string, accountId: string): Promise<Outcome> {
    return this.send(as, contactMutations.add, { contactId, accountId, roles: ['BILLING'] });
  }

  updatePlace(as: Caller, input: object): Promise<Outcome> {
    return this.send(as, contactMutations.updatePlace, input);
  }

  async find(as: Caller, id: string): Promise<Person | null> {
    const document = `query ($id: ID!) { contact(id: $id) { ${person} } }`;
    return (await this.api.raw<{ contact: Person | null }>(as, document, { id })).contact;
  }

  private async send(as: Caller, document: string, input: object): Promise<Outcome> {
    return (await this.api.raw<{ done: Outcome }>(as, document, { input })).done;
  }
}
