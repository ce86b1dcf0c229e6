import type { RequestContext, TransactionContext } from '../../context';
import { may, requireAbility, requireMember, type MemberActor } from '../../platform/auth/actor';
import type { Database } from '../../platform/database/database';
import { once } from '../../platform/database/idempotency';
import { insertRow, lockRow, takenWhen, updateRow } from '../../platform/database/writes';
import { BadInput, Forbidden } from '../../shared/errors';
import { Problems } from '../../shared/problems';
import { SavedViewEntity } from './saved-view.entity';
import type { CreateSavedViewInput, DeleteSavedViewInput, UpdateSavedViewInput } from './saved-view.inputs';
import { checkViewName, keptFilter, mostViews, SavedViewId, type ViewCheck } from './saved-view.rules';

const uniqueName = 'saved_view_name';

/** Views of lists that members keep for themselves, or share with everybody. */
export class SavedViewService {
  constructor(private readonly database: Database) {}

  /** Saves a view of the member who asks. `check` throws what the list would refuse. Gives its global id. */
  async create(ctx: RequestContext, input: CreateSavedViewInput, check: ViewCheck): Promise<string> {
    const member = requireViewer(ctx);
    const problems = new Problems();
    const name = input.name.trim();
    checkViewName(name, problems);
    const filter = keptFilter(input.filter ?? {}, problems);
    problems.throwIfAny();
    const { list, shared, orderBy = null } = input;
    check({ list, filter, orderBy });
    return this.database.transaction(ctx, 'createSavedView', (tx) =>
      once(tx, 'createSavedView', input, async () => {
        await requireRoom(tx, member);
        const values = { ownerId: member.id, list, name, filter, orderBy, shared };
        const view = await insertRow(tx.transaction.manager, SavedViewEntity, values).catch(
          (error: unknown) => {
            throw takenWhen(error, uniqueName, 'name', name);
          },
        );
        return SavedViewId.of(view.id);
      }),
    );
  }

  /** Changes a view, by its owner alone. */
  async update(ctx: RequestContext, input: UpdateSavedViewInput, check: ViewCheck): Promise<string> {
    const member = requireViewer(ctx);
    const problems = new Problems();
    problems.notNull(input, 'name', 'filter', 'shared');
    if (typeof input.name === 'string') checkViewName(input.name, problems);
    const filter =
      input.filter === undefined || input.filter === null ? undefined : keptFilter(input.filter, problems);
    problems.throwIfAny();
    const id = SavedViewId.parse(input.savedViewId, 'savedViewId');
    return this.database.transaction(ctx, 'updateSavedView', async (tx) => {
      const view = await lockRow(tx, SavedViewEntity, SavedViewId, id, 'savedViewId', input.version);
      if (view.ownerId !== member.id)
        throw new Forbidden(
          'Only its owner changes a saved view. Save one of your own with the same filter.',
        );
      const { orderBy, shared } = input;
      const patch = {
        ...definedOf({ filter, orderBy, shared }),
        ...(input.name === undefined ? {} : { name: input.name.trim() }),
      };
      check({ ...view, ...patch });
      await updateRow(tx.transaction.manager, SavedViewEntity, view, patch).catch((error: unknown) => {
        throw takenWhen(error, uniqueName, 'name', patch.name ?? view.name);
      });
      return input.savedViewId;
    });
  }

  /** Deletes a view: its owner does, and administrators delete what is shared. */
  async delete(ctx: RequestContext, input: DeleteSavedViewInput): Promise<string> {
    const member = requireViewer(ctx);
    const id = SavedViewId.parse(input.savedViewId, 'savedViewId');
    return this.database.transaction(ctx, 'deleteSavedView', async (tx) => {
      const view = await lockRow(tx, SavedViewEntity, SavedViewId, id, 'savedViewId', input.version);
      if (view.ownerId !== member.id && !may(ctx.actor, 'members.manage'))
        throw new Forbidden('Only its owner or an administrator deletes a saved view.');
      await tx.transaction.manager.delete(SavedViewEntity, { id });
      return input.savedViewId;
    });
  }
}

function requireViewer(ctx: RequestContext): MemberActor {
  requireAbility(ctx.actor, 'book.read');
  return requireMember(ctx.actor);
}

async function requireRoom(tx: TransactionContext, member: MemberActor): Promise<void> {
  const count = await tx.transaction.manager.countBy(SavedViewEntity, { ownerId: member.id });
  if (count < mostViews) return;
  throw new BadInput([
    {
      field: 'name',
      message: `You have ${mostViews} saved views.`,
      remedy: 'Delete one that you need no more.',
    },
  ]);
}

function definedOf<Values extends object>(
  values: Values,
): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
