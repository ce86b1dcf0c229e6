import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Field, ID, Info, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context';
import { listArguments } from '../../platform/graphql/list-arguments';
import { answeredByReads, type Related } from '../../platform/graphql/related';
import { AlreadyTaken, resultOf, resultUnion, VersionConflict } from '../../platform/graphql/result';
import {
  CreateSavedViewInput,
  DeleteSavedViewInput,
  SavedViewsArgs,
  UpdateSavedViewInput,
} from './saved-view.inputs';
import { listQueries, SavedViewId, type ViewCheck } from './saved-view.rules';
import type { SavedViewService } from './saved-view.service';
import { SavedView, SavedViewConnection } from './saved-view.type';

@ObjectType({ description: 'The view is saved.' })
export class CreateSavedViewPayload {
  @Field(() => SavedView, { description: 'The new view.' })
  savedView!: Related<SavedView>;
}

@ObjectType({ description: 'The view is changed.' })
export class UpdateSavedViewPayload {
  @Field(() => SavedView, { description: 'The view as it is now.' })
  savedView!: Related<SavedView>;
}

@ObjectType({ description: 'The view is gone.' })
export class DeleteSavedViewPayload {
  @Field(() => ID, { description: 'The id that it had.' })
  savedViewId!: string;
}

const CreateSavedViewResult = resultUnion(
  'CreateSavedViewResult',
  'What came of createSavedView.',
  () => [CreateSavedViewPayload, AlreadyTaken] as const,
);
const UpdateSavedViewResult = resultUnion(
  'UpdateSavedViewResult',
  'What came of updateSavedView.',
  () => [UpdateSavedViewPayload, VersionConflict, AlreadyTaken] as const,
);
const DeleteSavedViewResult = resultUnion(
  'DeleteSavedViewResult',
  'What came of deleteSavedView.',
  () => [DeleteSavedViewPayload, VersionConflict] as const,
);

@Resolver()
export class SavedViewResolver {
  constructor(private readonly views: SavedViewService) {}

  @Query(() => SavedView, {
    nullable: true,
    description: 'One saved view; null where there is none that you may see.',
  })
  savedView(@Arg('id', () => ID, { description: 'The view’s id.' }) _id: string): never {
    return answeredByReads();
  }

  @Query(() => SavedViewConnection, { description: 'Your saved views, and those that are shared.' })
  savedViews(@Args(() => SavedViewsArgs) _args: SavedViewsArgs): never {
    return answeredByReads();
  }

  @Mutation(() => CreateSavedViewResult, {
    description: 'Saves a filter and an order of a list under a name.',
  })
  createSavedView(
    @Arg('input', () => CreateSavedViewInput, { description: 'What is saved, and for whom.' })
    input: CreateSavedViewInput,
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const work = this.views
      .create(ctx, input, checkOf(ctx, info))
      .then(async (id) => ({ savedView: await ctx.reads.require(SavedViewId, id) }));
    return resultOf('CreateSavedViewPayload', work);
  }

  @Mutation(() => UpdateSavedViewResult, { description: 'Changes a saved view of your own.' })
  updateSavedView(
    @Arg('input', () => UpdateSavedViewInput, { description: 'What is changed.' })
    input: UpdateSavedViewInput,
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const work = this.views
      .update(ctx, input, checkOf(ctx, info))
      .then(async (id) => ({ savedView: await ctx.reads.require(SavedViewId, id) }));
    return resultOf('UpdateSavedViewPayload', work);
  }

  @Mutation(() => DeleteSavedViewResult, {
    description: 'Deletes a saved view of your own. Administrators may delete what is shared.',
  })
  deleteSavedView(
    @Arg('input', () => DeleteSavedViewInput, { description: 'Which view goes.' })
    input: DeleteSavedViewInput,
    @Ctx() ctx: RequestContext,
  ): Promise<object> {
    const work = this.views.delete(ctx, input).then((savedViewId) => ({ savedViewId }));
    return resultOf('DeleteSavedViewPayload', work);
  }
}

/** What the list itself would refuse: only the schema knows its arguments, and only its reads what they mean. */
function checkOf(ctx: RequestContext, { schema }: GraphQLResolveInfo): ViewCheck {
  return ({ list, filter, orderBy }) => {
    const query = listQueries[list];
    ctx.reads.checkList(query, listArguments(schema, query, { filter, orderBy }));
  };
}
