import { globalId } from '../../shared/ids';

export const WorkflowCommandId = globalId('WorkflowCommand', 'cmd');

/** How far a command for a workflow is. */
export enum CommandStatus {
  PENDING = 'PENDING',
  PUBLISHED = 'PUBLISHED',
  DEAD = 'DEAD',
}
