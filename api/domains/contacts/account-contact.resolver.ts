import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import type { Related } from '../../platform/graphql/related';
import { AlreadyTaken, resultOf, resultUnion, VersionConflict } from '../../platform/graphql/result';
import type { AccountContactService } from './account-contact.service';
import { AccountContact } from './account-contact.type';
import { AddContactToAccountInput, UpdateAccountContactInput } from './contact-changes.inputs';
import { AccountContactId } from './contact.rules';

@ObjectType({ description: 'The contact belongs to the account.' })
export class AddContactToAccountPayload {
  @Field(() => AccountContact, { description: 'What the person is to the account.' })
  accountContact!: Related<AccountContact>;
}

@ObjectType({ description: 'What the person is to the account is changed.' })
export class UpdateAccountContactPayload {
  @Field(() => AccountContact, {
    description: 'What the person is to the account now, or was when they left.',
  })
  accountContact!: Related<AccountContact>;
}

const AddContactToAccountResult = resultUnion(
  'AddContactToAccountResult',
  'What came of addContactToAccount.',
  () => [AddContactToAccountPayload, AlreadyTaken] as const,
);
const UpdateAccountContactResult = resultUnion(
  'UpdateAccountContactResult',
  'What came of updateAccountContact.',
  () => [UpdateAccountContactPayload, VersionConflict] as const,
);

@Resolver()
export class AccountContactResolver {
  constructor(private readonly accountContacts: AccountContactService) {}

  @Mutation(() => AddContactToAccountResult, {
    description:
      'Adds a contact to an account; one who has left your accounts only while they belong to no other.',
  })
  addContactToAccount(
    @Arg('input', () => AddContactToAccountInput, { description: 'Who, where and as what.' })
    input: AddContactToAccountInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return answer(ctx, 'AddContactToAccountPayload', this.accountContacts.add(ctx, input));
  }

  @Mutation(() => UpdateAccountContactResult, {
    description: 'Changes what a person is to an account, or says that they left it.',
  })
  updateAccountContact(
    @Arg('input', () => UpdateAccountContactInput, { description: 'The changes.' })
    input: UpdateAccountContactInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return answer(ctx, 'UpdateAccountContactPayload', this.accountContacts.update(ctx, input));
  }
}

function answer(ctx: RequestContext, typename: string, work: Promise<string>): Promise<object> {
  return resultOf(
    typename,
    work.then(async (id) => ({ accountContact: await ctx.reads.require(AccountContactId, id) })),
  );
}
