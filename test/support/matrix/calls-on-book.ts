import { randomUUID } from 'node:crypto';
import { about, list, ofAccounts, plain, type Call } from './call';

/** How each saved operation on accounts and all that hangs on them is called. */
export const callsOnBook: Readonly<Record<string, Call>> = {
  MyBook: list,
  OneAccountWithEverything: about(
    (book, situation) => book.customer(situation),
    ({ name }) => ({ search: name }),
  ),
  MyTasksToday: list,
  WhoHasGoneSilent: plain(() => ({ silentSince: '2999-01-01T00:00:00Z', first: 200 })),
  LogACall: about(
    (book, situation) => book.account(situation),
    ({ id }) => ({ input: { accountId: id, kind: 'CALL', subject: 'Hello' } }),
  ),
  AddATask: about(
    (book, situation) => book.account(situation),
    ({ id }, { callers }) => ({
      input: { accountId: id, title: 'Do it', ownerId: callers.members.ADMIN.id },
    }),
  ),
  CompleteATask: about(
    (book, situation) => book.task(situation),
    ({ id }) => ({ input: { taskId: id } }),
  ),
  CreateAnAccount: plain(({ callers }) => ({
    input: {
      name: `New ${randomUUID()}`,
      segment: 'CONSUMER',
      tier: 'SCALED',
      annualRecurringRevenue: { minorUnits: '1', currency: 'EUR' },
      timeZone: 'UTC',
      language: 'en',
      ownerId: callers.members.CSM.id,
    },
  })),
  CreateAContact: about(
    (book, situation) => book.account(situation),
    ({ id }) => ({ input: { name: 'Somebody', account: { accountId: id, roles: ['USER'] } } }),
  ),
  AddAContactToAnAccount: {
    situations: ofAccounts,
    // The person is one whom the CSM sees, so that the account alone decides; its id travels as the name.
    target: async ({ book }, situation) => ({
      ...(await book.account(situation)),
      name: (await book.contact('own')).id,
    }),
    variables: ({ id, name }) => ({ input: { accountId: id, contactId: name, roles: ['USER'] } }),
  },
  WinAnAccount: about(
    (book, situation) => book.account(situation),
    ({ id, version }) => ({ input: { accountId: id, version } }),
  ),
  WatchOnboardings: list,
  OneOnboarding: about(
    (book, situation) => book.onboarding(situation),
    ({ id }) => ({ id }),
  ),
  UpdateAnAccount: about(
    (book, situation) => book.account(situation),
    ({ id, version }) => ({ input: { accountId: id, version, employees: 7 } }),
  ),
  UpdateAContact: about(
    (book, situation) => book.contact(situation),
    ({ id, version }) => ({ input: { contactId: id, version, title: 'Chief' } }),
  ),
  NoteAPreference: about(
    (book, situation) => book.contact(situation),
    ({ id }) => ({
      input: { contactId: id, kind: 'LIKE', subject: 'CULTURE', words: 'Jazz', source: 'NOTICED' },
    }),
  ),
  WithdrawAPreference: about(
    (book, situation) => book.preference(situation),
    ({ id, version }) => ({ input: { preferenceId: id, version } }),
  ),
  RecordAConsent: about(
    (book, situation) => book.contact(situation),
    ({ id }) => ({
      input: { contactId: id, purpose: 'GIFTS', granted: false, source: 'CALL', evidence: 'Said so to Ada' },
    }),
  ),
  UpdateAContactsPlace: about(
    (book, situation) => book.place(situation),
    ({ id, version }) => ({ input: { accountContactId: id, version, roles: ['CHAMPION'] } }),
  ),
  UpdateATimelineEntry: about(
    (book, situation) => book.entry(situation),
    ({ id, version }) => ({ input: { entryId: id, version, body: 'More' } }),
  ),
  UpdateATask: about(
    (book, situation) => book.task(situation),
    ({ id, version }) => ({ input: { taskId: id, version, detail: 'More' } }),
  ),
  ReopenATask: about(
    (book, situation) => book.doneTask(situation),
    ({ id }) => ({ input: { taskId: id } }),
  ),
  CancelATask: about(
    (book, situation) => book.task(situation),
    ({ id }) => ({ input: { taskId: id } }),
  ),
  ChurnAnAccount: about(
    (book, situation) => book.customer(situation),
    ({ id, version }) => ({ input: { accountId: id, version } }),
  ),
  OneAccount: about(
    (book, situation) => book.account(situation),
    ({ id }) => ({ id }),
  ),
  AccountByExternalId: {
    situations: ofAccounts,
    target: ({ book }, situation) => book.accountKnownElsewhere(situation),
    variables: ({ name }) => ({ source: 'crm', externalId: name }),
  },
  Accounts: plain(() => ({ first: 200 })),
  Tasks: plain(() => ({ first: 200, filter: { statuses: null } })),
  Attributes: plain(() => ({ first: 200 })),
  OneAttribute: {
    situations: ['any', 'missing'],
    target: ({ book }, situation) => book.attribute(situation),
    variables: ({ id }) => ({ id }),
  },
  DeclareAnAttribute: plain(() => ({
    input: { key: `k${randomUUID().slice(0, 8)}`, name: 'New', type: 'DATE' },
  })),
  ChangeAnAttribute: {
    situations: ['any', 'missing'],
    target: ({ book }, situation) => book.attribute(situation),
    variables: ({ id, version }) => ({ input: { attributeId: id, version, name: 'Renamed' } }),
  },
  SetAttributesOfAnAccount: about(
    async (book, situation) => ({
      ...(await book.account(situation)),
      name: (await book.attribute('any')).name,
    }),
    ({ id, name }) => ({ input: { accountId: id, values: [{ key: name, number: 250.5 }] } }),
  ),
  SavedViews: plain(() => ({ first: 200 })),
  OneSavedView: about(
    (book, situation) => book.savedView(situation),
    ({ id }) => ({ id }),
  ),
  SaveAView: plain(() => ({
    input: { list: 'TASKS', name: `View ${randomUUID()}`, filter: { dueWithinDays: 7 }, shared: false },
  })),
  UpdateAView: about(
    (book, situation) => book.savedView(situation),
    ({ id, version }) => ({ input: { savedViewId: id, version, filter: {} } }),
  ),
  DeleteAView: about(
    (book, situation) => book.savedView(situation),
    ({ id, version }) => ({ input: { savedViewId: id, version } }),
  ),
  Search: plain(() => ({ text: 'Custmoer', kinds: ['ACCOUNT'], first: 50 })),
  FindContacts: plain(() => ({ first: 200 })),
  OneContact: about(
    (book, situation) => book.contact(situation),
    ({ id }) => ({ id }),
  ),
  TheTimeline: plain(() => ({ first: 200 })),
  OneTask: about(
    (book, situation) => book.task(situation),
    ({ id }) => ({ id }),
  ),
  AnythingByItsId: about(
    (book, situation) => book.entry(situation),
    ({ id }) => ({ id }),
  ),
  AssignAnOwner: about(
    (book, situation) => book.account(situation),
    ({ id, version }, { callers }) => ({
      input: { accountId: id, version, memberId: callers.members.LEADER.id },
    }),
  ),
  AddATeamMember: about(
    (book, situation) => book.account(situation),
    ({ id }, { callers }) => ({
      input: { accountId: id, memberId: callers.members.LEADER.id, role: 'EXECUTIVE_SPONSOR' },
    }),
  ),
  RemoveATeamMember: about(
    (book, situation) => book.assignment(situation),
    ({ id, version }) => ({ input: { assignmentId: id, version } }),
  ),
  WhoChangedWhat: plain(() => ({ first: 200 })),
  TheEngineRoom: list,
};
