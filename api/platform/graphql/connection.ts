import { ArgsType, Field, Int, InterfaceType, ID, ObjectType, type ClassType } from 'type-graphql';

/** Where a page lies in its list. */
@ObjectType({ description: 'Where this page lies in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follows this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether something comes before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row of this page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row of this page.' })
  endCursor!: string | null;
}

/** Everything that has a global id. */
@InterfaceType({
  description: 'Anything that can be fetched again by its id.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque, global, and the same for ever.' })
  id!: string;
}

/** The paging arguments of every list: forward by `first`/`after` or backward by `last`/`before`. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description:
      'How many rows to give at most, from the start or after `after`; 50 unless said, 200 at most.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'A cursor: only rows after it.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many rows to give at most, from the end or before `before`.',
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'A cursor: only rows before it.' })
  before?: string | null;
}

/** The shape of every connection class. */
export interface ConnectionShape<Item> {
  edges: { cursor: string; node: Item }[];
  nodes: Item[];
  pageInfo: PageInfo;
  totalCount: number;
}

/** Makes the Relay connection of a type: `export const AccountConnection = connectionOf(Account, 'Account', 'accounts')`. */
export function connectionOf<Item extends object>(
  item: ClassType<Item>,
  name: string,
  plural: string,
): ClassType<ConnectionShape<Item>> {
  @ObjectType(`${name}Edge`, { description: `One of the ${plural}, and where it lies in the list.` })
  class Edge {
    @Field(() => String, { description: 'Where this row lies in the list, for `after` and `before`.' })
    cursor!: string;

    @Field(() => item, { description: 'The row itself.' })
    node!: Item;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${plural}.` })
  class Connection implements ConnectionShape<Item> {
    @Field(() => [Edge], { description: 'The rows of this page with their cursors.' })
    edges!: Edge[];

    @Field(() => [item], { description: 'The rows of this page, without cursors.' })
    nodes!: Item[];

    @Field(() => PageInfo, { description: 'Where this page lies in its list.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many rows the whole list has. Counted only when asked for.' })
    totalCount!: number;
  }
  return Connection;
}
