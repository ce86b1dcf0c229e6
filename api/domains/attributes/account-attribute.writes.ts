import { In } from 'typeorm';
import type { TransactionContext } from '../../context';
import { Problems } from '../../shared/problems';
import { AccountAttributeEntity } from './account-attribute.entity';
import { AttributeEntity } from './attribute.entity';
import { AttributeType, checkValue, type AttributeValue } from './attribute.rules';

/** A value of the attribute with this key. */
export interface KeyedValue extends AttributeValue {
  readonly key: string;
}

interface Column {
  readonly textValue: string | null;
  readonly numberValue: string | null;
  readonly dateValue: string | null;
  readonly booleanValue: boolean | null;
}

/**
 * Sets the values of an account in three statements, however many they are. Throws a BAD_USER_INPUT that names every
 * value that is of no attribute or not of its type.
 */
export async function storeValues(
  tx: TransactionContext,
  accountId: string,
  values: readonly KeyedValue[],
): Promise<void> {
  const { manager } = tx.transaction;
  const keys = values.map(({ key }) => key);
  // In one order, so that two who set several of the same don't wait for each other.
  const attributes = await manager.find(AttributeEntity, {
    where: { key: In(keys) },
    order: { key: 'ASC' },
    lock: { mode: 'pessimistic_read' },
  });
  const { set, removed } = checked(values, new Map(attributes.map((one) => [one.key, one])));
  if (removed.length > 0) await manager.delete(AccountAttributeEntity, { accountId, key: In(removed) });
  if (set.length === 0) return;
  const row = set.map(({ attribute, value }) => ({
    attribute_id: attribute.id,
    key: attribute.key,
    type: attribute.type,
    ...columnOf(attribute.type, value),
  }));
  await manager.query(
    `INSERT INTO account_attribute AS old (account_id, attribute_id, key, type, text_value, number_value, date_value, boolean_value)
     SELECT $1, v.attribute_id, v.key, v.type, v."textValue", v."numberValue", v."dateValue", v."booleanValue"
     FROM jsonb_to_recordset($2) AS v (attribute_id uuid, key text, type text, "textValue" text, "numberValue" numeric,
       "dateValue" date, "booleanValue" boolean) ORDER BY v.key
     ON CONFLICT (account_id, key) DO UPDATE SET text_value = excluded.text_value, number_value = excluded.number_value,
       date_value = excluded.date_value, boolean_value = excluded.boolean_value, version = old.version + 1
     WHERE (old.text_value, old.number_value, old.date_value, old.boolean_value)
       IS DISTINCT FROM (excluded.text_value, excluded.number_value, excluded.date_value, excluded.boolean_value)`,
    [accountId, JSON.stringify(row)],
  );
}

interface Checked {
  readonly set: { attribute: AttributeEntity; value: string | number | boolean }[];
  readonly removed: string[];
}

function checked(values: readonly KeyedValue[], attributes: ReadonlyMap<string, AttributeEntity>): Checked {
  const problems = new Problems();
  const result: Checked = { set: [], removed: [] };
  values.forEach((given, at) => {
    const where = `values.${at}`;
    const attribute = attributes.get(given.key);
    if (attribute === undefined) {
      problems.add(
        `${where}.key`,
        `There is no attribute "${given.key}".`,
        'Use the key of one of attributes.',
      );
      return;
    }
    const value = checkValue(attribute, given, where, problems);
    if (value === null) return void result.removed.push(attribute.key);
    problems.require(
      attribute.archivedAt === null,
      `${where}.key`,
      `The attribute ${attribute.key} is archived.`,
      'Leave it out, or have a leader bring it back.',
    );
    result.set.push({ attribute, value });
  });
  problems.throwIfAny();
  return result;
}

function columnOf(type: AttributeType, value: string | number | boolean): Column {
  const none: Column = { textValue: null, numberValue: null, dateValue: null, booleanValue: null };
  switch (type) {
    case AttributeType.TEXT:
    case AttributeType.CHOICE:
      return { ...none, textValue: String(value) };
    case AttributeType.NUMBER:
      return { ...none, numberValue: String(value) };
    case AttributeType.DATE:
      return { ...none, dateValue: String(value) };
    case AttributeType.BOOLEAN:
      return { ...none, booleanValue: value === true };
  }
}
