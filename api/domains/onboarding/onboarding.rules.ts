import { globalId } from '../../shared/ids';

export const OnboardingId = globalId('Onboarding', 'onb');

/** How far the onboarding of an account is. */
export enum OnboardingState {
  STARTING = 'STARTING',
  WAITING_FOR_WORKING_HOURS = 'WAITING_FOR_WORKING_HOURS',
  WAITING_FOR_DECISION_MAKER = 'WAITING_FOR_DECISION_MAKER',
  WELCOME_QUEUED = 'WELCOME_QUEUED',
  WELCOME_SENT = 'WELCOME_SENT',
  WELCOME_UNDELIVERED = 'WELCOME_UNDELIVERED',
  CANCELLED = 'CANCELLED',
}

/** The states in which no welcome was written yet, so that a change of owner or contacts still matters. */
export const statesBeforeWelcome = [
  OnboardingState.STARTING,
  OnboardingState.WAITING_FOR_WORKING_HOURS,
  OnboardingState.WAITING_FOR_DECISION_MAKER,
] as const;
