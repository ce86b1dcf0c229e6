import { ascending, declareReads, toOne } from '../../platform/reads/declaration';
import { everything, nothing, oneOf } from '../../platform/reads/expressions';
import { OutboxCommandEntity } from '../../platform/temporal/outbox.entity';
import { WorkflowCommandId } from '../../platform/temporal/outbox.rules';
import type { WorkflowCommandFilter } from './workflow-command.inputs';

export const workflowCommandReads = declareReads<OutboxCommandEntity, WorkflowCommandFilter>({
  id: WorkflowCommandId,
  entity: OutboxCommandEntity,
  ability: 'engine.read',
  visibleTo: (_row, viewer) => (viewer.may('engine.read') ? everything : nothing),
  relations: { account: toOne('Account', 'accountId') },
  // Ids are made of the time at which they were made, so that their order is that of writing.
  orders: { OLDEST: ascending() },
  defaultOrder: 'OLDEST',
  filters: { statuses: (row, statuses) => oneOf(row('status'), statuses) },
});
