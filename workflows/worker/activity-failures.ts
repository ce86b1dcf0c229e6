import type { Context } from '@temporalio/activity';
import { ApplicationFailure, CompleteAsyncError } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import type { ActivityInterceptors } from '@temporalio/worker';
import type { Logger } from 'pino';
import { QueryFailedError } from 'typeorm';
import { DomainError } from '../../api/shared/errors';

/**
 * What an activity throws ends up in the workflow's history, where personal data must not be: PostgreSQL's words
 * name values. So only a code crosses; the words go to the log, whose own rules cut out what must not be there.
 */
export function codesOnly(logger: Logger): (context: Context) => ActivityInterceptors {
  return ({ info }) => ({
    inbound: {
      async execute(input, next) {
        try {
          return await next(input);
        } catch (error) {
          if (error instanceof CancelledFailure || error instanceof CompleteAsyncError) throw error;
          const { activityType, activityId, attempt, workflowExecution } = info;
          const failure = failureOf(error);
          logger.warn(
            {
              activityType,
              activityId,
              attempt,
              workflow: workflowExecution?.workflowId,
              code: failure.type,
              err: error,
            },
            'an activity failed',
          );
          throw failure;
        }
      },
    },
  });
}

/** All failures are tried again: what a person has to put right is put right in the database or in the code. */
export function failureOf(error: unknown): ApplicationFailure {
  const type = codeOf(error);
  return ApplicationFailure.create({ type, message: type });
}

function codeOf(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  const driver =
    error instanceof QueryFailedError
      ? (error.driverError as { code?: unknown })
      : (error as { code?: unknown } | null);
  const code = typeof driver?.code === 'string' && /^\w{1,40}$/.test(driver.code) ? driver.code : null;
  if (error instanceof QueryFailedError) return `POSTGRES_${code ?? 'UNKNOWN'}`;
  return code ?? 'UNEXPECTED';
}
