import type { OnboardingState } from '../../../api/domains/onboarding/onboarding.rules';

/** The workflow's type, as commands name it. */
export const ONBOARDING_WORKFLOW = 'onboarding';

/** What an onboarding starts with. Everything in these types is JSON: ids, dates, decisions. */
export interface OnboardingInput {
  /** UUID of the account's row. */
  readonly accountId: string;
  /** Where it went on from an earlier run, after a long wait. */
  readonly carried?: OnboardingProgress;
}

/** What the workflow remembers. */
export interface OnboardingProgress {
  readonly state: OnboardingState;
  /** Something changed that the plan depends on: the owner, the contacts. */
  readonly replan: boolean;
  readonly cancelled: boolean;
  /** How the welcome's delivery ended; null while that is open. */
  readonly settled: MessageSettled | null;
  /** Commands that were taken in: each may be delivered more than once. */
  readonly commandIds: readonly string[];
}

/** Every signal carries the id of the command that it came from. */
export interface Command {
  readonly commandId: string;
}

/** A message came to its end: sent, refused, uncertain or cancelled. */
export interface MessageSettled {
  readonly messageId: string;
  readonly status: string;
}

/** The names of the signals; definitions are beside the workflow, since this file is read outside Temporal too. */
export const onboardingSignals = {
  /** The account's owner changed: the moment of the welcome has to be worked out again. */
  ownerChanged: 'ownerChanged',
  /** Contacts of the account changed, while a decision maker was missing. */
  contactsChanged: 'contactsChanged',
  /** The sender has settled the welcome. Payload: MessageSettled. */
  messageSettled: 'messageSettled',
  /** The account left. */
  cancel: 'cancel',
} as const;

/** The query that answers with the workflow's OnboardingProgress. */
export const ONBOARDING_STATE_QUERY = 'state';

/** What every activity of the onboarding gets. */
export interface OnboardingStep {
  readonly accountId: string;
  /** Says which run of the onboarding asks: a run that was replaced changes nothing any more. */
  readonly workflowId: string;
  /** The workflow's own clock, RFC 3339. */
  readonly at: string;
}

/** When the welcome is to be written, or that there is nothing to write any more. */
export type WelcomePlan = { readonly kind: 'WAIT_UNTIL'; readonly dueAt: string } | { readonly kind: 'OVER' };

/** What came of writing the welcome. */
export type WelcomeResult =
  | { readonly kind: 'QUEUED'; readonly messageId: string }
  | { readonly kind: 'NO_DECISION_MAKER' }
  /** The owner's working hours are not now: plan again. */
  | { readonly kind: 'NOT_NOW' }
  | { readonly kind: 'OVER' };

/** The activities, as the worker offers them. */
export interface OnboardingActivities {
  /** Works out the next moment in the owner's working hours. */
  planWelcome(step: OnboardingStep): Promise<WelcomePlan>;
  /** Writes the welcome into the ledger of messages, or a task for the owner where nobody can be welcomed. */
  writeWelcome(step: OnboardingStep): Promise<WelcomeResult>;
  /** Takes down how the welcome's delivery ended; answers with the state that the onboarding ended in. */
  finishWelcome(
    step: OnboardingStep & { readonly messageId: string },
  ): Promise<{ readonly state: OnboardingState }>;
}
