import { accountReads } from './domains/accounts/account.reads';
import { accountContactReads, contactReads } from './domains/contacts/contact.reads';
import { memberReads } from './domains/members/member.reads';
import { taskReads } from './domains/tasks/task.reads';
import { teamReads } from './domains/teams/team.reads';
import { timelineEntryReads, timelineParticipantReads } from './domains/timeline/timeline.reads';
import { messageReads } from './domains/messages/message.reads';
import { onboardingReads } from './domains/onboarding/onboarding.reads';
import type { AnyDeclaration } from './platform/reads/declaration';

/** Every declared read of every domain. */
export const declaredReads: readonly AnyDeclaration[] = [
  memberReads,
  accountReads,
  teamReads,
  messageReads,
  onboardingReads,
  contactReads,
  accountContactReads,
  timelineEntryReads,
  timelineParticipantReads,
  taskReads,
];
