import { Field, ObjectType } from 'type-graphql';
import { Node, connectionOf } from '../../platform/graphql/connection';
import type { Related } from '../../platform/graphql/related';
import { DateTimeScalar } from '../../platform/graphql/scalars';
import { Member } from '../members/member.type';

/** A member's sign-in on one device. */
@ObjectType({ implements: Node, description: 'A member’s sign-in on one device.' })
export class Session extends Node {
  @Field(() => Boolean, { description: 'Whether it is the session that asks.' })
  current!: boolean;

  @Field(() => Boolean, { description: 'Whether it can be used: neither expired nor ended.' })
  live!: boolean;

  @Field(() => String, { nullable: true, description: 'The program that signed in, as it calls itself.' })
  userAgent!: string | null;

  @Field(() => String, { nullable: true, description: 'The network address that signed in.' })
  address!: string | null;

  @Field(() => DateTimeScalar, { description: 'When the member signed in.' })
  createdAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it was last used, to the minute.' })
  lastSeenAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it ends by itself.' })
  expiresAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When somebody ended it before; null where nobody did.',
  })
  revokedAt!: string | null;

  @Field(() => Member, { description: 'Whose it is.' })
  member!: Related<Member>;
}

export const SessionConnection = connectionOf(Session, 'Session', 'sessions');
