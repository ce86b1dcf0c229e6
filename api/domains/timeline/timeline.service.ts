import type { RequestContext, TransactionContext } from '../../context';
import { may, requireAbility, type Actor } from '../../platform/auth/actor';
import type { Database } from '../../platform/database/database';
import { once } from '../../platform/database/idempotency';
import { lockRow, updateRow } from '../../platform/database/writes';
import { AlreadyTakenRefusal, Forbidden } from '../../shared/errors';
import type { IdType } from '../../shared/ids';
import { Problems } from '../../shared/problems';
import { checkSource, ownSource } from '../../shared/sources.rules';
import { AccountId } from '../accounts/account.rules';
import { ContactId } from '../contacts/contact.rules';
import { MemberId } from '../members/member.rules';
import { TimelineEntryEntity } from './timeline.entity';
import type { AddTimelineEntryInput, UpdateTimelineEntryInput } from './timeline.inputs';
import { checkTimelineValues, hasDirection, TimelineEntryId, type TimelineValues } from './timeline.rules';
import {
  participantsOf,
  replaceParticipants,
  requireParticipants,
  writeEntries,
  type NewTimelineEntry,
} from './timeline.writes';

/** How many participants of one side an entry may have. */
const mostParticipants = 200;

/** What happened with customers, written down by members, integrations and the system. */
export class TimelineService {
  constructor(private readonly database: Database) {}

  /** Adds an entry in the actor's name. Gives its global id. */
  async add(ctx: RequestContext, input: AddTimelineEntryInput): Promise<string> {
    requireAbility(ctx.actor, 'timeline.write');
    const { externalId: origin = null } = input;
    const values = newValues(ctx, input);
    const problems = new Problems();
    checkTimelineValues(values, ctx.now, problems);
    if (origin !== null) {
      checkSource(origin.source, 'externalId.source', problems);
      problems.text(origin.externalId, 'externalId.externalId');
    }
    checkNumbers(input, problems);
    problems.throwIfAny();
    const accountId = AccountId.parse(input.accountId, 'accountId');
    const authorId = authorOf(ctx.actor);
    const self = ctx.actor.kind === 'MEMBER' ? [ctx.actor.id] : [];
    const memberIds = parseAll(input.memberIds, MemberId, 'memberIds') ?? self;
    const contactIds = parseAll(input.contactIds, ContactId, 'contactIds') ?? [];
    return this.database.transaction(ctx, 'addTimelineEntry', (tx) =>
      once(tx, 'addTimelineEntry', input, async () => {
        await tx.reads.requireVisible(tx.transaction.manager, AccountId, accountId, 'accountId');
        await requireParticipants(tx, accountId, { memberIds, contactIds });
        const entry = { ...values, accountId, authorId, memberIds, contactIds, origin };
        const [rowId = null] = await writeEntries(tx, [entry]);
        if (rowId !== null) return TimelineEntryId.of(rowId);
        throw new AlreadyTakenRefusal('externalId', `${origin?.source}: ${origin?.externalId}`);
      }),
    );
  }

  /** Corrects an entry, but for the system's own: its author, those who lead, and integrations what came from elsewhere. */
  async update(ctx: RequestContext, input: UpdateTimelineEntryInput): Promise<string> {
    requireAbility(ctx.actor, 'timeline.write');
    const problems = new Problems();
    problems.notNull(input, 'kind', 'subject', 'body', 'occurredAt', 'memberIds', 'contactIds');
    checkNumbers(input, problems);
    problems.throwIfAny();
    const id = TimelineEntryId.parse(input.entryId, 'entryId');
    return this.database.transaction(ctx, 'updateTimelineEntry', async (tx) => {
      const entry = await lockRow(tx, TimelineEntryEntity, TimelineEntryId, id, 'entryId', input.version);
      requireCorrectable(ctx.actor, entry);
      const patch = patchOf(entry, input);
      const found = new Problems();
      checkTimelineValues({ ...entry, ...patch }, ctx.now, found);
      found.throwIfAny();
      const changed = await this.updateParticipants(tx, entry, input);
      // A change of participants alone counts as a change of the entry.
      await updateRow(tx.transaction.manager, TimelineEntryEntity, entry, patch, changed);
      return input.entryId;
    });
  }

  /**
   * Writes entries inside an open transaction, for those who have checked what they say: the sender of messages,
   * workflows. Any number in one statement, and all or none: an origin that is there already fails the transaction,
   * since what the system did must not go missing. Gives the row ids.
   */
  async record(tx: TransactionContext, entries: readonly NewTimelineEntry[]): Promise<string[]> {
    const written = await writeEntries(tx, entries);
    return written.map((id, index) => {
      if (id !== null) return id;
      const { source, externalId } = entries[index]?.origin ?? {};
      throw new Error(`The timeline has an entry of ${source}: ${externalId} already.`);
    });
  }

  private async updateParticipants(
    tx: TransactionContext,
    entry: TimelineEntryEntity,
    input: UpdateTimelineEntryInput,
  ): Promise<boolean> {
    const memberIds = parseAll(input.memberIds, MemberId, 'memberIds');
    const contactIds = parseAll(input.contactIds, ContactId, 'contactIds');
    if (memberIds === undefined && contactIds === undefined) return false;
    const before = await participantsOf(tx, entry.id);
    const after = { memberIds: memberIds ?? before.memberIds, contactIds: contactIds ?? before.contactIds };
    await requireParticipants(tx, entry.accountId, after, before);
    return replaceParticipants(tx, entry.id, before, after);
  }
}

function newValues(ctx: RequestContext, input: AddTimelineEntryInput) {
  return {
    kind: input.kind,
    direction: input.direction ?? null,
    occurredAt: input.occurredAt ? new Date(input.occurredAt) : ctx.now,
    subject: input.subject.trim(),
    body: input.body ?? '',
  } satisfies TimelineValues;
}

function patchOf(entry: TimelineEntryEntity, input: UpdateTimelineEntryInput): Partial<TimelineEntryEntity> {
  const { kind, subject, body, direction, occurredAt } = input;
  const patch: Partial<TimelineEntryEntity> = {};
  if (kind !== undefined) patch.kind = kind;
  if (subject !== undefined) patch.subject = subject.trim();
  if (body !== undefined) patch.body = body;
  if (occurredAt !== undefined) patch.occurredAt = new Date(occurredAt);
  if (direction !== undefined) patch.direction = direction;
  // A call that turns out to be a note has no direction any more; nobody has to say so.
  else if (entry.direction !== null && kind !== undefined && !hasDirection(kind)) patch.direction = null;
  return patch;
}

function authorOf(actor: Actor): string | null {
  if (actor.kind === 'MEMBER') return actor.id;
  return actor.kind === 'SYSTEM' ? (actor.onBehalfOfId ?? null) : null;
}

function requireCorrectable(actor: Actor, entry: TimelineEntryEntity): void {
  // What the system did stays as it was, whoever asks: it is the proof of what a customer was sent.
  if (entry.source === ownSource) {
    throw new Forbidden(
      'This is Mainstay’s own record, which nobody corrects. Add an entry of your own instead.',
    );
  }
  if (mayCorrect(actor, entry)) return;
  throw new Forbidden(
    'Only who wrote an entry, or who leads, may correct it. Add an entry of your own instead.',
  );
}

function mayCorrect(actor: Actor, entry: TimelineEntryEntity): boolean {
  switch (actor.kind) {
    case 'MEMBER':
      return entry.authorId === actor.id || may(actor, 'accounts.move');
    case 'INTEGRATION':
      return entry.source !== null;
    default:
      return actor.kind === 'SYSTEM';
  }
}

function checkNumbers(
  input: { memberIds?: string[] | null; contactIds?: string[] | null },
  problems: Problems,
): void {
  for (const field of ['memberIds', 'contactIds'] as const) {
    const number = input[field]?.length ?? 0;
    problems.require(
      number <= mostParticipants,
      field,
      `${number} are too many.`,
      `Name ${mostParticipants} at most.`,
    );
  }
}

/** Row ids, each once and in the order given; undefined where none were given. */
function parseAll(
  ids: readonly string[] | null | undefined,
  type: IdType,
  field: string,
): string[] | undefined {
  if (ids === null || ids === undefined) return undefined;
  return [...new Set(ids.map((id, index) => type.parse(id, `${field}.${index}`)))];
}
