import { ApiKeyEntity } from './domains/access/api-key.entity';
import { SessionEntity } from './domains/access/session.entity';
import { AuditEntryEntity } from './domains/audit/audit.entity';
import { AccountEntity, AccountExternalIdEntity } from './domains/accounts/account.entity';
import {
  AccountContactEntity,
  ContactEntity,
  ContactExternalIdEntity,
} from './domains/contacts/contact.entity';
import { MemberEntity } from './domains/members/member.entity';
import { TaskEntity } from './domains/tasks/task.entity';
import { TeamAssignmentEntity } from './domains/teams/team.entity';
import { TimelineEntryEntity, TimelineParticipantEntity } from './domains/timeline/timeline.entity';
import { OnboardingEntity } from './domains/onboarding/onboarding.entity';
import { PreferenceEntity } from './domains/preferences/preference.entity';
import { ConsentEntity } from './domains/consents/consent.entity';
import { AttributeEntity } from './domains/attributes/attribute.entity';
import { AccountAttributeEntity } from './domains/attributes/account-attribute.entity';
import { SavedViewEntity } from './domains/saved-views/saved-view.entity';
import { MessageEntity } from './platform/messages/message.entity';
import { OutboxCommandEntity } from './platform/temporal/outbox.entity';

/** Every entity of every domain, for TypeORM. */
export const entities = [
  MemberEntity,
  SessionEntity,
  ApiKeyEntity,
  AuditEntryEntity,
  AccountEntity,
  AccountExternalIdEntity,
  TeamAssignmentEntity,
  OnboardingEntity,
  MessageEntity,
  OutboxCommandEntity,
  ContactEntity,
  ContactExternalIdEntity,
  AccountContactEntity,
  TimelineEntryEntity,
  TimelineParticipantEntity,
  TaskEntity,
  ConsentEntity,
  PreferenceEntity,
  AttributeEntity,
  AccountAttributeEntity,
  SavedViewEntity,
];
