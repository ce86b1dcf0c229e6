import { Query, Resolver } from 'type-graphql';
import { answeredByReads } from '../../platform/graphql/related';
import { Viewer } from './viewer.type';

@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, { nullable: true, description: 'Who you are; null where you are not signed in.' })
  me(): never {
    return answeredByReads();
  }
}
