import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';

/** The orders in which sessions are listed. */
export enum SessionOrder {
  NEWEST = 'NEWEST',
}
registerEnumType(SessionOrder, {
  name: 'SessionOrder',
  description: 'The orders in which sessions are listed.',
  valuesConfig: { NEWEST: { description: 'Latest sign-in first.' } },
});

@InputType({ description: 'Narrows a list of sessions. What is left out doesn’t narrow.' })
export class SessionFilter {
  @Field(() => ID, {
    nullable: true,
    description: 'Whose sessions; your own unless said. Those of others are for administrators.',
  })
  memberId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: those that can be used. False: those that have ended.',
  })
  live?: boolean | null;
}

@ArgsType()
export class SessionsArgs extends PageArgs {
  @Field(() => SessionFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: SessionFilter | null;

  @Field(() => SessionOrder, { defaultValue: SessionOrder.NEWEST, description: 'The order of the list.' })
  orderBy!: SessionOrder;
}

@InputType({ description: 'Who signs in.' })
export class SignInInput {
  @Field(() => String, { description: 'The member’s e-mail address, in any case.' })
  email!: string;

  @Field(() => String, { description: 'The member’s password.' })
  password!: string;
}

@InputType({ description: 'A new password for yourself.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password that you have now.' })
  currentPassword!: string;

  @Field(() => String, { description: 'The one that you want: 12 characters or more.' })
  newPassword!: string;
}

@InputType({ description: 'Ends a session.' })
export class RevokeSessionInput {
  @Field(() => ID, { description: 'The session: one of your own or, for administrators, anybody’s.' })
  sessionId!: string;
}
