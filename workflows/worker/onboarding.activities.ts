import type { RequestContext } from '../../api/context';
import type { WelcomeService } from '../../api/domains/onboarding/welcome.service';
import type { OnboardingActivities, OnboardingStep } from '../flows/onboarding/contract';

/** The activities of the onboarding: the steps of WelcomeService, at the workflow's own time. */
export function createOnboardingActivities(
  welcomes: WelcomeService,
  contextAt: (now: Date) => RequestContext,
): OnboardingActivities {
  const context = (step: OnboardingStep): RequestContext => contextAt(new Date(step.at));
  return {
    planWelcome: (step) => welcomes.plan(context(step), step),
    writeWelcome: (step) => welcomes.write(context(step), step),
    finishWelcome: async (step) => ({ state: await welcomes.finish(context(step), step, step.messageId) }),
  };
}
