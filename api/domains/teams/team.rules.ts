import { globalId } from '../../shared/ids';

export const TeamAssignmentId = globalId('TeamAssignment', 'team');

/** What a member does for an account. */
export enum TeamRole {
  OWNER = 'OWNER',
  BACKUP = 'BACKUP',
  EXECUTIVE_SPONSOR = 'EXECUTIVE_SPONSOR',
  SPECIALIST = 'SPECIALIST',
}
