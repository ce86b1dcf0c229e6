import type { RequestContext } from '../../context';
import { requireAbility } from '../../platform/auth/actor';
import type { Database } from '../../platform/database/database';
import { once } from '../../platform/database/idempotency';
import { insertRow, lockRow, updateRow } from '../../platform/database/writes';
import { Problems } from '../../shared/problems';
import { ContactId } from '../contacts/contact.rules';
import { PreferenceEntity } from './preference.entity';
import type { NotePreferenceInput, WithdrawPreferenceInput } from './preference.inputs';
import { checkPreference, PreferenceId } from './preference.rules';

/** What customers' people like, dislike and don't accept. */
export class PreferenceService {
  constructor(private readonly database: Database) {}

  /** Notes a preference of somebody whom the actor sees. Gives its global id. */
  async note(ctx: RequestContext, input: NotePreferenceInput): Promise<string> {
    requireAbility(ctx.actor, 'contacts.change');
    const { kind, subject, words, source, notedAt = null } = input;
    const problems = new Problems();
    checkPreference(input, ctx.now, problems);
    problems.throwIfAny();
    const contactId = ContactId.parse(input.contactId, 'contactId');
    return this.database.transaction(ctx, 'notePreference', (tx) =>
      once(tx, 'notePreference', input, async () => {
        const { manager } = tx.transaction;
        await tx.reads.requireVisible(manager, ContactId, contactId, 'contactId');
        const preference = await insertRow(manager, PreferenceEntity, {
          contactId,
          kind,
          subject,
          words: words.trim(),
          source,
          notedAt: notedAt === null ? tx.now : new Date(notedAt),
          notedById: tx.actor.kind === 'MEMBER' ? tx.actor.id : null,
        });
        return PreferenceId.of(preference.id);
      }),
    );
  }

  /** The preference holds no more. Again changes nothing. */
  async withdraw(ctx: RequestContext, input: WithdrawPreferenceInput): Promise<string> {
    requireAbility(ctx.actor, 'contacts.change');
    const { preferenceId, version } = input;
    const id = PreferenceId.parse(preferenceId, 'preferenceId');
    return this.database.transaction(ctx, 'withdrawPreference', async (tx) => {
      const preference = await lockRow(tx, PreferenceEntity, PreferenceId, id, 'preferenceId', version);
      if (preference.withdrawnAt !== null) return preferenceId;
      // Noted by a clock that was ahead of ours.
      const withdrawnAt = preference.notedAt > tx.now ? preference.notedAt : tx.now;
      await updateRow(tx.transaction.manager, PreferenceEntity, preference, { withdrawnAt });
      return preferenceId;
    });
  }
}
