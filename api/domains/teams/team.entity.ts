import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TeamRole } from './team.rules';

/** Who of ours looks after an account, from when to when. The open OWNER row is the account's owner. */
@Entity('team_assignment')
export class TeamAssignmentEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('uuid')
  accountId!: string;

  @Column('uuid')
  memberId!: string;

  @Column('text')
  role!: TeamRole;

  @Column('text', { nullable: true })
  specialty!: string | null;

  @Column('timestamptz')
  startedAt!: Date;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;
}
