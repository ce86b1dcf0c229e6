import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import type { Row } from '../reads/connection-rows';
import { Node } from './connection';

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Anything by its id; null where there is none that you may see.',
  })
  node(
    @Arg('id', () => ID, { description: 'Any id that a query gave you.' }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Row | null> {
    return ctx.reads.node(id);
  }
}
