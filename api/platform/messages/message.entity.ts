import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MessageKind, MessageStatus } from './message.rules';

/** One message that leaves the building, as it will be sent. Unique by what it is for. */
@Entity('message')
export class MessageEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  /** `welcome:<workflow>`: asking twice for the same purpose is one message. */
  @Column('text')
  purpose!: string;

  @Column('text')
  kind!: MessageKind;

  @Column('text', { default: 'EMAIL' })
  channel!: 'EMAIL';

  @Column('uuid', { nullable: true })
  accountId!: string | null;

  @Column('uuid', { nullable: true })
  contactId!: string | null;

  /** The member in whose name it goes out. */
  @Column('uuid', { nullable: true })
  memberId!: string | null;

  @Column('text')
  fromName!: string;

  @Column('text')
  fromAddress!: string;

  @Column('text', { nullable: true })
  replyTo!: string | null;

  @Column('text')
  toName!: string;

  @Column('text')
  toAddress!: string;

  @Column('text')
  language!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  html!: string;

  @Column('text')
  plainText!: string;

  /** The header Message-ID: the same at each attempt, so that a mailbox can recognise a second copy. */
  @Column('text')
  messageId!: string;

  @Column('text', { default: 'QUEUED' })
  status!: MessageStatus;

  @Column('integer', { default: 0 })
  attempts!: number;

  /** It is not sent before, neither for the first time nor again. */
  @Column('timestamptz', { default: () => 'now()' })
  nextAttemptAt!: Date;

  @Column('text', { nullable: true })
  claimedBy!: string | null;

  @Column('timestamptz', { nullable: true })
  claimedUntil!: Date | null;

  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;

  /** The last words of the mail server. */
  @Column('text', { nullable: true })
  response!: string | null;

  @Column('text', { nullable: true })
  notifyWorkflow!: string | null;

  @Column('text', { nullable: true })
  notifyWorkflowId!: string | null;

  /** Business time of the moment that caused it. */
  @Column('timestamptz')
  causedAt!: Date;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
