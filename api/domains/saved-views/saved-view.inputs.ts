import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection';
import { JsonScalar } from '../../platform/graphql/scalars';
import { SavedViewList } from './saved-view.rules';

registerEnumType(SavedViewList, {
  name: 'SavedViewList',
  description: 'The lists of which a view can be saved.',
  valuesConfig: {
    ACCOUNTS: { description: 'Query.accounts; the filter is an AccountFilter.' },
    CONTACTS: { description: 'Query.contacts; the filter is a ContactFilter.' },
    TASKS: { description: 'Query.tasks; the filter is a TaskFilter.' },
    TIMELINE: { description: 'Query.timeline; the filter is a TimelineFilter.' },
    ONBOARDINGS: { description: 'Query.onboardings; the filter is an OnboardingFilter.' },
    AUDIT_ENTRIES: { description: 'Query.auditEntries; the filter is an AuditEntryFilter.' },
  },
});

/** The orders in which saved views are listed. */
export enum SavedViewOrder {
  NAME = 'NAME',
  NEWEST = 'NEWEST',
}
registerEnumType(SavedViewOrder, {
  name: 'SavedViewOrder',
  description: 'The orders in which saved views are listed.',
  valuesConfig: {
    NAME: { description: 'By name.' },
    NEWEST: { description: 'Latest saved first.' },
  },
});

@InputType({ description: 'Narrows a list of saved views. What is left out doesn’t narrow.' })
export class SavedViewFilter {
  @Field(() => [SavedViewList], { nullable: true, description: 'Views of one of these lists.' })
  lists?: SavedViewList[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only your own. False: only those that others share.',
  })
  mine?: boolean | null;
}

@ArgsType()
export class SavedViewsArgs extends PageArgs {
  @Field(() => SavedViewFilter, { nullable: true, description: 'Narrows the list.' })
  filter?: SavedViewFilter | null;

  @Field(() => SavedViewOrder, { defaultValue: SavedViewOrder.NAME, description: 'The order of the list.' })
  orderBy!: SavedViewOrder;
}

@InputType({ description: 'A view to be saved.' })
export class CreateSavedViewInput {
  @Field(() => SavedViewList, { description: 'The list that it is a view of.' })
  list!: SavedViewList;

  @Field(() => String, { description: 'What you call it; you have one view of a list by that name.' })
  name!: string;

  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'The list’s filter, as you send it in a variable. What is relative stays so: silentForDays, dueWithinDays, withinDays, mine. All of the list unless said.',
  })
  filter?: unknown;

  @Field(() => String, {
    nullable: true,
    description: 'One of the list’s orders, by its name; the list’s own order unless said.',
  })
  orderBy?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether everybody may use it. They see what they may see by it, not what you see.',
  })
  shared!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Repeat the request with the same key, and it happens once. A random UUID, for instance.',
  })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Changes to a saved view of your own. What is left out stays.' })
export class UpdateSavedViewInput {
  @Field(() => ID, { description: 'The view.' })
  savedViewId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'What you call it.' })
  name?: string;

  @Field(() => JsonScalar, { nullable: true, description: 'The list’s filter; replaces what was there.' })
  filter?: unknown;

  @Field(() => String, {
    nullable: true,
    description: 'One of the list’s orders; null for the list’s own order.',
  })
  orderBy?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether everybody may use it.' })
  shared?: boolean;
}

@InputType({ description: 'A saved view is not needed any more.' })
export class DeleteSavedViewInput {
  @Field(() => ID, { description: 'The view: your own or, for administrators, one that is shared.' })
  savedViewId!: string;

  @Field(() => Int, { description: 'The version that you read; another one is refused.' })
  version!: number;
}
