import { randomUUID } from 'node:crypto';
import { Client, Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';
import { until } from './until';

const {
  FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED: completed,
  FAST_FORWARD_POLLING_RESULT_POLL_TIMEOUT: notYet,
} = temporal.api.enums.v1.FastForwardPollingResult;

/**
 * Moves workflows through time on the real server. Each has a clock of its own, which jumps over what it waits for and
 * stands still while anything of it is under way; between two jumps it runs with the wall's.
 */
export class TemporalClock {
  private constructor(
    readonly client: Client,
    private readonly connection: Connection,
    private readonly namespace: string,
  ) {}

  static async connect(address: string, namespace: string): Promise<TemporalClock> {
    const connection = await Connection.connect({ address });
    return new TemporalClock(new Client({ connection, namespace }), connection, namespace);
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  /** Plays the given time of a workflow, and comes back once all that it brought is done; one that is over has none. */
  async advance(workflowId: string, milliseconds: number): Promise<void> {
    const { workflowService } = this.connection;
    const { namespace } = this;
    const workflowExecution = { workflowId };
    const fastForwardId = randomUUID();
    const fastForwardConfig = { id: fastForwardId, duration: msToTs(milliseconds) };
    const set = workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution,
      workflowExecutionOptions: { timeSkippingConfig: { enabled: true, fastForwardConfig } },
      updateMask: { paths: ['time_skipping_config'] },
    });
    if ((await set.catch(nullWhenOver)) === null) return;
    for (let result = notYet; result !== completed;) {
      const answer = await workflowService.pollWorkflowExecutionTimeSkipping({
        namespace,
        workflowExecution,
        fastForwardId,
      });
      result = answer.fastForwardPollingResult;
      if (result !== completed && result !== notYet) {
        if (!(await this.runs(workflowId))) return;
        throw new Error(`Time could not be skipped: ${answer.failedReason}`);
      }
    }
    await this.quiet(workflowId);
  }

  /** Comes back once nothing of a workflow is under way: it waits, or it is over. */
  async quiet(workflowId: string): Promise<void> {
    await until(
      async () => (await this.describe(workflowId)).raw,
      (raw) => (raw.pendingActivities ?? []).length === 0 && (raw.pendingWorkflowTask ?? null) === null,
    );
  }

  /** The time that a workflow thinks it is. */
  async now(workflowId: string): Promise<Date> {
    const { raw } = await this.describe(workflowId);
    const current = raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
    return new Date(current ? tsToMs(current) : Date.now());
  }

  private async runs(workflowId: string): Promise<boolean> {
    return (await this.describe(workflowId)).status.name === 'RUNNING';
  }

  private describe(workflowId: string) {
    return this.client.workflow.getHandle(workflowId).describe();
  }
}

const notFound = 5;

function nullWhenOver(error: unknown): null {
  if (isGrpcServiceError(error) && (error.code as number) === notFound) return null;
  throw error;
}
