import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';
import { untilAnswers } from './service';

/** How long finished workflows can be looked up. */
const RETENTION = '30 days';

const KEYWORD = temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;

/** What workflows can be found by, besides what every Temporal server knows of them. */
const SEARCH_ATTRIBUTES = ['MainstayAccountId', 'MainstayKind'];

/** gRPC's code for it. */
const ALREADY_EXISTS = 6;

/**
 * Makes sure that the namespace is there, with the search attributes that workflows are started with. Both can
 * be asked for again and again, by several at once.
 */
export async function ensureNamespace(
  address: string,
  namespace: string,
  signal: AbortSignal,
): Promise<void> {
  let last: unknown;
  try {
    await untilAnswers(async () => {
      try {
        await prepareNamespace(address, namespace);
      } catch (error) {
        last = error;
        throw error;
      }
    }, signal);
  } catch (error) {
    throw last ?? error;
  }
}

async function prepareNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 });
  try {
    await registerIn(connection, namespace);
  } finally {
    await connection.close();
  }
}

/** @throws as long as something of it isn't visible yet: a moment passes after each registration */
async function registerIn(connection: Connection, namespace: string): Promise<void> {
  await connection.workflowService
    .registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs(RETENTION) })
    .catch(ignoreAlreadyThere);
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = SEARCH_ATTRIBUTES.filter((name) => !(name in customAttributes));
  if (missing.length === 0) return;
  const searchAttributes = Object.fromEntries(missing.map((name) => [name, KEYWORD]));
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  throw new Error(`The namespace ${namespace} is not ready`);
}

function ignoreAlreadyThere(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === ALREADY_EXISTS) return;
  throw error;
}
