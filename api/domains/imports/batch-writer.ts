import type { RequestContext } from '../../context';
import type { Database } from '../../platform/database/database';
import type { AnyImporter } from './importer';
import type { ImportRow } from './import-row';

/** Attempts at a single row, in case somebody else changes the same things at the same moment. */
const attemptsAtOne = 3;

/**
 * Imports the rows in one transaction. Where the database refuses the whole, halves are tried, so that what a
 * constraint or another writer stands against is refused alone and the rest goes in.
 */
export async function writeBatch(
  database: Database,
  ctx: RequestContext,
  importer: AnyImporter,
  dryRun: boolean,
  rows: readonly ImportRow[],
  attempt = 1,
): Promise<void> {
  try {
    await database.transaction(ctx, importer.operation, async (tx) => {
      // A transaction that gives way to others is begun again.
      for (const row of rows) row.reset();
      if (dryRun) await tx.transaction.manager.query('SET TRANSACTION READ ONLY');
      await importer.importBatch(tx, rows);
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null || ctx.transaction !== undefined) throw error;
    for (const row of rows) row.reset();
    const [first] = rows;
    if (rows.length === 1 && first !== undefined && attempt >= attemptsAtOne) {
      first.refuse(null, `The database refuses it: ${refusal}.`, 'Correct the row; the rest was imported.');
      return;
    }
    const half = Math.ceil(rows.length / 2);
    for (const part of [rows.slice(0, half), rows.slice(half)]) {
      if (part.length === 0) continue;
      const next = rows.length === 1 ? attempt + 1 : attempt;
      await writeBatch(database, ctx, importer, dryRun, part, next);
    }
  }
}

/** Bad data (22), broken constraints (23), and transactions that gave way to others (40). */
const refusals = /^(22|23|40)/;

/** What PostgreSQL says against the rows, without their values; null where it is no matter of the rows. */
function refusalOf(error: unknown): string | null {
  const { driverError } = error as {
    driverError?: { code?: string; constraint?: string; table?: string; message?: string };
  };
  if (driverError?.code === undefined || !refusals.test(driverError.code)) return null;
  return driverError.constraint ?? driverError.message ?? driverError.code;
}
