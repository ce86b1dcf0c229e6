import { Client, isGrpcServiceError, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { NamespaceNotFoundError, WorkflowNotFoundError, type SearchAttributePair } from '@temporalio/common';
import type { ClaimedCommand, CommandOutcome } from '../../api/platform/temporal/outbox-claims';
import { searchAttribute } from './search-attributes';
import type { PublishCommand } from './relay';

/** gRPC codes that speak of the server or of the way to it, and not of the command. */
const serverCodes = new Map([
  [1, 'CANCELLED'],
  [4, 'DEADLINE_EXCEEDED'],
  [7, 'PERMISSION_DENIED'],
  [8, 'RESOURCE_EXHAUSTED'],
  [10, 'ABORTED'],
  [13, 'INTERNAL'],
  [14, 'UNAVAILABLE'],
  [16, 'UNAUTHENTICATED'],
]);

/** Publishes commands over a client. Starting a workflow that was started before, and be it over, is done already. */
export function publisher(client: Client, taskQueue: string, deadlineMilliseconds = 10_000): PublishCommand {
  return async (command) => {
    try {
      await client.withDeadline(Date.now() + deadlineMilliseconds, () => send(client, taskQueue, command));
      return { kind: 'PUBLISHED' };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

async function send(client: Client, taskQueue: string, command: ClaimedCommand): Promise<void> {
  const { workflow, workflowId, name, payload, id } = command;
  if (command.kind === 'SIGNAL') {
    // The workflow takes a command in once, by this id.
    await client.workflow.getHandle(workflowId).signal(name ?? '', { ...payload, commandId: id });
    return;
  }
  await client.workflow.start(workflow, {
    taskQueue,
    workflowId,
    args: [payload],
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'FAIL',
    typedSearchAttributes: searchAttributes(command),
  });
}

function searchAttributes({ workflow, accountId }: ClaimedCommand): SearchAttributePair[] {
  const kind = { key: searchAttribute.kind, value: workflow };
  return accountId === null ? [kind] : [kind, { key: searchAttribute.accountId, value: accountId }];
}

function outcomeOf(error: unknown): CommandOutcome {
  if (error instanceof WorkflowExecutionAlreadyStartedError) return { kind: 'PUBLISHED' };
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof WorkflowNotFoundError)
    return { kind: 'DEAD', message: `There is no such workflow, or it is over: ${message}` };
  if (error instanceof NamespaceNotFoundError) return { kind: 'AWAY', message };
  const cause = error instanceof Error && isGrpcServiceError(error.cause) ? error.cause : error;
  const code = isGrpcServiceError(cause) ? serverCodes.get(cause.code) : undefined;
  if (code !== undefined && isGrpcServiceError(cause))
    return { kind: 'AWAY', message: `${code}: ${cause.details}` };
  return { kind: 'LATER', message: isGrpcServiceError(cause) ? `${message}: ${cause.details}` : message };
}
