import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Role } from '../../shared/access.rules';

/** A member of the company that runs this deployment. */
@Entity('member')
export class MemberEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('text')
  email!: string;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  title!: string | null;

  @Column('text')
  role!: Role;

  @Column('text')
  timeZone!: string;

  @Column('text')
  language!: string;

  @Column('time')
  workStarts!: string;

  @Column('time')
  workEnds!: string;

  @Column('smallint', { array: true })
  workDays!: number[];

  @Column('boolean')
  active!: boolean;

  @Column('text', { nullable: true })
  passwordHash!: string | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
