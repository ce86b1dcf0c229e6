import sql, { type Sql } from 'sql-template-tag';
import { ascending, byId, declareReads, listed, toOne, type RowRef } from '../../platform/reads/declaration';
import { oneOf } from '../../platform/reads/expressions';
import { accountVisible, fromTeam } from '../accounts/account.reads';
import { OnboardingEntity } from './onboarding.entity';
import type { OnboardingFilter } from './onboarding.inputs';
import { OnboardingId } from './onboarding.rules';

export const onboardingReads = declareReads<OnboardingEntity, OnboardingFilter>({
  id: OnboardingId,
  entity: OnboardingEntity,
  visibleTo: (row, viewer) => accountVisible(row('accountId'), viewer),
  startFrom: fromTeam,
  fields: { waitingFor: waitingForSql },
  queries: { onboarding: byId(), onboardings: listed() },
  relations: {
    account: toOne('Account', 'accountId'),
    welcomeMessage: toOne('Message', 'welcomeMessageId'),
  },
  orders: { SINCE: ascending('stateSince') },
  defaultOrder: 'SINCE',
  filters: { states: (row, states) => oneOf(row('state'), states) },
});

/** The moment is said in the time zone of the owner, who is the one to whom it matters. */
function waitingForSql(row: RowRef<OnboardingEntity>): Sql {
  return sql`CASE ${row('state')}
    WHEN 'STARTING' THEN 'The process to take its first step.'
    WHEN 'WAITING_FOR_WORKING_HOURS' THEN (
      SELECT 'Working hours of ' || m.name || ': '
        || to_char(${row('welcomeDueAt')} AT TIME ZONE m.time_zone, 'Dy, DD Mon YYYY, HH24:MI') || ' (' || m.time_zone || ').'
      FROM account a JOIN member m ON m.id = a.owner_id WHERE a.id = ${row('accountId')})
    WHEN 'WAITING_FOR_DECISION_MAKER' THEN 'A decision maker with an e-mail address among the account''s contacts.'
    WHEN 'WELCOME_QUEUED' THEN 'The mail server to take the welcome.'
    END`;
}
