import type { RequestContext, TransactionContext } from '../../context';
import { may, requireAbility } from '../../platform/auth/actor';
import type { Database } from '../../platform/database/database';
import { lockHierarchy } from '../../platform/database/hierarchy-lock';
import { once } from '../../platform/database/idempotency';
import { insertRow, lockRow, updateRow } from '../../platform/database/writes';
import { Problems } from '../../shared/problems';
import { checkExternalIds } from '../accounts/account.rules';
import type { OnboardingService } from '../onboarding/onboarding.service';
import type { AccountContactService } from './account-contact.service';
import { ContactEntity } from './contact.entity';
import type { CreateContactInput, UpdateContactInput } from './contact-changes.inputs';
import { checkContactRoles, checkContactValues, ContactId } from './contact.rules';
import { addExternalIds, checkReportsTo, replaceExternalIds, requireChangeable } from './contact.writes';

/** The customers' people. What each is to an account is AccountContactService's. */
export class ContactService {
  constructor(
    private readonly database: Database,
    private readonly accountContacts: AccountContactService,
    private readonly onboardings: OnboardingService,
  ) {}

  /** Adds a contact, to an account as well where one is named. Gives the contact's global id. */
  async create(ctx: RequestContext, input: CreateContactInput): Promise<string> {
    requireAbility(ctx.actor, 'contacts.change');
    const email = normalEmail(input.email);
    const problems = new Problems();
    checkContactValues({ ...input, email }, problems);
    checkExternalIds(input.externalIds, problems);
    if (input.account) checkContactRoles(input.account.roles, problems, 'account.roles');
    // Who sees only own and shared accounts could not see the new contact.
    problems.require(
      Boolean(input.account) || may(ctx.actor, 'book.read.whole'),
      'account',
      'It is missing.',
      'Name the account that the person belongs to.',
    );
    problems.throwIfAny();
    return this.database.transaction(ctx, 'createContact', (tx) =>
      once(tx, 'createContact', input, () => this.insert(tx, input, email ?? null)),
    );
  }

  /** Changes what is given of a contact. */
  async update(ctx: RequestContext, input: UpdateContactInput): Promise<string> {
    requireAbility(ctx.actor, 'contacts.change');
    const { contactId, version, reportsToId, externalIds, ...plain } = input;
    const email = normalEmail(input.email);
    const problems = new Problems();
    problems.notNull(input, 'name', 'externalIds');
    checkExternalIds(externalIds, problems);
    // Hours are checked against the other end that stays, once the row is at hand.
    checkContactValues({ ...plain, email, hoursFrom: null, hoursUntil: null }, problems);
    problems.throwIfAny();
    const id = ContactId.parse(contactId, 'contactId');
    return this.database.transaction(ctx, 'updateContact', async (tx) => {
      if (reportsToId) await lockHierarchy(tx, 'contact-reporting-lines');
      const contact = await lockRow(tx, ContactEntity, ContactId, id, 'contactId', version);
      await requireChangeable(tx, id);
      checkHoursOf(contact, input);
      const patch: Partial<ContactEntity> = { ...plain, ...(email === undefined ? {} : { email }) };
      if (plain.name !== undefined) patch.name = plain.name.trim();
      if (reportsToId !== undefined) {
        patch.reportsToId = reportsToId === null ? null : await checkReportsTo(tx, id, reportsToId);
      }
      if (externalIds) await replaceExternalIds(tx, id, externalIds);
      await updateRow(tx.transaction.manager, ContactEntity, contact, patch, Boolean(externalIds));
      if (email !== undefined && email !== contact.email) await this.onboardings.addressesChanged(tx, [id]);
      return contactId;
    });
  }

  private async insert(
    tx: TransactionContext,
    input: CreateContactInput,
    email: string | null,
  ): Promise<string> {
    const reportsToId = input.reportsToId ? await checkReportsTo(tx, null, input.reportsToId) : null;
    const contact = await insertRow(tx.transaction.manager, ContactEntity, {
      name: input.name.trim(),
      email,
      phone: input.phone ?? null,
      title: input.title ?? null,
      seniority: input.seniority ?? null,
      preferredChannel: input.preferredChannel ?? null,
      language: input.language ?? null,
      timeZone: input.timeZone ?? null,
      hoursFrom: input.hoursFrom ?? null,
      hoursUntil: input.hoursUntil ?? null,
      reportsToId,
    });
    await addExternalIds(tx, contact.id, input.externalIds ?? []);
    if (input.account) await this.accountContacts.insert(tx, contact.id, input.account, 'account.');
    return ContactId.of(contact.id);
  }
}

function normalEmail(email: string | null | undefined): string | null | undefined {
  return email === null || email === undefined ? email : email.trim().toLowerCase();
}

function checkHoursOf(contact: ContactEntity, input: UpdateContactInput): void {
  const problems = new Problems();
  const { hoursFrom = contact.hoursFrom?.slice(0, 5), hoursUntil = contact.hoursUntil?.slice(0, 5) } = input;
  checkContactValues({ hoursFrom, hoursUntil }, problems);
  problems.throwIfAny();
}
