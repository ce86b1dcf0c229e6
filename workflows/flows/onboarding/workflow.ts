import {
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { OnboardingState } from '../../../api/domains/onboarding/onboarding.rules';
import {
  ONBOARDING_STATE_QUERY,
  onboardingSignals,
  type Command,
  type MessageSettled,
  type OnboardingActivities,
  type OnboardingInput,
  type OnboardingProgress,
  type OnboardingStep,
} from './contract';
import { beginning, enter, planning, receive, settlementOf } from './state';

const ownerChanged = defineSignal<[Command]>(onboardingSignals.ownerChanged);
const contactsChanged = defineSignal<[Command]>(onboardingSignals.contactsChanged);
const messageSettled = defineSignal<[Command & MessageSettled]>(onboardingSignals.messageSettled);
const cancel = defineSignal<[Command]>(onboardingSignals.cancel);
const stateQuery = defineQuery<OnboardingProgress>(ONBOARDING_STATE_QUERY);

// No limit on the number of attempts: PostgreSQL may be away for as long as it likes. Each is one short transaction,
// and what was under way in a worker that died is tried again after this time.
const activities = proxyActivities<OnboardingActivities>({
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** A signal says when a decision maker comes; this is the net below it. */
const decisionMakerRecheck = '1 day';

/** Welcomes an account that was won: in the owner's working hours, to its decision maker, once. */
export async function onboarding(input: OnboardingInput): Promise<OnboardingState> {
  let progress = input.carried ?? beginning;
  setHandler(ownerChanged, (command) => void (progress = receive(progress, command, { replan: true })));
  setHandler(contactsChanged, (command) => void (progress = receive(progress, command, { replan: true })));
  setHandler(cancel, (command) => void (progress = receive(progress, command, { cancelled: true })));
  setHandler(messageSettled, ({ commandId, messageId, status }) => {
    progress = receive(progress, { commandId }, { settled: { messageId, status } });
  });
  setHandler(stateQuery, () => progress);
  const over = (state: OnboardingState): OnboardingState => (progress = enter(progress, state)).state;

  const messageId = await welcome();
  if (messageId === null) return over(OnboardingState.CANCELLED);
  progress = enter(progress, OnboardingState.WELCOME_QUEUED);
  await condition(() => progress.cancelled || settlementOf(progress, messageId) !== null);
  if (settlementOf(progress, messageId) === null) return over(OnboardingState.CANCELLED);
  const { state } = await activities.finishWelcome({ ...step(input), messageId });
  return over(state);

  /** Waits for the moment and for somebody to welcome, as often as it takes; null where the account left meanwhile. */
  async function welcome(): Promise<string | null> {
    while (!progress.cancelled) {
      if (workflowInfo().continueAsNewSuggested)
        await continueAsNew<typeof onboarding>({ ...input, carried: progress });
      progress = planning(progress);
      const plan = await activities.planWelcome(step(input));
      if (plan.kind === 'OVER') return null;
      if (progress.state !== OnboardingState.WAITING_FOR_DECISION_MAKER) {
        progress = enter(progress, OnboardingState.WAITING_FOR_WORKING_HOURS);
      }
      if (await disturbedBefore(new Date(plan.dueAt).getTime() - Date.now())) continue;
      const result = await activities.writeWelcome(step(input));
      if (result.kind === 'QUEUED') return result.messageId;
      if (result.kind === 'OVER') return null;
      if (result.kind === 'NO_DECISION_MAKER') {
        progress = enter(progress, OnboardingState.WAITING_FOR_DECISION_MAKER);
        await disturbedBefore(decisionMakerRecheck);
      }
    }
    return null;
  }

  /** Whether something came in that changes the plan before the time is over. */
  function disturbedBefore(time: number | '1 day'): Promise<boolean> {
    const disturbed = (): boolean => progress.cancelled || progress.replan;
    return typeof time === 'number' && time <= 0 ? Promise.resolve(disturbed()) : condition(disturbed, time);
  }
}

/** What an activity is told: ids, and the workflow's own time. */
function step(input: OnboardingInput): OnboardingStep {
  return { accountId: input.accountId, workflowId: workflowInfo().workflowId, at: new Date().toISOString() };
}
