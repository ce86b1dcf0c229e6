import { Arg, Args, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import { answeredByReads, type Related } from '../../platform/graphql/related';
import { AlreadyTaken, resultOf, resultUnion, VersionConflict } from '../../platform/graphql/result';
import {
  AccountsArgs,
  ChurnAccountInput,
  CreateAccountInput,
  UpdateAccountInput,
  WinAccountInput,
} from './account.inputs';
import { AccountId } from './account.rules';
import type { AccountService } from './account.service';
import { Account, AccountConnection } from './account.type';

@ObjectType({ description: 'The account is in the book.' })
export class CreateAccountPayload {
  @Field(() => Account, { description: 'The new account.' })
  account!: Related<Account>;
}

@ObjectType({ description: 'The account is changed.' })
export class UpdateAccountPayload {
  @Field(() => Account, { description: 'The account as it is now.' })
  account!: Related<Account>;
}

@ObjectType({ description: 'The account is won.' })
export class WinAccountPayload {
  @Field(() => Account, { description: 'The account; its onboarding is about to start.' })
  account!: Related<Account>;
}

@ObjectType({ description: 'The account has left.' })
export class ChurnAccountPayload {
  @Field(() => Account, { description: 'The account as it is now.' })
  account!: Related<Account>;
}

const CreateAccountResult = resultUnion(
  'CreateAccountResult',
  'What came of createAccount.',
  () => [CreateAccountPayload, AlreadyTaken] as const,
);
const UpdateAccountResult = resultUnion(
  'UpdateAccountResult',
  'What came of updateAccount.',
  () => [UpdateAccountPayload, VersionConflict, AlreadyTaken] as const,
);
const WinAccountResult = resultUnion(
  'WinAccountResult',
  'What came of winAccount.',
  () => [WinAccountPayload, VersionConflict] as const,
);
const ChurnAccountResult = resultUnion(
  'ChurnAccountResult',
  'What came of churnAccount.',
  () => [ChurnAccountPayload, VersionConflict] as const,
);

@Resolver()
export class AccountResolver {
  constructor(private readonly accounts: AccountService) {}

  @Query(() => Account, {
    nullable: true,
    description: 'One account; null where there is none that you may see.',
  })
  account(@Arg('id', () => ID, { description: 'The account’s id.' }) _id: string): never {
    return answeredByReads();
  }

  @Query(() => Account, {
    nullable: true,
    description:
      'The account that another system calls by this id; null where there is none that you may see.',
  })
  accountByExternalId(
    @Arg('source', () => String, { description: 'The other system, for instance crm.' }) _source: string,
    @Arg('externalId', () => String, { description: 'The id that it uses.' }) _externalId: string,
  ): never {
    return answeredByReads();
  }

  @Query(() => AccountConnection, { name: 'accounts', description: 'The accounts that you may see.' })
  list(@Args(() => AccountsArgs) _args: AccountsArgs): never {
    return answeredByReads();
  }

  @Mutation(() => CreateAccountResult, { description: 'Adds a prospect to the book, with its owner.' })
  createAccount(
    @Arg('input', () => CreateAccountInput, { description: 'The new account.' }) input: CreateAccountInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return answer(ctx, 'CreateAccountPayload', this.accounts.create(ctx, input));
  }

  @Mutation(() => UpdateAccountResult, { description: 'Changes what is given of an account.' })
  updateAccount(
    @Arg('input', () => UpdateAccountInput, { description: 'The changes.' }) input: UpdateAccountInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return answer(ctx, 'UpdateAccountPayload', this.accounts.update(ctx, input));
  }

  @Mutation(() => WinAccountResult, {
    description: 'An account is won: it becomes a customer, and its onboarding starts.',
  })
  winAccount(
    @Arg('input', () => WinAccountInput, { description: 'Which account, and when.' }) input: WinAccountInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return answer(ctx, 'WinAccountPayload', this.accounts.win(ctx, input));
  }

  @Mutation(() => ChurnAccountResult, { description: 'A customer has left: what runs for it is ended.' })
  churnAccount(
    @Arg('input', () => ChurnAccountInput, { description: 'Which account, and when.' })
    input: ChurnAccountInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return answer(ctx, 'ChurnAccountPayload', this.accounts.churn(ctx, input));
  }
}

function answer(ctx: RequestContext, typename: string, work: Promise<string>): Promise<object> {
  return resultOf(
    typename,
    work.then(async (id) => ({ account: await ctx.reads.require(AccountId, id) })),
  );
}
