import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AuditActorKind, AuditChangeKind } from './audit.rules';

/** One change of one row, written by the database's triggers and by nothing else. */
@Entity('audit_entry')
export class AuditEntryEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('timestamptz')
  occurredAt!: Date;

  @Column('timestamptz')
  recordedAt!: Date;

  @Column('text')
  actorKind!: AuditActorKind;

  @Column('uuid', { nullable: true })
  actorId!: string | null;

  @Column('text')
  actorName!: string;

  @Column('uuid', { nullable: true })
  onBehalfOfId!: string | null;

  @Column('text')
  operation!: string;

  @Column('text', { nullable: true })
  requestId!: string | null;

  @Column('text')
  change!: AuditChangeKind;

  @Column('text')
  subjectType!: string;

  @Column('uuid')
  subjectId!: string;

  @Column('uuid', { nullable: true })
  accountId!: string | null;

  /** By column: `{from, to}`, and `secret: true` where the values are withheld. */
  @Column('jsonb')
  changes!: Record<string, { from: unknown; to: unknown; secret?: boolean }>;
}
