import { Query, Resolver } from 'type-graphql';
import { answeredByReads } from '../../platform/graphql/related';
import { EngineRoom } from './engine-room.type';

@Resolver()
export class EngineRoomResolver {
  @Query(() => EngineRoom, {
    description: 'What is under way, and what got stuck. For those who run the deployment or lead.',
  })
  engineRoom(): never {
    return answeredByReads();
  }
}
