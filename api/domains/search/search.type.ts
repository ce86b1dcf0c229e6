import { Field, Float, ObjectType } from 'type-graphql';
import { Node } from '../../platform/graphql/connection';
import type { Related } from '../../platform/graphql/related';
import { SearchKind } from './search.rules';

/** Something that a search found. */
@ObjectType({ description: 'Something that a search found.' })
export class SearchHit {
  @Field(() => SearchKind, { description: 'What it is.' })
  kind!: SearchKind;

  @Field(() => Float, { description: 'How well it fits, from 0 to 1. Comparable within one search only.' })
  rank!: number;

  @Field(() => String, { description: 'A line or two of it, as plain text: what to show in a list of hits.' })
  excerpt!: string;

  @Field(() => Node, {
    nullable: true,
    description: 'What was found. Null where it went away this moment.',
  })
  node!: Related<Node> | null;
}
