import { Field, Int, ObjectType } from 'type-graphql';
import { Node, connectionOf } from '../../platform/graphql/connection';
import type { Related } from '../../platform/graphql/related';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars';
import { Member } from '../members/member.type';
import { SavedViewList } from './saved-view.rules';

/** A filter and an order of a list, kept under a name. */
@ObjectType({
  implements: Node,
  description:
    'A filter and an order of a list, kept under a name: your own, or one that somebody shares with everybody.',
})
export class SavedView extends Node {
  @Field(() => SavedViewList, { description: 'The list that it is a view of.' })
  list!: SavedViewList;

  @Field(() => String, { description: 'What its owner calls it.' })
  name!: string;

  @Field(() => JsonScalar, { description: 'The list’s filter: send it as the variable of that argument.' })
  filter!: unknown;

  @Field(() => String, { nullable: true, description: 'The list’s order; null for its own.' })
  orderBy!: string | null;

  @Field(() => Boolean, { description: 'Whether everybody may use it.' })
  shared!: boolean;

  @Field(() => Boolean, { description: 'Whether it is your own.' })
  mine!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was saved first.' })
  createdAt!: string;

  @Field(() => Int, { description: 'Counts changes; send it back when you change the view.' })
  version!: number;

  @Field(() => Member, {
    description: 'Whose it is. A view that is shared stays when its owner leaves the company.',
  })
  owner!: Related<Member>;
}

export const SavedViewConnection = connectionOf(SavedView, 'SavedView', 'saved views');
