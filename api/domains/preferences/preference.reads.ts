import sql from 'sql-template-tag';
import { declareReads, descending, toOne } from '../../platform/reads/declaration';
import { oneOf } from '../../platform/reads/expressions';
import { contactVisible } from '../contacts/contact.reads';
import { PreferenceEntity } from './preference.entity';
import type { PreferenceFilter } from './preference.inputs';
import { PreferenceId } from './preference.rules';

export const preferenceReads = declareReads<PreferenceEntity, PreferenceFilter>({
  id: PreferenceId,
  entity: PreferenceEntity,
  visibleTo: (row, viewer) => contactVisible(row('contactId'), viewer),
  relations: { contact: toOne('Contact', 'contactId'), notedBy: toOne('Member', 'notedById') },
  orders: { LATEST: descending('notedAt') },
  defaultOrder: 'LATEST',
  filters: {
    kinds: (row, kinds) => oneOf(row('kind'), kinds),
    subjects: (row, subjects) => oneOf(row('subject'), subjects),
    current: (row, current) =>
      current.decide((wanted) => wanted)
        ? sql`${row('withdrawnAt')} IS NULL`
        : sql`${row('withdrawnAt')} IS NOT NULL`,
  },
});
