import type { TransactionContext } from '../../context';

/** Hierarchies of which each is changed one at a time. */
export type HierarchyName = 'account-hierarchy' | 'contact-reporting-lines';

/**
 * Until the end of the transaction nobody else changes the hierarchy: two changes at once could each be fine and
 * close a circle together. Taken before any of its rows is locked, so that those who wait hold nothing that the
 * first one needs.
 */
export async function lockHierarchy(tx: TransactionContext, name: HierarchyName): Promise<void> {
  await tx.transaction.manager.query('SELECT pg_advisory_xact_lock(hashtext($1))', [name]);
}
