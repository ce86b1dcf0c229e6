import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A member's sign-in on one device. Of its token only the SHA-256 is kept. */
@Entity('member_session')
export class SessionEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('uuid')
  memberId!: string;

  @Column('bytea')
  tokenHash!: Buffer;

  @Column('text', { nullable: true })
  userAgent!: string | null;

  @Column('text', { nullable: true })
  address!: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { default: () => 'now()' })
  lastSeenAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;
}
