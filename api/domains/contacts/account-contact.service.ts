import type { RequestContext, TransactionContext } from '../../context';
import { requireAbility } from '../../platform/auth/actor';
import { todayIn } from '../../platform/calendar';
import type { Database } from '../../platform/database/database';
import { once } from '../../platform/database/idempotency';
import { insertRow, lockRow, takenWhen, updateRow } from '../../platform/database/writes';
import { AlreadyTakenRefusal, DomainError } from '../../shared/errors';
import { Problems } from '../../shared/problems';
import { AccountEntity } from '../accounts/account.entity';
import { AccountId } from '../accounts/account.rules';
import type { OnboardingService } from '../onboarding/onboarding.service';
import { AccountContactEntity } from './contact.entity';
import type {
  AddContactToAccountInput,
  ContactAccountInput,
  UpdateAccountContactInput,
} from './contact-changes.inputs';
import { AccountContactId, checkContactRoles, checkStay, ContactId } from './contact.rules';
import { requireChangeable } from './contact.writes';

const onePlace = 'account_contact_once';

/** What the customers' people are to accounts. Nothing is removed: leaving ends a place, coming back opens another. */
export class AccountContactService {
  constructor(
    private readonly database: Database,
    private readonly onboardings: OnboardingService,
  ) {}

  /** Adds a contact to an account; refused as taken where they belong to it now. Gives the place's global id. */
  async add(ctx: RequestContext, input: AddContactToAccountInput): Promise<string> {
    requireAbility(ctx.actor, 'contacts.change');
    const contactId = ContactId.parse(input.contactId, 'contactId');
    return this.database.transaction(ctx, 'addContactToAccount', (tx) =>
      once(tx, 'addContactToAccount', input, async () => {
        await tx.reads.requireVisible(tx.transaction.manager, ContactId, contactId, 'contactId');
        await requireChangeable(tx, contactId);
        return this.insert(tx, contactId, input);
      }),
    );
  }

  /** Changes roles and days. A day of leaving ends the place; null takes the leaving back. */
  async update(ctx: RequestContext, input: UpdateAccountContactInput): Promise<string> {
    requireAbility(ctx.actor, 'contacts.change');
    const { roles, joinedOn, leftOn } = input;
    const problems = new Problems();
    problems.notNull(input, 'roles');
    if (roles) checkContactRoles(roles, problems);
    problems.throwIfAny();
    const id = AccountContactId.parse(input.accountContactId, 'accountContactId');
    return this.database.transaction(ctx, 'updateAccountContact', async (tx) => {
      const { manager } = tx.transaction;
      const place = await lockRow(
        tx,
        AccountContactEntity,
        AccountContactId,
        id,
        'accountContactId',
        input.version,
      );
      // Taking a leaving back gives the person a place, as adding them does.
      if (place.leftOn !== null && leftOn === null) await requireChangeable(tx, place.contactId);
      const stay = { joinedOn: place.joinedOn, leftOn: place.leftOn, ...given({ joinedOn, leftOn }) };
      await requireStay(tx, place.accountId, stay.joinedOn, stay.leftOn);
      await updateRow(manager, AccountContactEntity, place, given({ roles, joinedOn, leftOn })).catch(
        (error: unknown) => {
          throw cameBack(error);
        },
      );
      await this.onboardings.contactsChanged(tx, [place.accountId]);
      return input.accountContactId;
    });
  }

  /** Opens a place in an account that the actor sees, inside a transaction. `at` says where in the input it stands. */
  async insert(
    tx: TransactionContext,
    contactId: string,
    input: ContactAccountInput,
    at = '',
  ): Promise<string> {
    const { manager } = tx.transaction;
    const problems = new Problems();
    checkContactRoles(input.roles, problems, `${at}roles`);
    problems.throwIfAny();
    const accountId = AccountId.parse(input.accountId, `${at}accountId`);
    await tx.reads.requireVisible(manager, AccountId, accountId, `${at}accountId`);
    const joinedOn = input.joinedOn ?? null;
    await requireStay(tx, accountId, joinedOn, null, at);
    const values = { accountId, contactId, roles: input.roles, joinedOn, leftOn: null };
    const place = await insertRow(manager, AccountContactEntity, values).catch((error: unknown) => {
      throw takenWhen(error, onePlace, 'contactId', ContactId.of(contactId));
    });
    await this.onboardings.contactsChanged(tx, [accountId]);
    return AccountContactId.of(place.id);
  }
}

async function requireStay(
  tx: TransactionContext,
  accountId: string,
  joinedOn: string | null,
  leftOn: string | null,
  at = '',
): Promise<void> {
  if (joinedOn === null && leftOn === null) return;
  const where = { id: accountId };
  const { timeZone } = await tx.transaction.manager.findOneByOrFail(AccountEntity, where);
  const today = todayIn(timeZone, tx.now);
  const problems = new Problems();
  checkStay(joinedOn, leftOn, today, problems, at);
  problems.throwIfAny();
}

/** Taking a leaving back where the person belongs to the account again by a later place. */
function cameBack(error: unknown): unknown {
  if (!(takenWhen(error, onePlace, 'leftOn', '') instanceof AlreadyTakenRefusal)) return error;
  return new DomainError(
    'CONFLICT',
    'This person has come back to the account since: change their open place there.',
  );
}

/** The values that are given, without those that are left out. */
function given<Values extends object>(
  values: Values,
): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
