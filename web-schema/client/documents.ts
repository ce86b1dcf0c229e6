// Generated from schema.graphql and operations/ by `npm run schema`. Changes here are lost.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What an attribute of an account has to be: a text, a number or day between two bounds, or a yes or no. */
export type AccountAttributeFilter = {
  /** Yes, or no. Who has neither is not found. */
  boolean?: boolean | null | undefined;
  /** This day or later. */
  dateFrom?: string | null | undefined;
  /** This day or earlier. */
  dateTo?: string | null | undefined;
  /** The attribute’s key. */
  key: string;
  /** This number or more. */
  numberFrom?: number | null | undefined;
  /** This number or less. */
  numberTo?: number | null | undefined;
  /** Exactly this text or choice. */
  text?: string | null | undefined;
};

/** Narrows a list of accounts. What is left out doesn’t narrow; everything given must hold. */
export type AccountFilter = {
  /** Accounts whose attributes are all like these; 5 at most. */
  attributes?: Array<AccountAttributeFilter> | null | undefined;
  /** Accounts with this Internet domain. */
  domain?: string | null | undefined;
  /** The account that another system calls by this id. */
  externalId?: ExternalIdInput | null | undefined;
  /** Accounts that this member owns. */
  ownerId?: string | null | undefined;
  /** Accounts whose name contains this, in any case and with any accents. */
  search?: string | null | undefined;
  /** Accounts in one of these segments. */
  segments?: Array<Segment> | null | undefined;
  /** Accounts without a call, meeting or mail for so many days, counted from now. */
  silentForDays?: number | null | undefined;
  /** Accounts without a call, meeting or mail since this moment. */
  silentSince?: string | null | undefined;
  /** Accounts in one of these stages. */
  stages?: Array<LifecycleStage> | null | undefined;
  /** Accounts in whose team this member is, in whatever role. */
  teamMemberId?: string | null | undefined;
  /** Accounts in one of these tiers. */
  tiers?: Array<Tier> | null | undefined;
};

/** The orders in which accounts are listed. */
export type AccountOrder =
  /** By name, as people sort names. */
  | 'NAME'
  /** Highest annual recurring revenue first; amounts as they stand, in minor units. */
  | 'REVENUE_DESC'
  /** Key customers first, by name within a tier. */
  | 'TIER'
  /** Latest won first; prospects before all. */
  | 'WON_DESC';

/** Adds a contact to an account: somebody who matters to one more, or comes back. */
export type AddContactToAccountInput = {
  /** The account. */
  accountId: string;
  /** The contact. */
  contactId: string;
  /** Repeat the request with the same key, and it happens once. A random UUID, for instance. */
  idempotencyKey?: string | null | undefined;
  /** Since when they belong to it, where you know. */
  joinedOn?: string | null | undefined;
  /** What the person is to it; at least one role. */
  roles: Array<ContactRole>;
};

/** Puts a member into an account’s team. */
export type AddTeamMemberInput = {
  /** The account. */
  accountId: string;
  /** Repeat the request with the same key, and it happens once. A random UUID, for instance. */
  idempotencyKey?: string | null | undefined;
  /** The member; has to be active. */
  memberId: string;
  /** What they do for it. To change the owner, use assignAccountOwner. */
  role: TeamRole;
  /** What a specialist knows, for instance data migration. */
  specialty?: string | null | undefined;
};

/** A new entry of an account’s timeline. */
export type AddTimelineEntryInput = {
  /** The account. */
  accountId: string;
  /** What was said, decided and promised, as plain text. */
  body?: string | null | undefined;
  /** Contacts who took part; each belongs or belonged to the account. */
  contactIds?: Array<string> | null | undefined;
  /** Who turned to whom; only for CALL and EMAIL. */
  direction?: Direction | null | undefined;
  /** What the entry is called in the system that it comes from. */
  externalId?: ExternalIdInput | null | undefined;
  /** Repeat the request with the same key, and it happens once. A random UUID, for instance. */
  idempotencyKey?: string | null | undefined;
  /** What kind of thing happened. */
  kind: TimelineKind;
  /** Members who took part, all of them active; yourself unless said. */
  memberIds?: Array<string> | null | undefined;
  /** When it happened; now unless said. Only a MEETING or an EVENT may lie in the future. */
  occurredAt?: string | null | undefined;
  /** What it was about, in a line. */
  subject: string;
};

/** Narrows a list of API keys. What is left out doesn’t narrow. */
export type ApiKeyFilter = {
  /** Keys that this member made. */
  createdById?: string | null | undefined;
  /** True: those that can be used. False: those that have ended. */
  live?: boolean | null | undefined;
};

/** Gives an account another owner. The one before stays in the history. */
export type AssignAccountOwnerInput = {
  /** The account. */
  accountId: string;
  /** The member who owns it from now on; active, and no viewer. */
  memberId: string;
  /** The version that you read; another one is refused. */
  version: number;
};

/** Narrows a list of attributes. What is left out doesn’t narrow. */
export type AttributeFilter = {
  /** False: those of which values are set. True: only those of which none are set any more. */
  archived?: boolean | null | undefined;
  /** The attribute with this key. */
  key?: string | null | undefined;
};

/** What the values of an attribute are. */
export type AttributeType =
  /** Yes or no. */
  | 'BOOLEAN'
  /** One of the attribute’s choices. */
  | 'CHOICE'
  /** A day. */
  | 'DATE'
  /** A number: eleven digits before the point and four behind it at most. */
  | 'NUMBER'
  /** A line of text, 500 characters at most. */
  | 'TEXT';

/** A value of an attribute, in the one field that its type says; none removes it. */
export type AttributeValueInput = {
  /** The value of a BOOLEAN. */
  boolean?: boolean | null | undefined;
  /** The value of a DATE. */
  date?: string | null | undefined;
  /** The attribute’s key. */
  key: string;
  /** The value of a NUMBER. */
  number?: number | null | undefined;
  /** The value of a TEXT or a CHOICE. */
  text?: string | null | undefined;
};

/** In what capacity somebody changed something. */
export type AuditActorKind =
  /** Somebody with a connection to the database, past Mainstay. */
  | 'DATABASE'
  /** An integration with an API key. */
  | 'INTEGRATION'
  /** A member of the company, signed in. */
  | 'MEMBER'
  /** Mainstay itself: a workflow, a command, the sender of messages. */
  | 'SYSTEM';

/** What happened to the object. */
export type AuditChangeKind =
  /** It was made. */
  | 'CREATED'
  /** It was removed. */
  | 'DELETED'
  /** It was changed. */
  | 'UPDATED';

/** Narrows a list of audit entries. What is left out doesn’t narrow; everything given must hold. */
export type AuditEntryFilter = {
  /** Changes of this account and of what hangs on it. */
  accountId?: string | null | undefined;
  /** Changes that this member, or the integration with this API key, made. */
  actorId?: string | null | undefined;
  /** Changes recorded at or after this moment. */
  since?: string | null | undefined;
  /** Changes of this object, by its id or an entry’s subjectId. */
  subjectId?: string | null | undefined;
  /** Changes recorded before this moment. */
  until?: string | null | undefined;
};

/** A task is not to be done any more. */
export type CancelTaskInput = {
  /** The task. Saying it twice changes nothing. */
  taskId: string;
};

/** A new password for yourself. */
export type ChangePasswordInput = {
  /** The password that you have now. */
  currentPassword: string;
  /** The one that you want: 12 characters or more. */
  newPassword: string;
};

/** A customer has left. */
export type ChurnAccountInput = {
  /** The account. */
  accountId: string;
  /** The day on which it left; today in the account’s time zone unless said. */
  churnedOn?: string | null | undefined;
  /** The version that you read; another one is refused. */
  version: number;
};

/** A task is done. */
export type CompleteTaskInput = {
  /** The task. Saying it twice changes nothing. */
  taskId: string;
};

/** What somebody may agree to. */
export type ConsentPurpose =
  /** To get gifts. */
  | 'GIFTS'
  /** To get the newsletter. */
  | 'NEWSLETTER'
  /** To hear of offers. */
  | 'OFFERS'
  /** To be named and asked as a reference. */
  | 'REFERENCE'
  /** To be asked in surveys. */
  | 'SURVEYS'
  /** To get text messages on their phone. */
  | 'TEXT_MESSAGES'
  /** To be invited to training. */
  | 'TRAINING';

/** How we know what somebody agreed to. */
export type ConsentSource =
  /** They said it on the phone. */
  | 'CALL'
  /** It is in a contract. */
  | 'CONTRACT'
  /** They wrote a mail. */
  | 'EMAIL'
  /** They filled in a form. */
  | 'FORM'
  /** They said it in a meeting. */
  | 'MEETING'
  /** Another system says so. */
  | 'OTHER_SYSTEM';

/** The account that a new contact belongs to. */
export type ContactAccountInput = {
  /** The account. */
  accountId: string;
  /** Since when they belong to it, where you know. */
  joinedOn?: string | null | undefined;
  /** What the person is to it; at least one role. */
  roles: Array<ContactRole>;
};

/** How a person likes to be reached. */
export type ContactChannel =
  /** By e-mail. */
  | 'EMAIL'
  /** By meeting them. */
  | 'IN_PERSON'
  /** By paper letter. */
  | 'LETTER'
  /** By phone. */
  | 'PHONE'
  /** By text message. */
  | 'SMS'
  /** By video call. */
  | 'VIDEO';

/** Narrows a list of contacts. What is left out doesn’t narrow; everything given must hold. */
export type ContactFilter = {
  /** Contacts who agree to this now. */
  consentsTo?: ConsentPurpose | null | undefined;
  /** Contacts with exactly this e-mail address, in any case. */
  email?: string | null | undefined;
  /** The contact that another system calls by this id. */
  externalId?: ExternalIdInput | null | undefined;
  /** Contacts who have such a place in an account. */
  place?: ContactPlaceFilter | null | undefined;
  /** Contacts whose name contains this, in any case and with any accents. */
  search?: string | null | undefined;
};

/** A place of a person in an account that you may see. All of it has to hold of one and the same place. */
export type ContactPlaceFilter = {
  /** At this account. */
  accountId?: string | null | undefined;
  /** True: now. False: formerly. */
  current?: boolean | null | undefined;
  /** With at least one of these roles. */
  roles?: Array<ContactRole> | null | undefined;
};

/** What a person is to an account; one person can be several things. */
export type ContactRole =
  /** Pays the invoices. */
  | 'BILLING'
  /** Would rather not have us. */
  | 'BLOCKER'
  /** Speaks for us when we are not in the room. */
  | 'CHAMPION'
  /** Decides whether the company stays. The welcome goes to them. */
  | 'DECISION_MAKER'
  /** Holds the budget. */
  | 'ECONOMIC_BUYER'
  /** Is listened to when others decide. */
  | 'INFLUENCER'
  /** Runs or integrates it. */
  | 'TECHNICAL'
  /** Works with what we deliver. */
  | 'USER';

/** A new account. */
export type CreateAccountInput = {
  /** Annual recurring revenue; its currency becomes the account’s. */
  annualRecurringRevenue: MoneyInput;
  /** Term of the contract in months. */
  contractTermMonths?: number | null | undefined;
  /** ISO 3166-1 code of two letters. */
  country?: string | null | undefined;
  /** Internet domains, lower case, 50 at most. */
  domains?: Array<string> | null | undefined;
  /** How many people work there. */
  employees?: number | null | undefined;
  /** What the account is called in other systems. */
  externalIds?: Array<ExternalIdInput> | null | undefined;
  /** Repeat the request with the same key, and it happens once. A random UUID, for instance. */
  idempotencyKey?: string | null | undefined;
  /** The industry that it works in. */
  industry?: string | null | undefined;
  /** BCP 47 language tag, for instance de. */
  language: string;
  /** The name that people use. */
  name: string;
  /** Who owns it; yourself unless said. A CSM creates accounts of their own only. */
  ownerId?: string | null | undefined;
  /** The company that it belongs to. */
  parentId?: string | null | undefined;
  /** How large the customer is. */
  segment: Segment;
  /** How much of our people’s time it gets. */
  tier: Tier;
  /** IANA time zone, for instance Europe/Berlin. */
  timeZone: string;
};

/** A new API key. */
export type CreateApiKeyInput = {
  /** When it ends by itself; never unless said. */
  expiresAt?: string | null | undefined;
  /** Repeat the request with the same key, and it happens once. A random UUID, for instance. */
  idempotencyKey?: string | null | undefined;
  /** Which integration will use it, for instance "CRM sync". */
  name: string;
  /** What it may be used for: at least one scope, and no more than it needs. */
  scopes: Array<Scope>;
};

/** Something that you want to keep of accounts. */
export type CreateAttributeInput = {
  /** What can be chosen, in this order; for a CHOICE alone, 100 at most. */
  choices?: Array<string> | null | undefined;
  /** What it means, and where its values come from. */
  description?: string | null | undefined;
  /** Repeat the request with the same key, and it happens once. A random UUID, for instance. */
  idempotencyKey?: string | null | undefined;
  /** What programs and filters call it, for good: small letters, digits and underscores, for instance crm_region. */
  key: string;
  /** What people call it. */
  name: string;
  /** What its values are; stays for good. */
  type: AttributeType;
};

/** A new contact. */
export type CreateContactInput = {
  /** The account that the person belongs to. Only those who see the whole book may leave it out. */
  account?: ContactAccountInput | null | undefined;
  /** E-mail address; kept in lower case. */
  email?: string | null | undefined;
  /** What the contact is called in other systems. */
  externalIds?: Array<ExternalIdInput> | null | undefined;
  /** From when they like to be reached, in their time zone. */
  hoursFrom?: string | null | undefined;
  /** Until when they like to be reached, in their time zone. */
  hoursUntil?: string | null | undefined;
  /** Repeat the request with the same key, and it happens once. A random UUID, for instance. */
  idempotencyKey?: string | null | undefined;
  /** BCP 47 language tag; the account’s unless said. */
  language?: string | null | undefined;
  /** Full name. */
  name: string;
  /** Phone number, as people dial it. */
  phone?: string | null | undefined;
  /** How they like to be reached. */
  preferredChannel?: ContactChannel | null | undefined;
  /** The contact whom they report to. */
  reportsToId?: string | null | undefined;
  /** How high they stand in their company. */
  seniority?: Seniority | null | undefined;
  /** IANA time zone; the account’s unless said. */
  timeZone?: string | null | undefined;
  /** What their card says, for instance Head of Operations. */
  title?: string | null | undefined;
};

/** A new member of the company. */
export type CreateMemberInput = {
  /** Address for signing in and for mail; kept in lower case. */
  email: string;
  /** Repeat the request with the same key, and it happens once. A random UUID, for instance. */
  idempotencyKey?: string | null | undefined;
  /** BCP 47 language tag, for instance de. */
  language: string;
  /** Full name. */
  name: string;
  /** Their first password, 12 characters or more; made at random unless given. */
  password?: string | null | undefined;
  /** What they are, and so what they may do. */
  role: Role;
  /** IANA time zone in which they work, for instance Europe/Berlin. */
  timeZone: string;
  /** What their card says. */
  title?: string | null | undefined;
  /** Days on which they work, Monday is 1, Sunday 7; Monday to Friday unless said. */
  workDays?: Array<number> | null | undefined;
  /** When their working day ends; 17:00 unless said. */
  workEnds?: string | null | undefined;
  /** When their working day starts; 09:00 unless said. */
  workStarts?: string | null | undefined;
};

/** A view to be saved. */
export type CreateSavedViewInput = {
  /** The list’s filter, as you send it in a variable. What is relative stays so: silentForDays, dueWithinDays, withinDays, mine. All of the list unless said. */
  filter?: unknown;
  /** Repeat the request with the same key, and it happens once. A random UUID, for instance. */
  idempotencyKey?: string | null | undefined;
  /** The list that it is a view of. */
  list: SavedViewList;
  /** What you call it; you have one view of a list by that name. */
  name: string;
  /** One of the list’s orders, by its name; the list’s own order unless said. */
  orderBy?: string | null | undefined;
  /** Whether everybody may use it. They see what they may see by it, not what you see. */
  shared?: boolean;
};

/** A new task. */
export type CreateTaskInput = {
  /** The account that it is for. */
  accountId: string;
  /** All that the owner has to know, as plain text. */
  detail?: string | null | undefined;
  /** The day by whose end it should be done. */
  dueOn?: string | null | undefined;
  /** Repeat the request with the same key, and it happens once. A random UUID, for instance. */
  idempotencyKey?: string | null | undefined;
  /** Who does it: an active member who sees the account. Yourself unless said. */
  ownerId?: string | null | undefined;
  /** The entry of the account’s timeline that it came out of. */
  timelineEntryId?: string | null | undefined;
  /** What is to be done, in a line. */
  title: string;
};

/** A member no longer works here. They have to own nothing open. */
export type DeactivateMemberInput = {
  /** The member. */
  memberId: string;
  /** The version that you read; another one is refused. */
  version: number;
};

/** A saved view is not needed any more. */
export type DeleteSavedViewInput = {
  /** The view: your own or, for administrators, one that is shared. */
  savedViewId: string;
  /** The version that you read; another one is refused. */
  version: number;
};

/** Who turned to whom. */
export type Direction =
  /** The customer turned to us. */
  | 'INBOUND'
  /** We turned to the customer. */
  | 'OUTBOUND';

/** What an account or contact is called in another system. */
export type ExternalIdInput = {
  /** The id that the other system uses. */
  externalId: string;
  /** The other system, for instance crm or billing. */
  source: string;
};

/** Where an account stands in its life as a customer. */
export type LifecycleStage =
  /** Uses what it bought, more and more. */
  | 'ADOPTION'
  /** No customer any more. */
  | 'CHURNED'
  /** Grows with us. */
  | 'EXPANSION'
  /** Won, and on the way to first value. */
  | 'ONBOARDING'
  /** Not a customer yet. */
  | 'PROSPECT'
  /** A renewal is near. */
  | 'RENEWAL';

/** Narrows a list of members. What is left out doesn’t narrow. */
export type MemberFilter = {
  /** Members who still work here, or who don’t. */
  active?: boolean | null | undefined;
  /** Members with one of these roles. */
  roles?: Array<Role> | null | undefined;
};

/** What a message is. */
export type MessageKind =
  /** The owner’s welcome to the decision maker of a new customer. */
  | 'WELCOME';

/** How far a message is on its way out of the building. */
export type MessageStatus =
  /** The reason for it went away before it was sent. */
  | 'CANCELLED'
  /** Is being sent this moment. */
  | 'CLAIMED'
  /** Waits to be sent, for the first time or again after a passing difficulty. */
  | 'QUEUED'
  /** The mail server will not take it; response has its words. */
  | 'REFUSED'
  /** The mail server has taken it. */
  | 'SENT'
  /** The line died between the last byte and the answer, so nobody can know whether it arrived. It is not sent again by itself. */
  | 'UNCERTAIN';

/** An amount of money that you give: whole minor units and their currency. */
export type MoneyInput = {
  /** ISO 4217 code, for instance EUR. */
  currency: string;
  /** The amount in minor units: "125000" is 1,250.00 EUR. */
  minorUnits: string;
};

/** What somebody likes, dislikes or doesn’t accept. */
export type NotePreferenceInput = {
  /** Whose it is. */
  contactId: string;
  /** Repeat the request with the same key, and it happens once. A random UUID, for instance. */
  idempotencyKey?: string | null | undefined;
  /** Whether they like it, dislike it, or it must not happen. */
  kind: PreferenceKind;
  /** When it became known; now unless said. */
  notedAt?: string | null | undefined;
  /** How you know. */
  source: PreferenceSource;
  /** What it is about. */
  subject: PreferenceSubject;
  /** Of the subject, what: “jazz”, “nuts”. 200 characters at most. Left out, an exclusion is of all of it. */
  words?: string;
};

/** How far the onboarding of an account is. */
export type OnboardingState =
  /** The account left before it was welcomed. */
  | 'CANCELLED'
  /** The account is won; the process has not taken its first step yet. */
  | 'STARTING'
  /** Nobody at the customer who decides and can be written to is known. The owner has a task to name one. */
  | 'WAITING_FOR_DECISION_MAKER'
  /** The welcome goes out in the owner’s next working hours: see welcomeDueAt. */
  | 'WAITING_FOR_WORKING_HOURS'
  /** The welcome is written and is about to be delivered. */
  | 'WELCOME_QUEUED'
  /** The customer’s mail server has taken the welcome. The onboarding is done. */
  | 'WELCOME_SENT'
  /** The welcome was refused, or nobody can know whether it arrived. The owner has a task to get in touch. */
  | 'WELCOME_UNDELIVERED';

/** What somebody’s word on a subject is. */
export type PreferenceKind =
  /** They would rather not. */
  | 'DISLIKE'
  /** It must not happen: an allergy, a belief, a rule of their company. */
  | 'EXCLUSION'
  /** They like it. */
  | 'LIKE';

/** How we know of a preference. */
export type PreferenceSource =
  /** They were asked. */
  | 'ASKED'
  /** A rule of their company says so. */
  | 'COMPANY_RULE'
  /** Somebody noticed it; nobody said so. */
  | 'NOTICED'
  /** They said it by themselves. */
  | 'SAID';

/** What a preference is about. */
export type PreferenceSubject =
  /** Drinks with alcohol. */
  | 'ALCOHOL'
  /** Music, theatre, art. */
  | 'CULTURE'
  /** Food. */
  | 'FOOD'
  /** Gifts of any kind. */
  | 'GIFTS'
  /** Invitations: meals, events, trips. */
  | 'HOSPITALITY'
  /** When, where and how to meet. */
  | 'MEETINGS'
  /** Books and magazines. */
  | 'READING'
  /** Sport, to do or to watch. */
  | 'SPORT'
  /** What to speak about, or not. */
  | 'TOPICS';

/** A member works here again. */
export type ReactivateMemberInput = {
  /** The member. */
  memberId: string;
  /** The version that you read; another one is refused. */
  version: number;
};

/** That somebody agreed to something, or took it back. */
export type RecordConsentInput = {
  /** Who said so. */
  contactId: string;
  /** By what it can be shown: which form, which mail, who heard it. 500 characters at most. */
  evidence: string;
  /** When they said so; now unless said. What they said later holds, whenever it is recorded. */
  givenAt?: string | null | undefined;
  /** True: they agree. False: they take it back, or refuse. */
  granted: boolean;
  /** Repeat the request with the same key, and it happens once. A random UUID, for instance. */
  idempotencyKey?: string | null | undefined;
  /** What it is about. */
  purpose: ConsentPurpose;
  /** How you know. */
  source: ConsentSource;
};

/** Takes a member out of an account’s team; the history keeps the time they were in it. */
export type RemoveTeamMemberInput = {
  /** The assignment, from the account’s team. */
  assignmentId: string;
  /** The version that you read; another one is refused. */
  version: number;
};

/** A task is to be done after all. */
export type ReopenTaskInput = {
  /** The task, done or cancelled. Saying it twice changes nothing. */
  taskId: string;
};

/** Gives a member who lost their password a new one. */
export type ResetPasswordInput = {
  /** The member; active. */
  memberId: string;
};

/** What a member can be responsible for. */
export type ResponsibilityKind =
  /** Owns an account: give it another owner with assignAccountOwner. */
  | 'ACCOUNT_OWNER'
  /** Owns an open task: give it to somebody else, complete or cancel it. */
  | 'OPEN_TASK'
  /** Is in an account’s team: end it with removeTeamMember. */
  | 'TEAM_MEMBER';

/** Ends an API key at once. */
export type RevokeApiKeyInput = {
  /** The key. */
  apiKeyId: string;
};

/** Ends a session. */
export type RevokeSessionInput = {
  /** The session: one of your own or, for administrators, anybody’s. */
  sessionId: string;
};

/** What a member of the company is, and so what they may do. */
export type Role =
  /** Runs the deployment: members, keys, and everything that a leader does. */
  | 'ADMIN'
  /** A customer-success manager: sees and changes own and shared accounts. */
  | 'CSM'
  /** Reads everything, approves what goes out in the company’s name. */
  | 'EXECUTIVE'
  /** Leads the team: sees, changes and moves the whole book. */
  | 'LEADER'
  /** Reads the whole book, changes nothing. */
  | 'VIEWER';

/** Narrows a list of saved views. What is left out doesn’t narrow. */
export type SavedViewFilter = {
  /** Views of one of these lists. */
  lists?: Array<SavedViewList> | null | undefined;
  /** True: only your own. False: only those that others share. */
  mine?: boolean | null | undefined;
};

/** The lists of which a view can be saved. */
export type SavedViewList =
  /** Query.accounts; the filter is an AccountFilter. */
  | 'ACCOUNTS'
  /** Query.auditEntries; the filter is an AuditEntryFilter. */
  | 'AUDIT_ENTRIES'
  /** Query.contacts; the filter is a ContactFilter. */
  | 'CONTACTS'
  /** Query.onboardings; the filter is an OnboardingFilter. */
  | 'ONBOARDINGS'
  /** Query.tasks; the filter is a TaskFilter. */
  | 'TASKS'
  /** Query.timeline; the filter is a TimelineFilter. */
  | 'TIMELINE';

/** What an API key may be used for. */
export type Scope =
  /** Read the whole book: accounts, contacts, teams, timelines, tasks, members. */
  | 'ACCOUNTS_READ'
  /** Create, change and move accounts, and change contacts. Reads the whole book too, as ACCOUNTS_READ does. */
  | 'ACCOUNTS_WRITE'
  /** Load files of accounts, contacts, teams, timelines and tasks. Reads nothing by itself. */
  | 'IMPORT'
  /** Write timeline entries and tasks. Reads the whole book too, as ACCOUNTS_READ does. */
  | 'TIMELINE_WRITE';

/** What can be searched. */
export type SearchKind =
  /** Accounts, by their name. */
  | 'ACCOUNT'
  /** Contacts, by their name. */
  | 'CONTACT'
  /** Entries of the timeline, by the words of their subject and body. */
  | 'TIMELINE_ENTRY';

/** How large a customer is, which decides what kind of work fits. */
export type Segment =
  /** A private person. */
  | 'CONSUMER'
  /** A large organisation with many people and decisions. */
  | 'ENTERPRISE'
  /** A company of some hundred to a few thousand people. */
  | 'MID_MARKET'
  /** A small company, often one decision maker. */
  | 'SMALL_BUSINESS';

/** How high a person stands in their company. */
export type Seniority =
  /** Runs the company or one of its functions. */
  | 'C_LEVEL'
  /** Leads a department. */
  | 'DIRECTOR'
  /** Leads nobody. */
  | 'INDIVIDUAL'
  /** Leads a team. */
  | 'MANAGER'
  /** Leads a division. */
  | 'VICE_PRESIDENT';

/** Narrows a list of sessions. What is left out doesn’t narrow. */
export type SessionFilter = {
  /** True: those that can be used. False: those that have ended. */
  live?: boolean | null | undefined;
  /** Whose sessions; your own unless said. Those of others are for administrators. */
  memberId?: string | null | undefined;
};

/** Values of attributes of an account. */
export type SetAccountAttributesInput = {
  /** The account. */
  accountId: string;
  /** What is set or, where a value has none, removed; the others stay. 50 at most. */
  values: Array<AttributeValueInput>;
};

/** Who signs in. */
export type SignInInput = {
  /** The member’s e-mail address, in any case. */
  email: string;
  /** The member’s password. */
  password: string;
};

/** Narrows a list of tasks. What is left out doesn’t narrow, but for the status. */
export type TaskFilter = {
  /** Tasks for this account. */
  accountId?: string | null | undefined;
  /** Tasks due before this day: for today’s and older ones, give tomorrow. */
  dueBefore?: string | null | undefined;
  /** Tasks due within so many days from today on, those that were due before included; 0 for today’s and older. Today is the day in your time zone. */
  dueWithinDays?: number | null | undefined;
  /** True: only your own. False: only those of others. */
  mine?: boolean | null | undefined;
  /** Tasks that this member owns. */
  ownerId?: string | null | undefined;
  /** Tasks in one of these states: open ones unless said, all with null. */
  statuses?: Array<TaskStatus> | null | undefined;
};

/** Where a task came from. */
export type TaskSource =
  /** Another system asked for it. */
  | 'INTEGRATION'
  /** It came out of a meeting. */
  | 'MEETING'
  /** A member of ours wrote it down. */
  | 'PERSON'
  /** Mainstay asked for it. */
  | 'WORKFLOW';

/** Whether a task is still to be done. */
export type TaskStatus =
  /** Not to be done any more. */
  | 'CANCELLED'
  /** Done. */
  | 'DONE'
  /** To be done. */
  | 'OPEN';

/** What a member does for an account. */
export type TeamRole =
  /** Stands in for the owner. */
  | 'BACKUP'
  /** A senior person of ours who stands behind the relationship. */
  | 'EXECUTIVE_SPONSOR'
  /** The success manager who owns it. Exactly one at every moment. */
  | 'OWNER'
  /** Knows something that the account needs; see the specialty. */
  | 'SPECIALIST';

/** How much of our people’s time an account gets: key customers get people, the rest get process. */
export type Tier =
  /** Personal care on a cadence. */
  | 'GROWTH'
  /** A key customer: personal care by the whole team. */
  | 'KEY'
  /** Cared for by process first. */
  | 'SCALED';

/** Narrows a timeline. What is left out doesn’t narrow; everything given must hold. */
export type TimelineFilter = {
  /** Entries in which this contact took part. */
  contactId?: string | null | undefined;
  /** Entries of these kinds. */
  kinds?: Array<TimelineKind> | null | undefined;
  /** Entries in which this member took part. */
  memberId?: string | null | undefined;
  /** Entries from this moment on. */
  since?: string | null | undefined;
  /** Entries before this moment. */
  until?: string | null | undefined;
  /** Entries of the last so many days, counted from now, and what is planned. */
  withinDays?: number | null | undefined;
};

/** What kind of thing happened. */
export type TimelineKind =
  /** A phone or video call. */
  | 'CALL'
  /** A mail, sent or received. */
  | 'EMAIL'
  /** Anything else that happened, or will. */
  | 'EVENT'
  /** A meeting, held or planned. */
  | 'MEETING'
  /** Something that somebody wrote down. */
  | 'NOTE';

/** Changes what a person is to an account. What is left out stays. A day of leaving ends it. */
export type UpdateAccountContactInput = {
  /** The person’s place in the account, from the account’s contacts. */
  accountContactId: string;
  /** Since when; null where nobody knows. */
  joinedOn?: string | null | undefined;
  /** The day on which they left, today at the latest; null takes it back. */
  leftOn?: string | null | undefined;
  /** What the person is to the account; replaces what was there. */
  roles?: Array<ContactRole> | null | undefined;
  /** The version that you read; another one is refused. */
  version: number;
};

/** Changes to an account. What is left out stays; null empties what can be empty. */
export type UpdateAccountInput = {
  /** The account. */
  accountId: string;
  /** Annual recurring revenue. */
  annualRecurringRevenue?: MoneyInput | null | undefined;
  /** Term of the contract in months. */
  contractTermMonths?: number | null | undefined;
  /** ISO 3166-1 code of two letters. */
  country?: string | null | undefined;
  /** Internet domains, lower case, 50 at most; replaces what was there. */
  domains?: Array<string> | null | undefined;
  /** How many people work there. */
  employees?: number | null | undefined;
  /** What the account is called in other systems; replaces what was there. */
  externalIds?: Array<ExternalIdInput> | null | undefined;
  /** The industry that it works in. */
  industry?: string | null | undefined;
  /** BCP 47 language tag. */
  language?: string | null | undefined;
  /** The stage of a customer: ADOPTION, EXPANSION or RENEWAL. To win or lose one, use winAccount and churnAccount. */
  lifecycleStage?: LifecycleStage | null | undefined;
  /** The name that people use. */
  name?: string | null | undefined;
  /** The company that it belongs to. */
  parentId?: string | null | undefined;
  /** How large the customer is. */
  segment?: Segment | null | undefined;
  /** How much of our people’s time it gets. */
  tier?: Tier | null | undefined;
  /** IANA time zone. */
  timeZone?: string | null | undefined;
  /** The version that you read; another one is refused. */
  version: number;
};

/** Changes to an attribute. What is left out stays. */
export type UpdateAttributeInput = {
  /** True: no values are set any more; those that are there stay. False: they are set again. */
  archived?: boolean | null | undefined;
  /** The attribute. */
  attributeId: string;
  /** What can be chosen; replaces what was there. A choice that accounts have can’t go. */
  choices?: Array<string> | null | undefined;
  /** What it means, and where its values come from. */
  description?: string | null | undefined;
  /** What people call it. */
  name?: string | null | undefined;
  /** The version that you read; another one is refused. */
  version: number;
};

/** Changes to a contact. What is left out stays; null empties what can be empty. */
export type UpdateContactInput = {
  /** The contact. */
  contactId: string;
  /** E-mail address; kept in lower case. */
  email?: string | null | undefined;
  /** What the contact is called in other systems; replaces what was there. */
  externalIds?: Array<ExternalIdInput> | null | undefined;
  /** From when they like to be reached, in their time zone. */
  hoursFrom?: string | null | undefined;
  /** Until when they like to be reached, in their time zone. */
  hoursUntil?: string | null | undefined;
  /** BCP 47 language tag. */
  language?: string | null | undefined;
  /** Full name. */
  name?: string | null | undefined;
  /** Phone number, as people dial it. */
  phone?: string | null | undefined;
  /** How they like to be reached. */
  preferredChannel?: ContactChannel | null | undefined;
  /** The contact whom they report to. */
  reportsToId?: string | null | undefined;
  /** How high they stand in their company. */
  seniority?: Seniority | null | undefined;
  /** IANA time zone. */
  timeZone?: string | null | undefined;
  /** What their card says. */
  title?: string | null | undefined;
  /** The version that you read; another one is refused. */
  version: number;
};

/** Changes to a member. What is left out stays. Role and e-mail address are for administrators; the rest everybody may change of themselves. */
export type UpdateMemberInput = {
  /** Address for signing in and for mail; kept in lower case. */
  email?: string | null | undefined;
  /** BCP 47 language tag. */
  language?: string | null | undefined;
  /** The member. */
  memberId: string;
  /** Full name. */
  name?: string | null | undefined;
  /** What they are. There is always one active administrator at least. */
  role?: Role | null | undefined;
  /** IANA time zone in which they work. */
  timeZone?: string | null | undefined;
  /** What their card says; null for nothing. */
  title?: string | null | undefined;
  /** The version that you read; another one is refused. */
  version: number;
  /** Days on which they work; Monday is 1, Sunday 7. */
  workDays?: Array<number> | null | undefined;
  /** When their working day ends, in their time zone. */
  workEnds?: string | null | undefined;
  /** When their working day starts, in their time zone. */
  workStarts?: string | null | undefined;
};

/** Changes to a saved view of your own. What is left out stays. */
export type UpdateSavedViewInput = {
  /** The list’s filter; replaces what was there. */
  filter?: unknown;
  /** What you call it. */
  name?: string | null | undefined;
  /** One of the list’s orders; null for the list’s own order. */
  orderBy?: string | null | undefined;
  /** The view. */
  savedViewId: string;
  /** Whether everybody may use it. */
  shared?: boolean | null | undefined;
  /** The version that you read; another one is refused. */
  version: number;
};

/** Changes to a task. What is left out stays; null empties what can be empty. */
export type UpdateTaskInput = {
  /** All that the owner has to know, as plain text. */
  detail?: string | null | undefined;
  /** The day by whose end it should be done. */
  dueOn?: string | null | undefined;
  /** Who does it: an active member who sees the account. */
  ownerId?: string | null | undefined;
  /** The task. */
  taskId: string;
  /** What is to be done, in a line. */
  title?: string | null | undefined;
  /** The version that you read; another one is refused. */
  version: number;
};

/** Corrects an entry. What is left out stays; null empties what can be empty. */
export type UpdateTimelineEntryInput = {
  /** What was said, decided and promised, as plain text. */
  body?: string | null | undefined;
  /** Contacts who took part; replaces what was there. */
  contactIds?: Array<string> | null | undefined;
  /** Who turned to whom; only for CALL and EMAIL. */
  direction?: Direction | null | undefined;
  /** The entry; your own, unless you lead. */
  entryId: string;
  /** What kind of thing happened. */
  kind?: TimelineKind | null | undefined;
  /** Members who took part; replaces what was there. */
  memberIds?: Array<string> | null | undefined;
  /** When it happened. */
  occurredAt?: string | null | undefined;
  /** What it was about, in a line. */
  subject?: string | null | undefined;
  /** The version that you read; another one is refused. */
  version: number;
};

/** An account is won: it becomes a customer, and its onboarding starts. */
export type WinAccountInput = {
  /** The account, a prospect or a customer who had left. */
  accountId: string;
  /** The version that you read; another one is refused. */
  version: number;
  /** The day on which it was won; today in the account’s time zone unless said. */
  wonOn?: string | null | undefined;
};

/** A preference holds no more. */
export type WithdrawPreferenceInput = {
  /** The preference. */
  preferenceId: string;
  /** The version that you read; another one is refused. */
  version: number;
};

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn:
    | { __typename: 'SignInPayload', token: string, expiresAt: string, member: { id: string, name: string, role: Role } }
    | { __typename: 'SignInRefused', message: string }
    | { __typename: 'TooManyAttempts', message: string, retryAfterSeconds: number }
   };

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { me: { role: Role | null, apiKeyName: string | null, scopes: Array<Scope>, abilities: Array<string>, member: { id: string, name: string, email: string, title: string | null, timeZone: string, workStarts: string, workEnds: string, workDays: Array<number> } | null } | null };

export type MyBookQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: AccountFilter | null | undefined;
}>;


export type MyBookQuery = { accounts: { nodes: Array<{ id: string, name: string, tier: Tier, lifecycleStage: LifecycleStage, annualRecurringRevenue: { decimal: string, currency: string }, owner: { name: string }, contacts: { nodes: Array<{ contact: { name: string, title: string | null } }> }, timeline: { nodes: Array<{ kind: TimelineKind, occurredAt: string, subject: string }> }, tasks: { nodes: Array<{ title: string, dueOn: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OneAccountWithEverythingQueryVariables = Exact<{
  search: string;
}>;


export type OneAccountWithEverythingQuery = { accounts: { nodes: Array<{ id: string, name: string, domains: Array<string>, segment: Segment, tier: Tier, lifecycleStage: LifecycleStage, industry: string | null, employees: number | null, timeZone: string, wonOn: string | null, version: number, annualRecurringRevenue: { decimal: string, currency: string }, parent: { name: string } | null, subsidiaries: { nodes: Array<{ name: string }> }, team: { nodes: Array<{ id: string, role: TeamRole, specialty: string | null, member: { name: string } }> }, contacts: { nodes: Array<{ roles: Array<ContactRole>, contact: { id: string, name: string, title: string | null, email: string | null, preferredChannel: ContactChannel | null, reportsTo: { name: string } | null } }> }, timeline: { nodes: Array<{ kind: TimelineKind, occurredAt: string, subject: string, body: string, author: { name: string } | null, participants: { nodes: Array<{ contact: { name: string } | null, member: { name: string } | null }> } }> }, tasks: { nodes: Array<{ id: string, title: string, dueOn: string | null, owner: { name: string } }> }, onboarding: { state: OnboardingState, waitingFor: string | null, welcomeDueAt: string | null } | null }> } };

export type MyTasksTodayQueryVariables = Exact<{
  dueBefore?: string | null | undefined;
}>;


export type MyTasksTodayQuery = { tasks: { totalCount: number, nodes: Array<{ id: string, title: string, detail: string, dueOn: string | null, source: TaskSource, version: number, account: { id: string, name: string }, timelineEntry: { subject: string, occurredAt: string } | null }> } };

export type WhoHasGoneSilentQueryVariables = Exact<{
  silentSince: string;
  first?: number | null | undefined;
}>;


export type WhoHasGoneSilentQuery = { accounts: { nodes: Array<{ id: string, name: string, tier: Tier, owner: { name: string }, timeline: { nodes: Array<{ kind: TimelineKind, occurredAt: string, subject: string }> } }> } };

export type LogACallMutationVariables = Exact<{
  input: AddTimelineEntryInput;
}>;


export type LogACallMutation = { addTimelineEntry:
    | { __typename: 'AddTimelineEntryPayload', entry: { id: string, kind: TimelineKind, occurredAt: string, subject: string, participants: { nodes: Array<{ contact: { name: string } | null, member: { name: string } | null }> } } }
    | { __typename: 'AlreadyTaken', message: string, field: string, value: string }
   };

export type AddATaskMutationVariables = Exact<{
  input: CreateTaskInput;
}>;


export type AddATaskMutation = { createTask: { task: { id: string, title: string, dueOn: string | null, owner: { name: string } } } };

export type CompleteATaskMutationVariables = Exact<{
  input: CompleteTaskInput;
}>;


export type CompleteATaskMutation = { completeTask: { task: { id: string, status: TaskStatus, settledAt: string | null } } };

export type CreateAnAccountMutationVariables = Exact<{
  input: CreateAccountInput;
}>;


export type CreateAnAccountMutation = { createAccount:
    | { __typename: 'AlreadyTaken', message: string, field: string, value: string }
    | { __typename: 'CreateAccountPayload', account: { id: string, name: string, lifecycleStage: LifecycleStage, version: number, owner: { name: string }, externalIds: Array<{ source: string, externalId: string }> } }
   };

export type CreateAContactMutationVariables = Exact<{
  input: CreateContactInput;
}>;


export type CreateAContactMutation = { createContact:
    | { __typename: 'AlreadyTaken', message: string, field: string, value: string }
    | { __typename: 'CreateContactPayload', contact: { id: string, name: string, email: string | null, version: number, accounts: { nodes: Array<{ roles: Array<ContactRole>, account: { name: string } }> } } }
   };

export type AddAContactToAnAccountMutationVariables = Exact<{
  input: AddContactToAccountInput;
}>;


export type AddAContactToAnAccountMutation = { addContactToAccount:
    | { __typename: 'AddContactToAccountPayload', accountContact: { id: string, roles: Array<ContactRole>, joinedOn: string | null, version: number, account: { name: string }, contact: { name: string } } }
    | { __typename: 'AlreadyTaken', message: string, field: string, value: string }
   };

export type WinAnAccountMutationVariables = Exact<{
  input: WinAccountInput;
}>;


export type WinAnAccountMutation = { winAccount:
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
    | { __typename: 'WinAccountPayload', account: { id: string, name: string, lifecycleStage: LifecycleStage, wonOn: string | null, version: number, onboarding: { id: string, state: OnboardingState, waitingFor: string | null } | null } }
   };

export type WatchOnboardingsQueryVariables = Exact<{
  states?: Array<OnboardingState> | OnboardingState | null | undefined;
}>;


export type WatchOnboardingsQuery = { onboardings: { nodes: Array<{ id: string, state: OnboardingState, stateSince: string, waitingFor: string | null, welcomeDueAt: string | null, finishedAt: string | null, workflowId: string, account: { id: string, name: string, owner: { name: string } }, welcomeMessage: { toName: string, subject: string, status: MessageStatus, settledAt: string | null } | null }> } };

export type OneOnboardingQueryVariables = Exact<{
  id: string;
}>;


export type OneOnboardingQuery = { onboarding: { id: string, state: OnboardingState, stateSince: string, startedAt: string, waitingFor: string | null, version: number, account: { name: string }, welcomeMessage: { subject: string, plainText: string, status: MessageStatus, response: string | null } | null } | null };

export type SearchQueryVariables = Exact<{
  text: string;
  kinds?: Array<SearchKind> | SearchKind | null | undefined;
  first?: number | null | undefined;
}>;


export type SearchQuery = { search: Array<{ kind: SearchKind, rank: number, excerpt: string, node:
      | { name: string, tier: Tier, lifecycleStage: LifecycleStage, id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { name: string, title: string | null, email: string | null, id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { occurredAt: string, subject: string, id: string, account: { id: string, name: string } }
      | { id: string }
      | { id: string }
     | null }> };

export type AccountsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: AccountFilter | null | undefined;
  orderBy?: AccountOrder | null | undefined;
}>;


export type AccountsQuery = { accounts: { nodes: Array<{ id: string, name: string, segment: Segment, tier: Tier, lifecycleStage: LifecycleStage, wonOn: string | null, version: number, annualRecurringRevenue: { decimal: string, currency: string }, owner: { name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TasksQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: TaskFilter | null | undefined;
}>;


export type TasksQuery = { tasks: { nodes: Array<{ id: string, title: string, dueOn: string | null, status: TaskStatus, version: number, owner: { name: string }, account: { id: string, name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type UpdateAnAccountMutationVariables = Exact<{
  input: UpdateAccountInput;
}>;


export type UpdateAnAccountMutation = { updateAccount:
    | { __typename: 'AlreadyTaken', message: string, field: string, value: string }
    | { __typename: 'UpdateAccountPayload', account: { id: string, name: string, tier: Tier, lifecycleStage: LifecycleStage, version: number } }
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
   };

export type UpdateAContactMutationVariables = Exact<{
  input: UpdateContactInput;
}>;


export type UpdateAContactMutation = { updateContact:
    | { __typename: 'AlreadyTaken', message: string, field: string, value: string }
    | { __typename: 'UpdateContactPayload', contact: { id: string, name: string, title: string | null, preferredChannel: ContactChannel | null, hoursFrom: string | null, hoursUntil: string | null, version: number } }
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
   };

export type UpdateAContactsPlaceMutationVariables = Exact<{
  input: UpdateAccountContactInput;
}>;


export type UpdateAContactsPlaceMutation = { updateAccountContact:
    | { __typename: 'UpdateAccountContactPayload', accountContact: { id: string, roles: Array<ContactRole>, joinedOn: string | null, leftOn: string | null, version: number } }
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
   };

export type UpdateATimelineEntryMutationVariables = Exact<{
  input: UpdateTimelineEntryInput;
}>;


export type UpdateATimelineEntryMutation = { updateTimelineEntry:
    | { __typename: 'UpdateTimelineEntryPayload', entry: { id: string, subject: string, body: string, version: number } }
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
   };

export type UpdateATaskMutationVariables = Exact<{
  input: UpdateTaskInput;
}>;


export type UpdateATaskMutation = { updateTask:
    | { __typename: 'UpdateTaskPayload', task: { id: string, title: string, dueOn: string | null, version: number, owner: { name: string } } }
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
   };

export type ReopenATaskMutationVariables = Exact<{
  input: ReopenTaskInput;
}>;


export type ReopenATaskMutation = { reopenTask: { task: { id: string, status: TaskStatus, version: number } } };

export type CancelATaskMutationVariables = Exact<{
  input: CancelTaskInput;
}>;


export type CancelATaskMutation = { cancelTask: { task: { id: string, status: TaskStatus, settledAt: string | null } } };

export type ChurnAnAccountMutationVariables = Exact<{
  input: ChurnAccountInput;
}>;


export type ChurnAnAccountMutation = { churnAccount:
    | { __typename: 'ChurnAccountPayload', account: { id: string, lifecycleStage: LifecycleStage, churnedOn: string | null, version: number } }
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
   };

export type OneAccountQueryVariables = Exact<{
  id: string;
}>;


export type OneAccountQuery = { account: { id: string, name: string, tier: Tier, lifecycleStage: LifecycleStage, version: number, owner: { id: string, name: string }, attributes: { nodes: Array<{ key: string, type: AttributeType, textValue: string | null, numberValue: number | null, dateValue: string | null, booleanValue: boolean | null }> }, messages: { nodes: Array<{ kind: MessageKind, toName: string, subject: string, status: MessageStatus, settledAt: string | null }> } } | null };

export type AccountByExternalIdQueryVariables = Exact<{
  source: string;
  externalId: string;
}>;


export type AccountByExternalIdQuery = { accountByExternalId: { id: string, name: string, version: number, externalIds: Array<{ source: string, externalId: string }> } | null };

export type FindContactsQueryVariables = Exact<{
  first?: number | null | undefined;
  filter?: ContactFilter | null | undefined;
}>;


export type FindContactsQuery = { contacts: { nodes: Array<{ id: string, name: string, title: string | null, email: string | null, phone: string | null, accounts: { nodes: Array<{ id: string, roles: Array<ContactRole>, account: { name: string } }> } }> } };

export type OneContactQueryVariables = Exact<{
  id: string;
}>;


export type OneContactQuery = { contact: { id: string, name: string, title: string | null, seniority: Seniority | null, email: string | null, phone: string | null, preferredChannel: ContactChannel | null, language: string | null, timeZone: string | null, hoursFrom: string | null, hoursUntil: string | null, version: number, consentedTo: Array<ConsentPurpose>, preferences: { nodes: Array<{ id: string, kind: PreferenceKind, subject: PreferenceSubject, words: string, source: PreferenceSource, notedAt: string, version: number, notedBy: { name: string } | null }> }, consents: { nodes: Array<{ id: string, purpose: ConsentPurpose, granted: boolean, source: ConsentSource, evidence: string, givenAt: string, recordedBy: { name: string } | null }> }, reportsTo: { id: string, name: string } | null, reports: { nodes: Array<{ id: string, name: string }> }, accounts: { nodes: Array<{ id: string, roles: Array<ContactRole>, joinedOn: string | null, leftOn: string | null, version: number, account: { id: string, name: string } }> } } | null };

export type TheTimelineQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: TimelineFilter | null | undefined;
}>;


export type TheTimelineQuery = { timeline: { nodes: Array<{ id: string, kind: TimelineKind, direction: Direction | null, occurredAt: string, subject: string, version: number, account: { id: string, name: string }, author: { name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OneTaskQueryVariables = Exact<{
  id: string;
}>;


export type OneTaskQuery = { task: { id: string, title: string, detail: string, dueOn: string | null, status: TaskStatus, settledAt: string | null, source: TaskSource, version: number, owner: { name: string }, account: { name: string } } | null };

export type AnythingByItsIdQueryVariables = Exact<{
  id: string;
}>;


export type AnythingByItsIdQuery = { node:
    | { __typename: 'Account', name: string, id: string }
    | { __typename: 'AccountAttribute', id: string }
    | { __typename: 'AccountContact', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'Attribute', id: string }
    | { __typename: 'AuditEntry', id: string }
    | { __typename: 'Consent', id: string }
    | { __typename: 'Contact', name: string, id: string }
    | { __typename: 'Member', name: string, id: string }
    | { __typename: 'Message', id: string }
    | { __typename: 'Onboarding', id: string }
    | { __typename: 'Preference', id: string }
    | { __typename: 'SavedView', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'Task', title: string, id: string }
    | { __typename: 'TeamAssignment', id: string }
    | { __typename: 'TimelineEntry', subject: string, id: string }
    | { __typename: 'TimelineParticipant', id: string }
    | { __typename: 'WorkflowCommand', id: string }
   | null };

export type AssignAnOwnerMutationVariables = Exact<{
  input: AssignAccountOwnerInput;
}>;


export type AssignAnOwnerMutation = { assignAccountOwner:
    | { __typename: 'AssignAccountOwnerPayload', account: { id: string, version: number, owner: { id: string, name: string }, team: { nodes: Array<{ role: TeamRole, startedAt: string, endedAt: string | null, member: { name: string } }> } } }
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
   };

export type AddATeamMemberMutationVariables = Exact<{
  input: AddTeamMemberInput;
}>;


export type AddATeamMemberMutation = { addTeamMember:
    | { __typename: 'AddTeamMemberPayload', assignment: { id: string, role: TeamRole, specialty: string | null, startedAt: string, version: number, member: { name: string } } }
    | { __typename: 'AlreadyTaken', message: string, field: string, value: string }
   };

export type RemoveATeamMemberMutationVariables = Exact<{
  input: RemoveTeamMemberInput;
}>;


export type RemoveATeamMemberMutation = { removeTeamMember:
    | { __typename: 'RemoveTeamMemberPayload', assignment: { id: string, endedAt: string | null, version: number } | null }
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
   };

export type MembersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: MemberFilter | null | undefined;
}>;


export type MembersQuery = { members: { nodes: Array<{ id: string, name: string, title: string | null, role: Role, email: string, timeZone: string, active: boolean, version: number }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OneMemberQueryVariables = Exact<{
  id: string;
}>;


export type OneMemberQuery = { member: { id: string, name: string, title: string | null, role: Role, email: string, timeZone: string, language: string, workStarts: string, workEnds: string, workDays: Array<number>, active: boolean, version: number } | null };

export type CreateAMemberMutationVariables = Exact<{
  input: CreateMemberInput;
}>;


export type CreateAMemberMutation = { createMember:
    | { __typename: 'AlreadyTaken', message: string, field: string, value: string }
    | { __typename: 'CreateMemberPayload', initialPassword: string | null, member: { id: string, name: string, role: Role, version: number } }
   };

export type UpdateAMemberMutationVariables = Exact<{
  input: UpdateMemberInput;
}>;


export type UpdateAMemberMutation = { updateMember:
    | { __typename: 'AlreadyTaken', message: string, field: string, value: string }
    | { __typename: 'StillResponsible', message: string, total: number, responsibilities: Array<{ id: string, kind: ResponsibilityKind, name: string }> }
    | { __typename: 'UpdateMemberPayload', member: { id: string, name: string, title: string | null, role: Role, version: number } }
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
   };

export type DeactivateAMemberMutationVariables = Exact<{
  input: DeactivateMemberInput;
}>;


export type DeactivateAMemberMutation = { deactivateMember:
    | { __typename: 'DeactivateMemberPayload', endedSessions: number, member: { id: string, active: boolean, version: number }, apiKeys: { nodes: Array<{ id: string, name: string }> } }
    | { __typename: 'StillResponsible', message: string, total: number, responsibilities: Array<{ id: string, kind: ResponsibilityKind, name: string }> }
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
   };

export type ReactivateAMemberMutationVariables = Exact<{
  input: ReactivateMemberInput;
}>;


export type ReactivateAMemberMutation = { reactivateMember:
    | { __typename: 'ReactivateMemberPayload', member: { id: string, active: boolean, version: number } }
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
   };

export type ResetAPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetAPasswordMutation = { resetPassword: { initialPassword: string, member: { id: string, name: string } } };

export type MySessionsQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
}>;


export type MySessionsQuery = { sessions: { nodes: Array<{ id: string, current: boolean, live: boolean, userAgent: string | null, address: string | null, createdAt: string, lastSeenAt: string, expiresAt: string }> } };

export type RevokeASessionMutationVariables = Exact<{
  input: RevokeSessionInput;
}>;


export type RevokeASessionMutation = { revokeSession: { session: { id: string, revokedAt: string | null } } };

export type ChangeMyPasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangeMyPasswordMutation = { changePassword:
    | { __typename: 'ChangePasswordPayload', endedSessions: number }
    | { __typename: 'TooManyAttempts', message: string, retryAfterSeconds: number }
   };

export type ApiKeysQueryVariables = Exact<{
  filter?: ApiKeyFilter | null | undefined;
}>;


export type ApiKeysQuery = { apiKeys: { nodes: Array<{ id: string, name: string, hint: string, scopes: Array<Scope>, live: boolean, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null, createdBy: { name: string } }> } };

export type CreateAnApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateAnApiKeyMutation = { createApiKey: { secret: string | null, apiKey: { id: string, name: string, hint: string, scopes: Array<Scope>, expiresAt: string | null } } };

export type RevokeAnApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeAnApiKeyMutation = { revokeApiKey: { apiKey: { id: string, live: boolean, revokedAt: string | null } } };

export type WhoChangedWhatQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: AuditEntryFilter | null | undefined;
}>;


export type WhoChangedWhatQuery = { auditEntries: { nodes: Array<{ id: string, occurredAt: string, actorKind: AuditActorKind, actorName: string, operation: string, change: AuditChangeKind, subjectType: string, subjectId: string, account: { name: string } | null, actor: { name: string } | null, onBehalfOf: { name: string } | null, changes: Array<{ field: string, from: unknown, to: unknown, secret: boolean }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TheEngineRoomQueryVariables = Exact<{ [key: string]: never; }>;


export type TheEngineRoomQuery = { engineRoom: { pendingCommands: number, oldestPendingSince: string | null, queuedMessages: number, deadCommands: { nodes: Array<{ id: string, workflow: string, workflowId: string, attempts: number, lastError: string | null, account: { name: string } | null }> }, uncertainMessages: { nodes: Array<{ id: string, toName: string, subject: string, response: string | null, account: { name: string } | null }> } } };

export type SavedViewsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: SavedViewFilter | null | undefined;
}>;


export type SavedViewsQuery = { savedViews: { nodes: Array<{ id: string, list: SavedViewList, name: string, filter: unknown, orderBy: string | null, shared: boolean, mine: boolean, version: number, owner: { name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SaveAViewMutationVariables = Exact<{
  input: CreateSavedViewInput;
}>;


export type SaveAViewMutation = { createSavedView:
    | { __typename: 'AlreadyTaken', message: string, field: string, value: string }
    | { __typename: 'CreateSavedViewPayload', savedView: { id: string, name: string, filter: unknown, orderBy: string | null, shared: boolean, version: number } }
   };

export type UpdateAViewMutationVariables = Exact<{
  input: UpdateSavedViewInput;
}>;


export type UpdateAViewMutation = { updateSavedView:
    | { __typename: 'AlreadyTaken', message: string, field: string, value: string }
    | { __typename: 'UpdateSavedViewPayload', savedView: { id: string, name: string, filter: unknown, orderBy: string | null, shared: boolean, version: number } }
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
   };

export type DeleteAViewMutationVariables = Exact<{
  input: DeleteSavedViewInput;
}>;


export type DeleteAViewMutation = { deleteSavedView:
    | { __typename: 'DeleteSavedViewPayload', savedViewId: string }
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
   };

export type OneSavedViewQueryVariables = Exact<{
  id: string;
}>;


export type OneSavedViewQuery = { savedView: { id: string, list: SavedViewList, name: string, filter: unknown, orderBy: string | null, shared: boolean, mine: boolean, createdAt: string, version: number, owner: { name: string } } | null };

export type AttributesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: AttributeFilter | null | undefined;
}>;


export type AttributesQuery = { attributes: { nodes: Array<{ id: string, key: string, name: string, description: string, type: AttributeType, choices: Array<string>, archivedAt: string | null, version: number }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OneAttributeQueryVariables = Exact<{
  id: string;
}>;


export type OneAttributeQuery = { attribute: { id: string, key: string, name: string, description: string, type: AttributeType, choices: Array<string>, archivedAt: string | null, createdAt: string, version: number } | null };

export type DeclareAnAttributeMutationVariables = Exact<{
  input: CreateAttributeInput;
}>;


export type DeclareAnAttributeMutation = { createAttribute:
    | { __typename: 'AlreadyTaken', message: string, field: string, value: string }
    | { __typename: 'CreateAttributePayload', attribute: { id: string, key: string, name: string, type: AttributeType, choices: Array<string>, version: number } }
   };

export type ChangeAnAttributeMutationVariables = Exact<{
  input: UpdateAttributeInput;
}>;


export type ChangeAnAttributeMutation = { updateAttribute:
    | { __typename: 'UpdateAttributePayload', attribute: { id: string, key: string, name: string, choices: Array<string>, archivedAt: string | null, version: number } }
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
   };

export type SetAttributesOfAnAccountMutationVariables = Exact<{
  input: SetAccountAttributesInput;
}>;


export type SetAttributesOfAnAccountMutation = { setAccountAttributes: { account: { id: string, name: string, attributes: { nodes: Array<{ id: string, key: string, type: AttributeType, textValue: string | null, numberValue: number | null, dateValue: string | null, booleanValue: boolean | null }> } } } };

export type RecordAConsentMutationVariables = Exact<{
  input: RecordConsentInput;
}>;


export type RecordAConsentMutation = { recordConsent: { consent: { id: string, purpose: ConsentPurpose, granted: boolean, givenAt: string, contact: { id: string, name: string, consentedTo: Array<ConsentPurpose> } } } };

export type NoteAPreferenceMutationVariables = Exact<{
  input: NotePreferenceInput;
}>;


export type NoteAPreferenceMutation = { notePreference: { preference: { id: string, kind: PreferenceKind, subject: PreferenceSubject, words: string, version: number } } };

export type WithdrawAPreferenceMutationVariables = Exact<{
  input: WithdrawPreferenceInput;
}>;


export type WithdrawAPreferenceMutation = { withdrawPreference:
    | { __typename: 'VersionConflict', message: string, expectedVersion: number, currentVersion: number }
    | { __typename: 'WithdrawPreferencePayload', preference: { id: string, withdrawnAt: string | null, version: number } }
   };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut: { session: { id: string, revokedAt: string | null } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on SignInPayload {
      token
      expiresAt
      member {
        id
        name
        role
      }
    }
    ... on SignInRefused {
      message
    }
    ... on TooManyAttempts {
      message
      retryAfterSeconds
    }
  }
}
    `) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const WhoAmIDocument = new TypedDocumentString(`
    query WhoAmI {
  me {
    role
    apiKeyName
    scopes
    abilities
    member {
      id
      name
      email
      title
      timeZone
      workStarts
      workEnds
      workDays
    }
  }
}
    `) as unknown as TypedDocumentString<WhoAmIQuery, WhoAmIQueryVariables>;
export const MyBookDocument = new TypedDocumentString(`
    query MyBook($first: Int = 20, $after: String, $filter: AccountFilter) {
  accounts(first: $first, after: $after, filter: $filter, orderBy: TIER) {
    nodes {
      id
      name
      tier
      lifecycleStage
      annualRecurringRevenue {
        decimal
        currency
      }
      owner {
        name
      }
      contacts(first: 1, filter: {current: true, roles: [DECISION_MAKER]}) {
        nodes {
          contact {
            name
            title
          }
        }
      }
      timeline(first: 1, filter: {kinds: [CALL, MEETING, EMAIL]}) {
        nodes {
          kind
          occurredAt
          subject
        }
      }
      tasks(first: 2) {
        nodes {
          title
          dueOn
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<MyBookQuery, MyBookQueryVariables>;
export const OneAccountWithEverythingDocument = new TypedDocumentString(`
    query OneAccountWithEverything($search: String!) {
  accounts(first: 1, filter: {search: $search}) {
    nodes {
      id
      name
      domains
      segment
      tier
      lifecycleStage
      industry
      employees
      timeZone
      wonOn
      version
      annualRecurringRevenue {
        decimal
        currency
      }
      parent {
        name
      }
      subsidiaries(first: 5) {
        nodes {
          name
        }
      }
      team(first: 10, filter: {current: true}) {
        nodes {
          id
          role
          specialty
          member {
            name
          }
        }
      }
      contacts(first: 20, filter: {current: true}) {
        nodes {
          roles
          contact {
            id
            name
            title
            email
            preferredChannel
            reportsTo {
              name
            }
          }
        }
      }
      timeline(first: 10) {
        nodes {
          kind
          occurredAt
          subject
          body
          author {
            name
          }
          participants(first: 5) {
            nodes {
              contact {
                name
              }
              member {
                name
              }
            }
          }
        }
      }
      tasks(first: 10) {
        nodes {
          id
          title
          dueOn
          owner {
            name
          }
        }
      }
      onboarding {
        state
        waitingFor
        welcomeDueAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OneAccountWithEverythingQuery, OneAccountWithEverythingQueryVariables>;
export const MyTasksTodayDocument = new TypedDocumentString(`
    query MyTasksToday($dueBefore: Date) {
  tasks(first: 20, filter: {mine: true, statuses: [OPEN], dueBefore: $dueBefore}) {
    nodes {
      id
      title
      detail
      dueOn
      source
      version
      account {
        id
        name
      }
      timelineEntry {
        subject
        occurredAt
      }
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<MyTasksTodayQuery, MyTasksTodayQueryVariables>;
export const WhoHasGoneSilentDocument = new TypedDocumentString(`
    query WhoHasGoneSilent($silentSince: DateTime!, $first: Int = 25) {
  accounts(
    first: $first
    orderBy: TIER
    filter: {silentSince: $silentSince, stages: [ONBOARDING, ADOPTION, EXPANSION, RENEWAL]}
  ) {
    nodes {
      id
      name
      tier
      owner {
        name
      }
      timeline(first: 1, filter: {kinds: [CALL, MEETING, EMAIL]}) {
        nodes {
          kind
          occurredAt
          subject
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WhoHasGoneSilentQuery, WhoHasGoneSilentQueryVariables>;
export const LogACallDocument = new TypedDocumentString(`
    mutation LogACall($input: AddTimelineEntryInput!) {
  addTimelineEntry(input: $input) {
    __typename
    ... on AddTimelineEntryPayload {
      entry {
        id
        kind
        occurredAt
        subject
        participants(first: 10) {
          nodes {
            contact {
              name
            }
            member {
              name
            }
          }
        }
      }
    }
    ... on AlreadyTaken {
      message
      field
      value
    }
  }
}
    `) as unknown as TypedDocumentString<LogACallMutation, LogACallMutationVariables>;
export const AddATaskDocument = new TypedDocumentString(`
    mutation AddATask($input: CreateTaskInput!) {
  createTask(input: $input) {
    task {
      id
      title
      dueOn
      owner {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AddATaskMutation, AddATaskMutationVariables>;
export const CompleteATaskDocument = new TypedDocumentString(`
    mutation CompleteATask($input: CompleteTaskInput!) {
  completeTask(input: $input) {
    task {
      id
      status
      settledAt
    }
  }
}
    `) as unknown as TypedDocumentString<CompleteATaskMutation, CompleteATaskMutationVariables>;
export const CreateAnAccountDocument = new TypedDocumentString(`
    mutation CreateAnAccount($input: CreateAccountInput!) {
  createAccount(input: $input) {
    __typename
    ... on CreateAccountPayload {
      account {
        id
        name
        lifecycleStage
        version
        owner {
          name
        }
        externalIds {
          source
          externalId
        }
      }
    }
    ... on AlreadyTaken {
      message
      field
      value
    }
  }
}
    `) as unknown as TypedDocumentString<CreateAnAccountMutation, CreateAnAccountMutationVariables>;
export const CreateAContactDocument = new TypedDocumentString(`
    mutation CreateAContact($input: CreateContactInput!) {
  createContact(input: $input) {
    __typename
    ... on CreateContactPayload {
      contact {
        id
        name
        email
        version
        accounts(first: 10) {
          nodes {
            roles
            account {
              name
            }
          }
        }
      }
    }
    ... on AlreadyTaken {
      message
      field
      value
    }
  }
}
    `) as unknown as TypedDocumentString<CreateAContactMutation, CreateAContactMutationVariables>;
export const AddAContactToAnAccountDocument = new TypedDocumentString(`
    mutation AddAContactToAnAccount($input: AddContactToAccountInput!) {
  addContactToAccount(input: $input) {
    __typename
    ... on AddContactToAccountPayload {
      accountContact {
        id
        roles
        joinedOn
        version
        account {
          name
        }
        contact {
          name
        }
      }
    }
    ... on AlreadyTaken {
      message
      field
      value
    }
  }
}
    `) as unknown as TypedDocumentString<AddAContactToAnAccountMutation, AddAContactToAnAccountMutationVariables>;
export const WinAnAccountDocument = new TypedDocumentString(`
    mutation WinAnAccount($input: WinAccountInput!) {
  winAccount(input: $input) {
    __typename
    ... on WinAccountPayload {
      account {
        id
        name
        lifecycleStage
        wonOn
        version
        onboarding {
          id
          state
          waitingFor
        }
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
  }
}
    `) as unknown as TypedDocumentString<WinAnAccountMutation, WinAnAccountMutationVariables>;
export const WatchOnboardingsDocument = new TypedDocumentString(`
    query WatchOnboardings($states: [OnboardingState!]) {
  onboardings(first: 20, filter: {states: $states}) {
    nodes {
      id
      state
      stateSince
      waitingFor
      welcomeDueAt
      finishedAt
      workflowId
      account {
        id
        name
        owner {
          name
        }
      }
      welcomeMessage {
        toName
        subject
        status
        settledAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WatchOnboardingsQuery, WatchOnboardingsQueryVariables>;
export const OneOnboardingDocument = new TypedDocumentString(`
    query OneOnboarding($id: ID!) {
  onboarding(id: $id) {
    id
    state
    stateSince
    startedAt
    waitingFor
    version
    account {
      name
    }
    welcomeMessage {
      subject
      plainText
      status
      response
    }
  }
}
    `) as unknown as TypedDocumentString<OneOnboardingQuery, OneOnboardingQueryVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($text: String!, $kinds: [SearchKind!], $first: Int = 20) {
  search(text: $text, kinds: $kinds, first: $first) {
    kind
    rank
    excerpt
    node {
      id
      ... on Account {
        name
        tier
        lifecycleStage
      }
      ... on Contact {
        name
        title
        email
      }
      ... on TimelineEntry {
        occurredAt
        subject
        account {
          id
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const AccountsDocument = new TypedDocumentString(`
    query Accounts($first: Int = 20, $after: String, $filter: AccountFilter, $orderBy: AccountOrder = NAME) {
  accounts(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    nodes {
      id
      name
      segment
      tier
      lifecycleStage
      wonOn
      version
      annualRecurringRevenue {
        decimal
        currency
      }
      owner {
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsQuery, AccountsQueryVariables>;
export const TasksDocument = new TypedDocumentString(`
    query Tasks($first: Int = 20, $after: String, $filter: TaskFilter) {
  tasks(first: $first, after: $after, filter: $filter) {
    nodes {
      id
      title
      dueOn
      status
      version
      owner {
        name
      }
      account {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<TasksQuery, TasksQueryVariables>;
export const UpdateAnAccountDocument = new TypedDocumentString(`
    mutation UpdateAnAccount($input: UpdateAccountInput!) {
  updateAccount(input: $input) {
    __typename
    ... on UpdateAccountPayload {
      account {
        id
        name
        tier
        lifecycleStage
        version
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
    ... on AlreadyTaken {
      message
      field
      value
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateAnAccountMutation, UpdateAnAccountMutationVariables>;
export const UpdateAContactDocument = new TypedDocumentString(`
    mutation UpdateAContact($input: UpdateContactInput!) {
  updateContact(input: $input) {
    __typename
    ... on UpdateContactPayload {
      contact {
        id
        name
        title
        preferredChannel
        hoursFrom
        hoursUntil
        version
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
    ... on AlreadyTaken {
      message
      field
      value
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateAContactMutation, UpdateAContactMutationVariables>;
export const UpdateAContactsPlaceDocument = new TypedDocumentString(`
    mutation UpdateAContactsPlace($input: UpdateAccountContactInput!) {
  updateAccountContact(input: $input) {
    __typename
    ... on UpdateAccountContactPayload {
      accountContact {
        id
        roles
        joinedOn
        leftOn
        version
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateAContactsPlaceMutation, UpdateAContactsPlaceMutationVariables>;
export const UpdateATimelineEntryDocument = new TypedDocumentString(`
    mutation UpdateATimelineEntry($input: UpdateTimelineEntryInput!) {
  updateTimelineEntry(input: $input) {
    __typename
    ... on UpdateTimelineEntryPayload {
      entry {
        id
        subject
        body
        version
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateATimelineEntryMutation, UpdateATimelineEntryMutationVariables>;
export const UpdateATaskDocument = new TypedDocumentString(`
    mutation UpdateATask($input: UpdateTaskInput!) {
  updateTask(input: $input) {
    __typename
    ... on UpdateTaskPayload {
      task {
        id
        title
        dueOn
        version
        owner {
          name
        }
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateATaskMutation, UpdateATaskMutationVariables>;
export const ReopenATaskDocument = new TypedDocumentString(`
    mutation ReopenATask($input: ReopenTaskInput!) {
  reopenTask(input: $input) {
    task {
      id
      status
      version
    }
  }
}
    `) as unknown as TypedDocumentString<ReopenATaskMutation, ReopenATaskMutationVariables>;
export const CancelATaskDocument = new TypedDocumentString(`
    mutation CancelATask($input: CancelTaskInput!) {
  cancelTask(input: $input) {
    task {
      id
      status
      settledAt
    }
  }
}
    `) as unknown as TypedDocumentString<CancelATaskMutation, CancelATaskMutationVariables>;
export const ChurnAnAccountDocument = new TypedDocumentString(`
    mutation ChurnAnAccount($input: ChurnAccountInput!) {
  churnAccount(input: $input) {
    __typename
    ... on ChurnAccountPayload {
      account {
        id
        lifecycleStage
        churnedOn
        version
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
  }
}
    `) as unknown as TypedDocumentString<ChurnAnAccountMutation, ChurnAnAccountMutationVariables>;
export const OneAccountDocument = new TypedDocumentString(`
    query OneAccount($id: ID!) {
  account(id: $id) {
    id
    name
    tier
    lifecycleStage
    version
    owner {
      id
      name
    }
    attributes(first: 20) {
      nodes {
        key
        type
        textValue
        numberValue
        dateValue
        booleanValue
      }
    }
    messages(first: 10) {
      nodes {
        kind
        toName
        subject
        status
        settledAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OneAccountQuery, OneAccountQueryVariables>;
export const AccountByExternalIdDocument = new TypedDocumentString(`
    query AccountByExternalId($source: String!, $externalId: String!) {
  accountByExternalId(source: $source, externalId: $externalId) {
    id
    name
    version
    externalIds {
      source
      externalId
    }
  }
}
    `) as unknown as TypedDocumentString<AccountByExternalIdQuery, AccountByExternalIdQueryVariables>;
export const FindContactsDocument = new TypedDocumentString(`
    query FindContacts($first: Int = 20, $filter: ContactFilter) {
  contacts(first: $first, filter: $filter) {
    nodes {
      id
      name
      title
      email
      phone
      accounts(first: 5) {
        nodes {
          id
          roles
          account {
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindContactsQuery, FindContactsQueryVariables>;
export const OneContactDocument = new TypedDocumentString(`
    query OneContact($id: ID!) {
  contact(id: $id) {
    id
    name
    title
    seniority
    email
    phone
    preferredChannel
    language
    timeZone
    hoursFrom
    hoursUntil
    version
    preferences(first: 20, filter: {current: true}) {
      nodes {
        id
        kind
        subject
        words
        source
        notedAt
        version
        notedBy {
          name
        }
      }
    }
    consentedTo
    consents(first: 20) {
      nodes {
        id
        purpose
        granted
        source
        evidence
        givenAt
        recordedBy {
          name
        }
      }
    }
    reportsTo {
      id
      name
    }
    reports(first: 20) {
      nodes {
        id
        name
      }
    }
    accounts(first: 20) {
      nodes {
        id
        roles
        joinedOn
        leftOn
        version
        account {
          id
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OneContactQuery, OneContactQueryVariables>;
export const TheTimelineDocument = new TypedDocumentString(`
    query TheTimeline($first: Int = 20, $after: String, $filter: TimelineFilter) {
  timeline(first: $first, after: $after, filter: $filter) {
    nodes {
      id
      kind
      direction
      occurredAt
      subject
      version
      account {
        id
        name
      }
      author {
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<TheTimelineQuery, TheTimelineQueryVariables>;
export const OneTaskDocument = new TypedDocumentString(`
    query OneTask($id: ID!) {
  task(id: $id) {
    id
    title
    detail
    dueOn
    status
    settledAt
    source
    version
    owner {
      name
    }
    account {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<OneTaskQuery, OneTaskQueryVariables>;
export const AnythingByItsIdDocument = new TypedDocumentString(`
    query AnythingByItsId($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Account {
      name
    }
    ... on Contact {
      name
    }
    ... on Member {
      name
    }
    ... on Task {
      title
    }
    ... on TimelineEntry {
      subject
    }
  }
}
    `) as unknown as TypedDocumentString<AnythingByItsIdQuery, AnythingByItsIdQueryVariables>;
export const AssignAnOwnerDocument = new TypedDocumentString(`
    mutation AssignAnOwner($input: AssignAccountOwnerInput!) {
  assignAccountOwner(input: $input) {
    __typename
    ... on AssignAccountOwnerPayload {
      account {
        id
        version
        owner {
          id
          name
        }
        team(first: 10) {
          nodes {
            role
            startedAt
            endedAt
            member {
              name
            }
          }
        }
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
  }
}
    `) as unknown as TypedDocumentString<AssignAnOwnerMutation, AssignAnOwnerMutationVariables>;
export const AddATeamMemberDocument = new TypedDocumentString(`
    mutation AddATeamMember($input: AddTeamMemberInput!) {
  addTeamMember(input: $input) {
    __typename
    ... on AddTeamMemberPayload {
      assignment {
        id
        role
        specialty
        startedAt
        version
        member {
          name
        }
      }
    }
    ... on AlreadyTaken {
      message
      field
      value
    }
  }
}
    `) as unknown as TypedDocumentString<AddATeamMemberMutation, AddATeamMemberMutationVariables>;
export const RemoveATeamMemberDocument = new TypedDocumentString(`
    mutation RemoveATeamMember($input: RemoveTeamMemberInput!) {
  removeTeamMember(input: $input) {
    __typename
    ... on RemoveTeamMemberPayload {
      assignment {
        id
        endedAt
        version
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveATeamMemberMutation, RemoveATeamMemberMutationVariables>;
export const MembersDocument = new TypedDocumentString(`
    query Members($first: Int = 50, $after: String, $filter: MemberFilter) {
  members(first: $first, after: $after, filter: $filter) {
    nodes {
      id
      name
      title
      role
      email
      timeZone
      active
      version
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<MembersQuery, MembersQueryVariables>;
export const OneMemberDocument = new TypedDocumentString(`
    query OneMember($id: ID!) {
  member(id: $id) {
    id
    name
    title
    role
    email
    timeZone
    language
    workStarts
    workEnds
    workDays
    active
    version
  }
}
    `) as unknown as TypedDocumentString<OneMemberQuery, OneMemberQueryVariables>;
export const CreateAMemberDocument = new TypedDocumentString(`
    mutation CreateAMember($input: CreateMemberInput!) {
  createMember(input: $input) {
    __typename
    ... on CreateMemberPayload {
      initialPassword
      member {
        id
        name
        role
        version
      }
    }
    ... on AlreadyTaken {
      message
      field
      value
    }
  }
}
    `) as unknown as TypedDocumentString<CreateAMemberMutation, CreateAMemberMutationVariables>;
export const UpdateAMemberDocument = new TypedDocumentString(`
    mutation UpdateAMember($input: UpdateMemberInput!) {
  updateMember(input: $input) {
    __typename
    ... on UpdateMemberPayload {
      member {
        id
        name
        title
        role
        version
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
    ... on AlreadyTaken {
      message
      field
      value
    }
    ... on StillResponsible {
      message
      total
      responsibilities {
        id
        kind
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateAMemberMutation, UpdateAMemberMutationVariables>;
export const DeactivateAMemberDocument = new TypedDocumentString(`
    mutation DeactivateAMember($input: DeactivateMemberInput!) {
  deactivateMember(input: $input) {
    __typename
    ... on DeactivateMemberPayload {
      endedSessions
      member {
        id
        active
        version
      }
      apiKeys {
        nodes {
          id
          name
        }
      }
    }
    ... on StillResponsible {
      message
      total
      responsibilities {
        id
        kind
        name
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
  }
}
    `) as unknown as TypedDocumentString<DeactivateAMemberMutation, DeactivateAMemberMutationVariables>;
export const ReactivateAMemberDocument = new TypedDocumentString(`
    mutation ReactivateAMember($input: ReactivateMemberInput!) {
  reactivateMember(input: $input) {
    __typename
    ... on ReactivateMemberPayload {
      member {
        id
        active
        version
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
  }
}
    `) as unknown as TypedDocumentString<ReactivateAMemberMutation, ReactivateAMemberMutationVariables>;
export const ResetAPasswordDocument = new TypedDocumentString(`
    mutation ResetAPassword($input: ResetPasswordInput!) {
  resetPassword(input: $input) {
    initialPassword
    member {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<ResetAPasswordMutation, ResetAPasswordMutationVariables>;
export const MySessionsDocument = new TypedDocumentString(`
    query MySessions($filter: SessionFilter) {
  sessions(first: 20, filter: $filter) {
    nodes {
      id
      current
      live
      userAgent
      address
      createdAt
      lastSeenAt
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<MySessionsQuery, MySessionsQueryVariables>;
export const RevokeASessionDocument = new TypedDocumentString(`
    mutation RevokeASession($input: RevokeSessionInput!) {
  revokeSession(input: $input) {
    session {
      id
      revokedAt
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeASessionMutation, RevokeASessionMutationVariables>;
export const ChangeMyPasswordDocument = new TypedDocumentString(`
    mutation ChangeMyPassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    __typename
    ... on ChangePasswordPayload {
      endedSessions
    }
    ... on TooManyAttempts {
      message
      retryAfterSeconds
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeMyPasswordMutation, ChangeMyPasswordMutationVariables>;
export const ApiKeysDocument = new TypedDocumentString(`
    query ApiKeys($filter: ApiKeyFilter) {
  apiKeys(first: 20, filter: $filter) {
    nodes {
      id
      name
      hint
      scopes
      live
      createdAt
      expiresAt
      lastUsedAt
      revokedAt
      createdBy {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ApiKeysQuery, ApiKeysQueryVariables>;
export const CreateAnApiKeyDocument = new TypedDocumentString(`
    mutation CreateAnApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    secret
    apiKey {
      id
      name
      hint
      scopes
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<CreateAnApiKeyMutation, CreateAnApiKeyMutationVariables>;
export const RevokeAnApiKeyDocument = new TypedDocumentString(`
    mutation RevokeAnApiKey($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) {
    apiKey {
      id
      live
      revokedAt
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeAnApiKeyMutation, RevokeAnApiKeyMutationVariables>;
export const WhoChangedWhatDocument = new TypedDocumentString(`
    query WhoChangedWhat($first: Int = 20, $after: String, $filter: AuditEntryFilter) {
  auditEntries(first: $first, after: $after, filter: $filter) {
    nodes {
      id
      occurredAt
      actorKind
      actorName
      operation
      change
      subjectType
      subjectId
      account {
        name
      }
      actor {
        name
      }
      onBehalfOf {
        name
      }
      changes {
        field
        from
        to
        secret
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<WhoChangedWhatQuery, WhoChangedWhatQueryVariables>;
export const TheEngineRoomDocument = new TypedDocumentString(`
    query TheEngineRoom {
  engineRoom {
    pendingCommands
    oldestPendingSince
    queuedMessages
    deadCommands(first: 10) {
      nodes {
        id
        workflow
        workflowId
        attempts
        lastError
        account {
          name
        }
      }
    }
    uncertainMessages(first: 10) {
      nodes {
        id
        toName
        subject
        response
        account {
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TheEngineRoomQuery, TheEngineRoomQueryVariables>;
export const SavedViewsDocument = new TypedDocumentString(`
    query SavedViews($first: Int = 50, $after: String, $filter: SavedViewFilter) {
  savedViews(first: $first, after: $after, filter: $filter) {
    nodes {
      id
      list
      name
      filter
      orderBy
      shared
      mine
      version
      owner {
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<SavedViewsQuery, SavedViewsQueryVariables>;
export const SaveAViewDocument = new TypedDocumentString(`
    mutation SaveAView($input: CreateSavedViewInput!) {
  createSavedView(input: $input) {
    __typename
    ... on CreateSavedViewPayload {
      savedView {
        id
        name
        filter
        orderBy
        shared
        version
      }
    }
    ... on AlreadyTaken {
      message
      field
      value
    }
  }
}
    `) as unknown as TypedDocumentString<SaveAViewMutation, SaveAViewMutationVariables>;
export const UpdateAViewDocument = new TypedDocumentString(`
    mutation UpdateAView($input: UpdateSavedViewInput!) {
  updateSavedView(input: $input) {
    __typename
    ... on UpdateSavedViewPayload {
      savedView {
        id
        name
        filter
        orderBy
        shared
        version
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
    ... on AlreadyTaken {
      message
      field
      value
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateAViewMutation, UpdateAViewMutationVariables>;
export const DeleteAViewDocument = new TypedDocumentString(`
    mutation DeleteAView($input: DeleteSavedViewInput!) {
  deleteSavedView(input: $input) {
    __typename
    ... on DeleteSavedViewPayload {
      savedViewId
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteAViewMutation, DeleteAViewMutationVariables>;
export const OneSavedViewDocument = new TypedDocumentString(`
    query OneSavedView($id: ID!) {
  savedView(id: $id) {
    id
    list
    name
    filter
    orderBy
    shared
    mine
    createdAt
    version
    owner {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<OneSavedViewQuery, OneSavedViewQueryVariables>;
export const AttributesDocument = new TypedDocumentString(`
    query Attributes($first: Int = 50, $after: String, $filter: AttributeFilter) {
  attributes(first: $first, after: $after, filter: $filter) {
    nodes {
      id
      key
      name
      description
      type
      choices
      archivedAt
      version
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AttributesQuery, AttributesQueryVariables>;
export const OneAttributeDocument = new TypedDocumentString(`
    query OneAttribute($id: ID!) {
  attribute(id: $id) {
    id
    key
    name
    description
    type
    choices
    archivedAt
    createdAt
    version
  }
}
    `) as unknown as TypedDocumentString<OneAttributeQuery, OneAttributeQueryVariables>;
export const DeclareAnAttributeDocument = new TypedDocumentString(`
    mutation DeclareAnAttribute($input: CreateAttributeInput!) {
  createAttribute(input: $input) {
    __typename
    ... on CreateAttributePayload {
      attribute {
        id
        key
        name
        type
        choices
        version
      }
    }
    ... on AlreadyTaken {
      message
      field
      value
    }
  }
}
    `) as unknown as TypedDocumentString<DeclareAnAttributeMutation, DeclareAnAttributeMutationVariables>;
export const ChangeAnAttributeDocument = new TypedDocumentString(`
    mutation ChangeAnAttribute($input: UpdateAttributeInput!) {
  updateAttribute(input: $input) {
    __typename
    ... on UpdateAttributePayload {
      attribute {
        id
        key
        name
        choices
        archivedAt
        version
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeAnAttributeMutation, ChangeAnAttributeMutationVariables>;
export const SetAttributesOfAnAccountDocument = new TypedDocumentString(`
    mutation SetAttributesOfAnAccount($input: SetAccountAttributesInput!) {
  setAccountAttributes(input: $input) {
    account {
      id
      name
      attributes {
        nodes {
          id
          key
          type
          textValue
          numberValue
          dateValue
          booleanValue
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SetAttributesOfAnAccountMutation, SetAttributesOfAnAccountMutationVariables>;
export const RecordAConsentDocument = new TypedDocumentString(`
    mutation RecordAConsent($input: RecordConsentInput!) {
  recordConsent(input: $input) {
    consent {
      id
      purpose
      granted
      givenAt
      contact {
        id
        name
        consentedTo
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecordAConsentMutation, RecordAConsentMutationVariables>;
export const NoteAPreferenceDocument = new TypedDocumentString(`
    mutation NoteAPreference($input: NotePreferenceInput!) {
  notePreference(input: $input) {
    preference {
      id
      kind
      subject
      words
      version
    }
  }
}
    `) as unknown as TypedDocumentString<NoteAPreferenceMutation, NoteAPreferenceMutationVariables>;
export const WithdrawAPreferenceDocument = new TypedDocumentString(`
    mutation WithdrawAPreference($input: WithdrawPreferenceInput!) {
  withdrawPreference(input: $input) {
    __typename
    ... on WithdrawPreferencePayload {
      preference {
        id
        withdrawnAt
        version
      }
    }
    ... on VersionConflict {
      message
      expectedVersion
      currentVersion
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawAPreferenceMutation, WithdrawAPreferenceMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  signOut {
    session {
      id
      revokedAt
    }
  }
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;