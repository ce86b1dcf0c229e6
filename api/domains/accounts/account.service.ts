import type { RequestContext, TransactionContext } from '../../context';
import { requireAbility } from '../../platform/auth/actor';
import { todayIn } from '../../platform/calendar';
import type { Database } from '../../platform/database/database';
import { lockHierarchy } from '../../platform/database/hierarchy-lock';
import { once } from '../../platform/database/idempotency';
import { lockRow, updateRow } from '../../platform/database/writes';
import { BadInput, DomainError } from '../../shared/errors';
import { earliestDay, Problems } from '../../shared/problems';
import type { OnboardingService } from '../onboarding/onboarding.service';
import { AccountEntity } from './account.entity';
import type {
  ChurnAccountInput,
  CreateAccountInput,
  UpdateAccountInput,
  WinAccountInput,
} from './account.inputs';
import {
  AccountId,
  checkAccountValues,
  checkExternalIds,
  LifecycleStage,
  stageMayFollow,
} from './account.rules';
import { checkCurrency, checkParent, createAccountRow, replaceExternalIds } from './account.writes';

/** What happens to accounts, but for who looks after them (TeamService). */
export class AccountService {
  constructor(
    private readonly database: Database,
    private readonly onboardings: OnboardingService,
  ) {}

  /** Adds a prospect, with its owner. Gives its global id. */
  async create(ctx: RequestContext, input: CreateAccountInput): Promise<string> {
    requireAbility(ctx.actor, 'accounts.create');
    const problems = new Problems();
    checkAccountValues(nullsLeftOut(input), problems);
    checkExternalIds(input.externalIds, problems);
    problems.throwIfAny();
    return this.database.transaction(ctx, 'createAccount', (tx) =>
      once(tx, 'createAccount', input, async () => AccountId.of(await createAccountRow(tx, input))),
    );
  }

  /** Changes what is given. Winning and losing an account have mutations of their own. */
  async update(ctx: RequestContext, input: UpdateAccountInput): Promise<string> {
    requireAbility(ctx.actor, 'accounts.change');
    const problems = new Problems();
    problems.notNull(input, 'name', 'segment', 'tier', 'lifecycleStage', 'annualRecurringRevenue', 'domains');
    problems.notNull(input, 'externalIds', 'timeZone', 'language');
    problems.throwIfAny();
    checkAccountValues(input, problems);
    checkExternalIds(input.externalIds, problems);
    problems.throwIfAny();
    const id = AccountId.parse(input.accountId, 'accountId');
    return this.database.transaction(ctx, 'updateAccount', async (tx) => {
      if (input.parentId) await lockHierarchy(tx, 'account-hierarchy');
      const account = await lockRow(tx, AccountEntity, AccountId, id, 'accountId', input.version);
      const patch = await this.patchOf(tx, account, input);
      if (input.externalIds) await replaceExternalIds(tx, id, input.externalIds);
      // Its external ids are part of the account: changing them counts its version up as well.
      await updateRow(tx.transaction.manager, AccountEntity, account, patch, Boolean(input.externalIds));
      return input.accountId;
    });
  }

  /** A prospect becomes a customer, or a customer who had left comes back; the onboarding starts. */
  async win(ctx: RequestContext, input: WinAccountInput): Promise<string> {
    requireAbility(ctx.actor, 'accounts.change');
    const id = AccountId.parse(input.accountId, 'accountId');
    return this.database.transaction(ctx, 'winAccount', async (tx) => {
      const account = await lockRow(tx, AccountEntity, AccountId, id, 'accountId', input.version);
      requireWinnable(account);
      const wonOn = input.wonOn ?? todayIn(account.timeZone, tx.now);
      requirePastDay(tx, account, wonOn, 'wonOn');
      const lifecycleStage = LifecycleStage.ONBOARDING;
      await updateRow(tx.transaction.manager, AccountEntity, account, {
        lifecycleStage,
        wonOn,
        churnedOn: null,
      });
      await this.onboardings.startMany(tx, [{ rowId: id, wonOn }]);
      return input.accountId;
    });
  }

  /** A customer has left; what runs for it is ended. */
  async churn(ctx: RequestContext, input: ChurnAccountInput): Promise<string> {
    requireAbility(ctx.actor, 'accounts.change');
    const id = AccountId.parse(input.accountId, 'accountId');
    return this.database.transaction(ctx, 'churnAccount', async (tx) => {
      const account = await lockRow(tx, AccountEntity, AccountId, id, 'accountId', input.version);
      requireCustomer(account);
      const churnedOn = input.churnedOn ?? todayIn(account.timeZone, tx.now);
      requirePastDay(tx, account, churnedOn, 'churnedOn');
      if (account.wonOn !== null && churnedOn < account.wonOn) {
        throw problem(
          'churnedOn',
          `It is before the day on which it was won (${account.wonOn}).`,
          'Give a later day.',
        );
      }
      const lifecycleStage = LifecycleStage.CHURNED;
      await updateRow(tx.transaction.manager, AccountEntity, account, { lifecycleStage, churnedOn });
      await this.onboardings.cancelMany(tx, [id]);
      return input.accountId;
    });
  }

  private async patchOf(
    tx: TransactionContext,
    account: AccountEntity,
    input: UpdateAccountInput,
  ): Promise<Partial<AccountEntity>> {
    const { accountId, version, parentId, annualRecurringRevenue, lifecycleStage, externalIds, ...plain } =
      input;
    const patch: Partial<AccountEntity> = plain;
    if (annualRecurringRevenue) {
      await checkCurrency(tx, annualRecurringRevenue.currency, 'annualRecurringRevenue.currency');
      requireSameCurrency(account, annualRecurringRevenue.currency);
      patch.annualRecurringRevenue = annualRecurringRevenue.minorUnits;
      patch.currency = annualRecurringRevenue.currency;
    }
    if (parentId !== undefined) patch.parentId = await checkParent(tx, account.id, parentId);
    if (lifecycleStage && lifecycleStage !== account.lifecycleStage) {
      if (
        [LifecycleStage.CHURNED, LifecycleStage.ONBOARDING, LifecycleStage.PROSPECT].includes(lifecycleStage)
      ) {
        throw problem(
          'lifecycleStage',
          `${lifecycleStage} is not set by hand.`,
          'Use winAccount or churnAccount.',
        );
      }
      requireCustomer(account);
      patch.lifecycleStage = lifecycleStage;
    }
    return patch;
  }
}

/** Won is a prospect, or a customer who had left; whoever is a customer has been won. */
function requireWinnable({ lifecycleStage: stage }: AccountEntity): void {
  if (stageMayFollow(stage, LifecycleStage.ONBOARDING)) return;
  throw new DomainError('CONFLICT', `It has been won already: its stage is ${stage}.`);
}

/** Only a customer can leave, or be moved on by hand. */
function requireCustomer({ lifecycleStage: stage }: AccountEntity): void {
  if (stage === LifecycleStage.CHURNED)
    throw new DomainError('CONFLICT', 'It has left already. Where it comes back, win it again.');
  if (stage === LifecycleStage.PROSPECT)
    throw new DomainError('CONFLICT', 'It is no customer yet: its stage is PROSPECT. Win it first.');
}

function requirePastDay(tx: TransactionContext, account: AccountEntity, day: string, field: string): void {
  if (day < earliestDay) throw problem(field, `${day} is too long ago.`, 'Give a day from 1900 on.');
  if (day > todayIn(account.timeZone, tx.now))
    throw problem(field, `${day} is in the future.`, 'Give today or an earlier day.');
}

/** Amounts in another currency can't stand beside what was billed in the first. */
function requireSameCurrency(account: AccountEntity, currency: string): void {
  if (account.billedToDate === null || account.currency === currency) return;
  throw problem(
    'annualRecurringRevenue.currency',
    `The account's amounts are in ${account.currency}.`,
    `Give the amount in ${account.currency}.`,
  );
}

function problem(field: string, message: string, remedy: string): BadInput {
  return new BadInput([{ field, message, remedy }]);
}

/** In a creation null means the same as leaving out. */
function nullsLeftOut(input: CreateAccountInput) {
  return { ...input, domains: input.domains ?? undefined };
}
