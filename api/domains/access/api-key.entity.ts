import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Scope } from '../../shared/access.rules';

/** How an integration shows who it is. Of the secret only the SHA-256 is kept. */
@Entity('api_key')
export class ApiKeyEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  hint!: string;

  @Column('bytea')
  secretHash!: Buffer;

  @Column('text', { array: true })
  scopes!: Scope[];

  @Column('uuid')
  createdById!: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;
}
