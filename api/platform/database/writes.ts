import { isDeepStrictEqual } from 'node:util';
import { QueryFailedError, type DeepPartial, type EntityManager, type ObjectLiteral } from 'typeorm';
import type { TransactionContext } from '../../context';
import { AlreadyTakenRefusal, VersionConflictRefusal } from '../../shared/errors';
import type { IdType } from '../../shared/ids';

interface Versioned extends ObjectLiteral {
  id: string;
  version: number;
}

type EntityClass<Entity> = new () => Entity;

/** Inserts one row and gives it back as the database has it, defaults included. */
export async function insertRow<Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityClass<Entity>,
  values: DeepPartial<NoInfer<Entity>>,
): Promise<Entity> {
  const result = await manager
    .createQueryBuilder()
    .insert()
    .into(entity)
    .values(values as never)
    .returning('*')
    .execute();
  return manager.create(entity, { ...values, ...result.generatedMaps[0] } as DeepPartial<Entity>);
}

/**
 * Locks a row that the actor may see, for a change. NOT_FOUND, naming the field, where there is none to see;
 * a refusal where the caller read an older version. `version` null means that the caller didn't ask.
 *
 * The lock is the one that an UPDATE takes. FOR UPDATE would also block the foreign-key checks of everybody who
 * refers to the row, and two such writers could wait for each other.
 */
export async function lockRow<Entity extends Versioned>(
  tx: TransactionContext,
  entity: EntityClass<Entity>,
  id: IdType,
  rowId: string,
  field: string,
  version: number | null = null,
): Promise<Entity> {
  const { manager } = tx.transaction;
  await tx.reads.requireVisible(manager, id, rowId, field);
  const row = await manager.findOneOrFail(entity, {
    where: { id: rowId } as never,
    lock: { mode: 'for_no_key_update' },
  });
  if (version !== null && row.version !== version) throw new VersionConflictRefusal(version, row.version);
  return row;
}

/**
 * Changes a locked row and counts its version up; where nothing differs, nothing happens, so that nobody meets a
 * conflict about nothing. Values that are undefined stay as they are. `touch` counts the
 * version up also where no column changes, because something that belongs to the row did.
 */
export async function updateRow<Entity extends Versioned>(
  manager: EntityManager,
  entity: EntityClass<Entity>,
  row: Entity,
  patch: Partial<Entity>,
  touch = false,
): Promise<void> {
  const changes = Object.fromEntries(
    Object.entries(patch).filter(
      ([name, value]) => value !== undefined && !isDeepStrictEqual(value, row[name]),
    ),
  );
  if (Object.keys(changes).length === 0 && !touch) return;
  await manager.update(entity, { id: row.id } as never, { ...changes, version: row.version + 1 } as never);
}

const uniqueViolation = '23505';

/** Turns the violation of a unique constraint into the refusal that names the input's field. */
export function takenWhen(error: unknown, constraint: string, field: string, value: string): unknown {
  const driver =
    error instanceof QueryFailedError ? (error.driverError as { code?: string; constraint?: string }) : {};
  return driver.code === uniqueViolation && driver.constraint === constraint
    ? new AlreadyTakenRefusal(field, value)
    : error;
}
