import type { TransactionContext } from '../../context';
import { sendCommands, type WorkflowCommand } from '../../platform/temporal/outbox';
import { ONBOARDING_WORKFLOW, onboardingSignals } from '../../../workflows/flows/onboarding/contract';
import { OnboardingState, statesBeforeWelcome } from './onboarding.rules';

/** An account that was just won. */
export interface WonAccount {
  /** UUID of the account's row. */
  readonly rowId: string;
  /** The day on which it was won, YYYY-MM-DD. */
  readonly wonOn: string;
}

interface Run {
  account_id: string;
  workflow_id: string;
}

type SignalName = keyof typeof onboardingSignals;

/**
 * What other domains say about onboardings, each in the transaction of the change that causes it. All of it is
 * set-based, so that an import of a whole book pays a few statements. WelcomeService is what the process itself does.
 */
export class OnboardingService {
  /**
   * Starts the onboarding of accounts that were won. Saying it twice does it once; an account that left and was won
   * again is welcomed again, by a new run, unless it was welcomed for that very day.
   */
  async startMany(tx: TransactionContext, accounts: readonly WonAccount[]): Promise<void> {
    if (accounts.length === 0) return;
    const started: Run[] = await tx.transaction.manager.query(
      `INSERT INTO onboarding (account_id, workflow_id, state, state_since, started_at)
       SELECT account_id, 'onboarding:' || account_id || ':' || won_on, 'STARTING', $3, $3
       FROM unnest($1::uuid[], $2::date[]) AS won (account_id, won_on)
       ORDER BY account_id
       ON CONFLICT (account_id) DO UPDATE SET
         -- The version makes the id new also where it left and came back on one day.
         workflow_id = excluded.workflow_id || ':' || onboarding.version + 1,
         state = excluded.state, state_since = excluded.state_since, started_at = excluded.started_at,
         welcome_due_at = NULL, welcome_message_id = NULL, finished_at = NULL, version = onboarding.version + 1
       WHERE onboarding.finished_at IS NOT NULL
         AND (onboarding.state = 'CANCELLED' OR NOT starts_with(onboarding.workflow_id, excluded.workflow_id))
       RETURNING account_id, workflow_id`,
      [accounts.map((account) => account.rowId), accounts.map((account) => account.wonOn), tx.now],
    );
    await sendCommands(
      tx,
      started.map((run) => command(run, { kind: 'START', payload: { accountId: run.account_id } })),
    );
  }

  /** Ends what still runs for accounts that left: a welcome that is not on its way yet is not sent. */
  async cancelMany(tx: TransactionContext, rowIds: readonly string[]): Promise<void> {
    if (rowIds.length === 0) return;
    const { manager } = tx.transaction;
    const ended: (Run & { welcome_message_id: string | null })[] = returned(
      await manager.query(
        `UPDATE onboarding SET state = $2, state_since = $3, finished_at = $3, version = version + 1
         WHERE account_id = ANY ($1) AND finished_at IS NULL
         RETURNING account_id, workflow_id, welcome_message_id`,
        [rowIds, OnboardingState.CANCELLED, tx.now],
      ),
    );
    const messages = ended.map((run) => run.welcome_message_id).filter((id) => id !== null);
    // A welcome that is being sent this moment can't be stopped, but nobody waits for its end any more.
    await manager.query(
      `UPDATE message SET notify_workflow = NULL, notify_workflow_id = NULL,
         status = CASE status WHEN 'QUEUED' THEN 'CANCELLED' ELSE status END,
         settled_at = CASE status WHEN 'QUEUED' THEN now() END
       WHERE id = ANY ($1) AND status IN ('QUEUED', 'CLAIMED')`,
      [messages],
    );
    await sendCommands(
      tx,
      ended.map((run) => signal(run, 'cancel')),
    );
  }

  /** The owners of accounts changed: welcomes that are not written yet move to the new owner's working hours. */
  ownerChanged(tx: TransactionContext, rowIds: readonly string[]): Promise<void> {
    return this.signalRuns(tx, rowIds, 'ownerChanged', statesBeforeWelcome);
  }

  /** Contacts of accounts changed: told to the onboardings that wait for somebody to welcome, and to no others. */
  contactsChanged(tx: TransactionContext, rowIds: readonly string[]): Promise<void> {
    return this.signalRuns(tx, rowIds, 'contactsChanged', [OnboardingState.WAITING_FOR_DECISION_MAKER]);
  }

  /** E-mail addresses of contacts (their rows' UUIDs) changed: that matters in every account that they belong to. */
  async addressesChanged(tx: TransactionContext, contactIds: readonly string[]): Promise<void> {
    if (contactIds.length === 0) return;
    const places: { account_id: string }[] = await tx.transaction.manager.query(
      'SELECT DISTINCT account_id FROM account_contact WHERE contact_id = ANY ($1) AND left_on IS NULL',
      [contactIds],
    );
    await this.contactsChanged(
      tx,
      places.map((place) => place.account_id),
    );
  }

  private async signalRuns(
    tx: TransactionContext,
    rowIds: readonly string[],
    name: SignalName,
    states: readonly OnboardingState[],
  ): Promise<void> {
    if (rowIds.length === 0) return;
    // The lock lets a step that is being taken end first: else it could miss our change, and we its state.
    const rows: (Run & { state: OnboardingState })[] = await tx.transaction.manager.query(
      `SELECT account_id, workflow_id, state FROM onboarding
       WHERE account_id = ANY ($1) AND finished_at IS NULL ORDER BY account_id FOR SHARE`,
      [rowIds],
    );
    const waiting = rows.filter((row) => states.includes(row.state));
    await sendCommands(
      tx,
      waiting.map((run) => signal(run, name)),
    );
  }
}

function signal(run: Run, name: SignalName): WorkflowCommand {
  return command(run, { kind: 'SIGNAL', name: onboardingSignals[name], payload: {} });
}

function command(run: Run, rest: Pick<WorkflowCommand, 'kind' | 'payload' | 'name'>): WorkflowCommand {
  const { account_id: accountId, workflow_id: workflowId } = run;
  return { entity: `account:${accountId}`, workflow: ONBOARDING_WORKFLOW, workflowId, accountId, ...rest };
}

/** TypeORM answers an UPDATE with its rows and their number. */
function returned<Row>(answer: [Row[], number]): Row[] {
  return answer[0];
}
