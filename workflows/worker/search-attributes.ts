import type { Connection } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { temporal } from '@temporalio/proto';

/** What people find workflows by. */
export const searchAttribute = {
  accountId: defineSearchAttributeKey('MainstayAccountId', 'KEYWORD'),
  kind: defineSearchAttributeKey('MainstayKind', 'KEYWORD'),
};

/** Registers what the namespace lacks. Has to be done before the first workflow is started. */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.values(searchAttribute).filter(({ name }) => !(name in customAttributes));
  if (missing.length === 0) return;
  const keyword = temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map(({ name }) => [name, keyword])),
  });
}
