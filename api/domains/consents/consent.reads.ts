import { declareReads, descending, toOne } from '../../platform/reads/declaration';
import { oneOf } from '../../platform/reads/expressions';
import { contactVisible } from '../contacts/contact.reads';
import { ConsentEntity } from './consent.entity';
import type { ConsentFilter } from './consent.inputs';
import { ConsentId } from './consent.rules';

/** Seen by whoever sees the person: nobody is to write to them without knowing. */
export const consentReads = declareReads<ConsentEntity, ConsentFilter>({
  id: ConsentId,
  entity: ConsentEntity,
  visibleTo: (row, viewer) => contactVisible(row('contactId'), viewer),
  relations: { contact: toOne('Contact', 'contactId'), recordedBy: toOne('Member', 'recordedById') },
  orders: { LATEST: descending('givenAt') },
  defaultOrder: 'LATEST',
  filters: { purposes: (row, purposes) => oneOf(row('purpose'), purposes) },
});
