import { Args, Query, Resolver } from 'type-graphql';
import { answeredByReads } from '../../platform/graphql/related';
import { SearchArgs } from './search.inputs';
import { SearchHit } from './search.type';

@Resolver()
export class SearchResolver {
  @Query(() => [SearchHit], {
    description:
      'The best hits among what you may see, the best first. A list to choose from, without pages: what isn’t among the first hits is found by searching for more of it. Of entries of the timeline the latest thousand that fit are ranked.',
  })
  search(@Args(() => SearchArgs) _args: SearchArgs): never {
    return answeredByReads();
  }
}
