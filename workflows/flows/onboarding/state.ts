import { OnboardingState } from '../../../api/domains/onboarding/onboarding.rules';
import type { Command, MessageSettled, OnboardingProgress } from './contract';

/** More than any onboarding ever gets; what is older can't come again. */
const rememberedCommands = 200;

export const beginning: OnboardingProgress = {
  state: OnboardingState.STARTING,
  replan: false,
  cancelled: false,
  settled: null,
  commandIds: [],
};

/** Takes a command in, once: the relay may deliver it again after a crash. */
export function receive(
  progress: OnboardingProgress,
  command: Command,
  change: Partial<OnboardingProgress>,
): OnboardingProgress {
  if (progress.commandIds.includes(command.commandId)) return progress;
  const commandIds = [...progress.commandIds, command.commandId].slice(-rememberedCommands);
  return { ...progress, ...change, commandIds };
}

/** The plan's premises are read afresh from here on. */
export function planning(progress: OnboardingProgress): OnboardingProgress {
  return { ...progress, replan: false };
}

export function enter(progress: OnboardingProgress, state: OnboardingState): OnboardingProgress {
  return { ...progress, state };
}

/** How the given message ended; null while that is open. */
export function settlementOf(progress: OnboardingProgress, messageId: string): MessageSettled | null {
  return progress.settled?.messageId === messageId ? progress.settled : null;
}
