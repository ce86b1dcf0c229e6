import type { RequestContext } from '../../context';
import { requireAbility } from '../../platform/auth/actor';
import type { Database } from '../../platform/database/database';
import { once } from '../../platform/database/idempotency';
import { insertRow } from '../../platform/database/writes';
import { Problems } from '../../shared/problems';
import { ContactId } from '../contacts/contact.rules';
import { ConsentEntity } from './consent.entity';
import type { RecordConsentInput } from './consent.inputs';
import { checkConsent, ConsentId } from './consent.rules';

/** What customers' people have agreed to. */
export class ConsentService {
  constructor(private readonly database: Database) {}

  /**
   * Writes down that somebody agreed to something or took it back, by whoever sees them and may change contacts: a
   * person who has moved on takes back what they said as well. Gives its global id.
   */
  async record(ctx: RequestContext, input: RecordConsentInput): Promise<string> {
    requireAbility(ctx.actor, 'contacts.change');
    const { purpose, granted, source, evidence, givenAt = null } = input;
    const problems = new Problems();
    checkConsent(input, ctx.now, problems);
    problems.throwIfAny();
    const contactId = ContactId.parse(input.contactId, 'contactId');
    return this.database.transaction(ctx, 'recordConsent', (tx) =>
      once(tx, 'recordConsent', input, async () => {
        const { manager } = tx.transaction;
        await tx.reads.requireVisible(manager, ContactId, contactId, 'contactId');
        const consent = await insertRow(manager, ConsentEntity, {
          contactId,
          purpose,
          granted,
          source,
          evidence: evidence.trim(),
          givenAt: givenAt === null ? tx.now : new Date(givenAt),
          recordedById: tx.actor.kind === 'MEMBER' ? tx.actor.id : null,
        });
        return ConsentId.of(consent.id);
      }),
    );
  }
}
