import { earliestDay, type Problems } from '../../shared/problems';
import { globalId } from '../../shared/ids';

export const ConsentId = globalId('Consent', 'cns');

/** What somebody may agree to. Nothing of it is sent, asked or given to whoever hasn't. */
export enum ConsentPurpose {
  NEWSLETTER = 'NEWSLETTER',
  SURVEYS = 'SURVEYS',
  TRAINING = 'TRAINING',
  OFFERS = 'OFFERS',
  GIFTS = 'GIFTS',
  TEXT_MESSAGES = 'TEXT_MESSAGES',
  REFERENCE = 'REFERENCE',
}

/** How we know. */
export enum ConsentSource {
  FORM = 'FORM',
  EMAIL = 'EMAIL',
  CALL = 'CALL',
  MEETING = 'MEETING',
  CONTRACT = 'CONTRACT',
  OTHER_SYSTEM = 'OTHER_SYSTEM',
}

const longestEvidence = 500;
/** Clocks of other systems go wrong by so much, in milliseconds. */
const clockSkew = 60_000;

/** Checks when somebody agreed, and by what that can be shown. */
export function checkConsent(
  { evidence, givenAt }: { readonly evidence: string; readonly givenAt?: string | null },
  now: Date,
  problems: Problems,
): void {
  problems.text(evidence, 'evidence', longestEvidence);
  if (givenAt === null || givenAt === undefined) return;
  problems.require(
    new Date(givenAt).getTime() <= now.getTime() + clockSkew && givenAt >= earliestDay,
    'givenAt',
    `Nobody can have said so at ${givenAt}.`,
    'Use the moment at which they said so, or leave it out for now.',
  );
}
