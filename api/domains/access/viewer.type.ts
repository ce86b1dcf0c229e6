import { Field, ObjectType } from 'type-graphql';
import type { Related } from '../../platform/graphql/related';
import { Role, Scope } from '../../shared/access.rules';
import { Member } from '../members/member.type';

/** Who asks, and what they may do. */
@ObjectType({ description: 'Who asks, and what they may do: a member, or an integration with its API key.' })
export class Viewer {
  @Field(() => Member, { nullable: true, description: 'The signed-in member; null for integrations.' })
  member!: Related<Member> | null;

  @Field(() => Role, { nullable: true, description: 'The member’s role; null for integrations.' })
  role!: Role | null;

  @Field(() => String, { nullable: true, description: 'The name of the API key; null for members.' })
  apiKeyName!: string | null;

  @Field(() => [Scope], { description: 'The scopes of the API key; none for members.' })
  scopes!: Scope[];

  @Field(() => [String], {
    description: 'What they may do at all, for instance accounts.change; which rows is another matter.',
  })
  abilities!: string[];
}
