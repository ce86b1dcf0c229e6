import { Arg, Args, Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import { answeredByReads, type Related } from '../../platform/graphql/related';
import { AlreadyTaken, resultOf, resultUnion, VersionConflict } from '../../platform/graphql/result';
import { AddTimelineEntryInput, TimelineArgs, UpdateTimelineEntryInput } from './timeline.inputs';
import { TimelineEntryId } from './timeline.rules';
import type { TimelineService } from './timeline.service';
import { TimelineEntry, TimelineEntryConnection } from './timeline.type';

@ObjectType({ description: 'The entry is in the timeline.' })
export class AddTimelineEntryPayload {
  @Field(() => TimelineEntry, { description: 'The new entry.' })
  entry!: Related<TimelineEntry>;
}

@ObjectType({ description: 'The entry is corrected.' })
export class UpdateTimelineEntryPayload {
  @Field(() => TimelineEntry, { description: 'The entry as it is now.' })
  entry!: Related<TimelineEntry>;
}

const AddTimelineEntryResult = resultUnion(
  'AddTimelineEntryResult',
  'What came of addTimelineEntry.',
  () => [AddTimelineEntryPayload, AlreadyTaken] as const,
);
const UpdateTimelineEntryResult = resultUnion(
  'UpdateTimelineEntryResult',
  'What came of updateTimelineEntry.',
  () => [UpdateTimelineEntryPayload, VersionConflict] as const,
);

@Resolver()
export class TimelineResolver {
  constructor(private readonly timeline: TimelineService) {}

  @Query(() => TimelineEntryConnection, {
    name: 'timeline',
    description: 'What happened with the customers that you may see, newest first.',
  })
  list(@Args(() => TimelineArgs) _args: TimelineArgs): never {
    return answeredByReads();
  }

  @Mutation(() => AddTimelineEntryResult, { description: 'Writes down what happened with a customer.' })
  addTimelineEntry(
    @Arg('input', () => AddTimelineEntryInput, { description: 'The new entry.' })
    input: AddTimelineEntryInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return answer(ctx, 'AddTimelineEntryPayload', this.timeline.add(ctx, input));
  }

  @Mutation(() => UpdateTimelineEntryResult, {
    description:
      'Corrects an entry; for who wrote it, and for leaders. Nobody corrects what Mainstay itself recorded.',
  })
  updateTimelineEntry(
    @Arg('input', () => UpdateTimelineEntryInput, { description: 'The corrections.' })
    input: UpdateTimelineEntryInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    return answer(ctx, 'UpdateTimelineEntryPayload', this.timeline.update(ctx, input));
  }
}

function answer(ctx: RequestContext, typename: string, work: Promise<string>): Promise<object> {
  return resultOf(
    typename,
    work.then(async (id) => ({ entry: await ctx.reads.require(TimelineEntryId, id) })),
  );
}
