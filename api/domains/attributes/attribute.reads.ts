import sql from 'sql-template-tag';
import { ascending, byId, declareReads, listed, toOne } from '../../platform/reads/declaration';
import { everything, nothing } from '../../platform/reads/expressions';
import { accountVisible } from '../accounts/account.reads';
import { AccountAttributeEntity } from './account-attribute.entity';
import { AttributeEntity } from './attribute.entity';
import type { AttributeFilter } from './attribute.inputs';
import { AccountAttributeId, AttributeId } from './attribute.rules';

/** What is kept of accounts is no secret among those who read the book. */
export const attributeReads = declareReads<AttributeEntity, AttributeFilter>({
  id: AttributeId,
  entity: AttributeEntity,
  visibleTo: (_row, viewer) => (viewer.may('book.read') ? everything : nothing),
  queries: { attribute: byId(), attributes: listed() },
  orders: { NAME: ascending('name') },
  defaultOrder: 'NAME',
  filters: {
    archived: (row, archived) =>
      archived.decide((wanted) => wanted)
        ? sql`${row('archivedAt')} IS NOT NULL`
        : sql`${row('archivedAt')} IS NULL`,
    key: (row, key) => sql`${row('key')} = ${key}`,
  },
});

export const accountAttributeReads = declareReads<AccountAttributeEntity>({
  id: AccountAttributeId,
  entity: AccountAttributeEntity,
  visibleTo: (row, viewer) => accountVisible(row('accountId'), viewer),
  // As JavaScript writes it: without zeros behind the point that say nothing.
  fields: { numberValue: (row) => sql`trim_scale(${row('numberValue')})` },
  relations: { attribute: toOne('Attribute', 'attributeId'), account: toOne('Account', 'accountId') },
  orders: { KEY: ascending('key') },
  defaultOrder: 'KEY',
});
