import { apiKeyReads } from './domains/access/api-key.reads';
import { sessionReads } from './domains/access/session.reads';
import { accountReads } from './domains/accounts/account.reads';
import { auditReads } from './domains/audit/audit.reads';
import { accountContactReads, contactReads } from './domains/contacts/contact.reads';
import { memberReads } from './domains/members/member.reads';
import { taskReads } from './domains/tasks/task.reads';
import { teamReads } from './domains/teams/team.reads';
import { timelineEntryReads, timelineParticipantReads } from './domains/timeline/timeline.reads';
import { workflowCommandReads } from './domains/engine-room/workflow-command.reads';
import { messageReads } from './domains/messages/message.reads';
import { onboardingReads } from './domains/onboarding/onboarding.reads';
import { preferenceReads } from './domains/preferences/preference.reads';
import { consentReads } from './domains/consents/consent.reads';
import { accountAttributeReads, attributeReads } from './domains/attributes/attribute.reads';
import { savedViewReads } from './domains/saved-views/saved-view.reads';
import { searchReads } from './domains/search/search.reads';
import { viewerReads } from './domains/access/viewer.reads';
import { engineRoomReads } from './domains/engine-room/engine-room.reads';
import type { ObjectDeclaration } from './platform/reads/object-declaration';
import type { SearchDeclaration } from './platform/reads/search-declaration';
import type { AnyDeclaration } from './platform/reads/declaration';

const ofDomains: readonly AnyDeclaration[] = [
  memberReads,
  sessionReads,
  apiKeyReads,
  accountReads,
  teamReads,
  messageReads,
  workflowCommandReads,
  onboardingReads,
  contactReads,
  accountContactReads,
  timelineEntryReads,
  timelineParticipantReads,
  taskReads,
  consentReads,
  preferenceReads,
  attributeReads,
  accountAttributeReads,
  savedViewReads,
];

/** Every declared read of every domain; the audit names what it is about by the ids of the others. */
export const declaredReads: readonly AnyDeclaration[] = [
  ...ofDomains,
  auditReads(ofDomains.map(({ id }) => id)),
];

/** Every object that is no row, and the field of `Query` that gives it. */
export const declaredObjects: readonly ObjectDeclaration[] = [viewerReads, engineRoomReads];

/** The search over what those types say of themselves. */
export const declaredSearch: SearchDeclaration = searchReads;
