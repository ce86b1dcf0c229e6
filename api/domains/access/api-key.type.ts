import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Node, connectionOf } from '../../platform/graphql/connection';
import type { Related } from '../../platform/graphql/related';
import { DateTimeScalar } from '../../platform/graphql/scalars';
import { Scope } from '../../shared/access.rules';
import { Member } from '../members/member.type';

registerEnumType(Scope, {
  name: 'Scope',
  description: 'What an API key may be used for.',
  valuesConfig: {
    ACCOUNTS_READ: {
      description: 'Read the whole book: accounts, contacts, teams, timelines, tasks, members.',
    },
    ACCOUNTS_WRITE: {
      description:
        'Create, change and move accounts, and change contacts. Reads the whole book too, as ACCOUNTS_READ does.',
    },
    TIMELINE_WRITE: {
      description: 'Write timeline entries and tasks. Reads the whole book too, as ACCOUNTS_READ does.',
    },
    IMPORT: {
      description: 'Load files of accounts, contacts, teams, timelines and tasks. Reads nothing by itself.',
    },
  },
});

/** How an integration shows who it is. */
@ObjectType({
  implements: Node,
  description: 'How an integration shows who it is. Its secret is shown once, when it is made.',
})
export class ApiKey extends Node {
  @Field(() => String, { description: 'Which integration uses it; the audit names it so.' })
  name!: string;

  @Field(() => String, { description: 'How its secret begins, to tell keys apart.' })
  hint!: string;

  @Field(() => [Scope], { description: 'What it may be used for.' })
  scopes!: Scope[];

  @Field(() => Boolean, { description: 'Whether it can be used: neither expired nor revoked.' })
  live!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends by itself; null for never.' })
  expiresAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last used, to the minute; null for never.',
  })
  lastUsedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked; null where nobody did.' })
  revokedAt!: string | null;

  @Field(() => Member, { description: 'Who made it. It goes on working when they leave.' })
  createdBy!: Related<Member>;
}

export const ApiKeyConnection = connectionOf(ApiKey, 'ApiKey', 'API keys');
