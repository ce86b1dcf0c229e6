import { Arg, Args, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import { answeredByReads, type Related } from '../../platform/graphql/related';
import { AlreadyTaken, resultOf, resultUnion, VersionConflict } from '../../platform/graphql/result';
import { CreateContactInput, UpdateContactInput } from './contact-changes.inputs';
import { ContactsArgs } from './contact.inputs';
import { ContactId } from './contact.rules';
import type { ContactService } from './contact.service';
import { Contact, ContactConnection } from './contact.type';

@ObjectType({ description: 'The contact is in the book.' })
export class CreateContactPayload {
  @Field(() => Contact, { description: 'The new contact.' })
  contact!: Related<Contact>;
}

@ObjectType({ description: 'The contact is changed.' })
export class UpdateContactPayload {
  @Field(() => Contact, { description: 'The contact as it is now.' })
  contact!: Related<Contact>;
}

const CreateContactResult = resultUnion(
  'CreateContactResult',
  'What came of createContact.',
  () => [CreateContactPayload, AlreadyTaken] as const,
);
const UpdateContactResult = resultUnion(
  'UpdateContactResult',
  'What came of updateContact.',
  () => [UpdateContactPayload, VersionConflict, AlreadyTaken] as const,
);

@Resolver()
export class ContactResolver {
  constructor(private readonly contacts: ContactService) {}

  @Query(() => Contact, {
    nullable: true,
    description: 'One contact; null where there is none that you may see.',
  })
  contact(@Arg('id', () => ID, { description: 'The contact’s id.' }) _id: string): never {
    return answeredByReads();
  }

  @Query(() => ContactConnection, {
    name: 'contacts',
    description: 'The customers’ people, of the accounts that you may see.',
  })
  list(@Args(() => ContactsArgs) _args: ContactsArgs): never {
    return answeredByReads();
  }

  @Mutation(() => CreateContactResult, { description: 'Adds a contact to the book, and to an account.' })
  createContact(
    @Arg('input', () => CreateContactInput, { description: 'The new contact.' }) input: CreateContactInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return answer(ctx, 'CreateContactPayload', this.contacts.create(ctx, input));
  }

  @Mutation(() => UpdateContactResult, {
    description:
      'Changes what is given of a contact; of one who has left your accounts only while they belong to no other.',
  })
  updateContact(
    @Arg('input', () => UpdateContactInput, { description: 'The changes.' }) input: UpdateContactInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return answer(ctx, 'UpdateContactPayload', this.contacts.update(ctx, input));
  }
}

function answer(ctx: RequestContext, typename: string, work: Promise<string>): Promise<object> {
  return resultOf(
    typename,
    work.then(async (id) => ({ contact: await ctx.reads.require(ContactId, id) })),
  );
}
