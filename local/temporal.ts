import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';
import { untilAnswers } from './service';

/** How long finished workflows can be looked up. */
const RETENTION = '30 days';
const KEYWORD = temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;

/** What workflows can be found by, besides what every Temporal server knows of them. */
const SEARCH_ATTRIBUTES = { MainstayAccountId: KEYWORD, MainstayKind: KEYWORD };

/** gRPC's code for it. */
const ALREADY_EXISTS = 6;

/** Resolves once a Temporal server answers at the address. */
export async function untilTemporalAnswers(address: string, signal: AbortSignal): Promise<void> {
  await untilAnswers(async () => {
    const connection = await Connection.connect({ address, connectTimeout: 2_000 });
    await connection.close();
  }, signal);
}

/**
 * Makes sure that the namespace is there, with the search attributes that workflows are started with. Both can
 * be asked for again and again, by several at once.
 */
export async function ensureNamespace(
  address: string,
  namespace: string,
  signal: AbortSignal,
): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 5_000 });
  try {
    await connection.workflowService
      .registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs(RETENTION) })
      .catch(ignoreAlreadyThere);
    // A new namespace becomes visible a moment after it was registered.
    await untilAnswers(async () => {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !(name in customAttributes));
      if (missing.length === 0) return;
      await connection.operatorService.addSearchAttributes({
        namespace,
        searchAttributes: Object.fromEntries(missing),
      });
      throw new Error('Not visible yet');
    }, signal);
  } finally {
    await connection.close();
  }
}

function ignoreAlreadyThere(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === ALREADY_EXISTS) return;
  throw error;
}
