import type { EntityManager } from 'typeorm';
import type { TransactionContext } from '../../context';
import { TeamRole } from '../teams/team.rules';
import { dayOf, startOfDay, todayIn } from '../../platform/calendar';
import { day, externalId, lowerCase, said, text, type ValuesOf } from './field-types';
import { ImportKind } from './import.rules';
import type { Importer, ImportRun } from './importer';
import type { ImportRow } from './import-row';
import {
  accountsByExternalId,
  membersByEmail,
  noAccount,
  noColleague,
  noMember,
  type ReferredAccount,
  type ReferredMember,
} from './references';
import { stayMeant } from './stays.rules';
import { insertRows, newIds, sameRow, selection, updateRows, type TableShape } from './table-writes';

const teamFields = {
  account_external_id: externalId,
  member_email: lowerCase,
  role: text,
  specialty: text,
  started_on: day,
  ended_on: day,
};

type Values = ValuesOf<typeof teamFields>;
type Row = ImportRow<Values>;

interface AssignmentRow {
  id: string;
  account_id: string;
  member_id: string;
  role: TeamRole;
  specialty: string | null;
  started_at: string;
  ended_at: string | null;
}

const shape: TableShape & { readonly columns: Record<keyof AssignmentRow, string> } = {
  table: 'team_assignment',
  columns: {
    id: 'uuid',
    account_id: 'uuid',
    member_id: 'uuid',
    role: 'text',
    specialty: 'text',
    started_at: 'timestamptz',
    ended_at: 'timestamptz',
  },
};

interface Change {
  readonly row: Row;
  readonly before: AssignmentRow | undefined;
  readonly after: AssignmentRow;
}

/** Who of ours looked after which account, from when to when. Owners of today come with the accounts. */
export class TeamImporter implements Importer<typeof teamFields> {
  readonly kind = ImportKind.TEAM;
  readonly operation = 'importTeam';
  readonly fields = teamFields;
  readonly key = ['account_external_id', 'member_email', 'role'];
  readonly neededToCreate = [];

  constructor(private readonly run: ImportRun) {}

  identity(values: Values): string {
    const {
      account_external_id: account,
      member_email: email,
      role,
      started_on: start,
      ended_on: end,
    } = values;
    return JSON.stringify([account, email, role, end ? (start ?? '') : '', end ?? '']);
  }

  check(row: Row): void {
    const { role, specialty, started_on: start, ended_on: end } = row.values;
    row.check((problems) => {
      if (role) problems.oneOf(role, Object.values(TeamRole), 'role');
      problems.optionalText(specialty, 'specialty', 100);
    });
    if (start && end && end < start)
      row.refuse('ended_on', `It is before ${start}.`, 'Correct one of the two days.');
  }

  async importBatch(tx: TransactionContext, rows: readonly Row[]): Promise<void> {
    const { manager } = tx.transaction;
    const { accounts, members } = await this.referencesOf(manager, rows);
    const there = await this.stored(
      manager,
      [...accounts.values()].map(({ id }) => id),
    );
    const changes = rows.flatMap((row) => this.changeOf(row, accounts, members, there));
    const ids = await newIds(manager, changes.filter(({ before }) => before === undefined).length);
    for (const { row, before, after } of changes) {
      if (before === undefined) after.id = ids.pop() ?? '';
      row.outcome =
        before === undefined
          ? 'created'
          : sameRow(shape, { ...before }, { ...after })
            ? 'unchanged'
            : 'updated';
    }
    if (this.run.dryRun) return;
    const written = (outcome: string) =>
      changes.filter(({ row }) => row.outcome === outcome).map(({ after }) => ({ ...after }));
    // First what ends, then what begins: a member has one open place of a role at a time.
    await updateRows(manager, shape, written('updated'));
    await insertRows(manager, shape, written('created'));
  }

  async checkRefused(tx: TransactionContext, rows: readonly Row[]): Promise<void> {
    const { accounts, members } = await this.referencesOf(tx.transaction.manager, rows);
    for (const row of rows) {
      const { account_external_id: externalId, member_email: email, ended_on: end } = row.values;
      if (externalId && !accounts.has(externalId)) {
        const { message, remedy } = noAccount(externalId, this.run.source);
        row.refuse('account_external_id', message, remedy);
      }
      // Whoever was in a team may have left since; whoever is in it works here.
      const ended = Boolean(end) || row.isTold('ended_on');
      const member = members.get(email ?? '');
      if (!email || (ended ? member !== undefined : member?.active === true)) continue;
      const { message, remedy } = (ended ? noMember : noColleague)(email);
      row.refuse('member_email', message, remedy);
    }
  }

  private async referencesOf(
    manager: EntityManager,
    rows: readonly Row[],
  ): Promise<{ accounts: Map<string, ReferredAccount>; members: Map<string, ReferredMember> }> {
    const accounts = await accountsByExternalId(
      manager,
      this.run.source,
      rows.map(({ values }) => values.account_external_id),
    );
    const members = await membersByEmail(
      manager,
      rows.map(({ values }) => values.member_email),
    );
    return { accounts, members };
  }

  private changeOf(
    row: Row,
    accounts: ReadonlyMap<string, ReferredAccount>,
    members: ReadonlyMap<string, ReferredMember>,
    there: ReadonlyMap<string, AssignmentRow[]>,
  ): Change[] {
    const {
      account_external_id: externalId,
      member_email: email,
      role,
      started_on: start,
      ended_on: end,
    } = row.values;
    const account = accounts.get(externalId ?? '');
    const member = members.get(email ?? '');
    const missing = {
      account: noAccount(externalId ?? '', this.run.source),
      member: (end ? noMember : noColleague)(email ?? ''),
    };
    if (account === undefined)
      row.refuse('account_external_id', missing.account.message, missing.account.remedy);
    if (member === undefined) row.refuse('member_email', missing.member.message, missing.member.remedy);
    if (account === undefined || member === undefined) return [];
    const candidates = there.get([account.id, member.id, role].join()) ?? [];
    const zone = account.time_zone;
    const stays = candidates.map((stored) => ({
      stored,
      start: dayOf(stored.started_at, zone),
      end: stored.ended_at && dayOf(stored.ended_at, zone),
    }));
    const before = stayMeant(stays, start, end)?.stored;
    // Each place is taken by one row of the file.
    if (before !== undefined) candidates.splice(candidates.indexOf(before), 1);
    const after = this.merge(row, before, account, member);
    this.checkPlace(row, before, after, account, member);
    return row.open ? [{ row, before, after }] : [];
  }

  private merge(
    row: Row,
    before: AssignmentRow | undefined,
    account: ReferredAccount,
    member: ReferredMember,
  ): AssignmentRow {
    const { role, specialty, started_on: start, ended_on: end } = row.values;
    const zone = account.time_zone;
    // A moment of the day that the file names is more exact than the file.
    const moment = (day: string, known: string | null | undefined): string =>
      known && dayOf(known, zone) === day ? known : startOfDay(day, zone);
    const startedAt = start
      ? moment(start, before?.started_at)
      : (before?.started_at ?? this.run.now.toISOString());
    const ended = end ? moment(end, before?.ended_at) : end;
    return {
      id: before?.id ?? '',
      account_id: account.id,
      member_id: member.id,
      // The checks before know the role to be one.
      role: role as TeamRole,
      specialty: said(specialty, before?.specialty),
      started_at: startedAt,
      // On the day of the start, the day's beginning would be before it.
      ended_at: ended && ended < startedAt ? startedAt : said(ended, before?.ended_at),
    };
  }

  private checkPlace(
    row: Row,
    before: AssignmentRow | undefined,
    after: AssignmentRow,
    account: ReferredAccount,
    member: ReferredMember,
  ): void {
    const { ended_on: end, started_on: start } = row.values;
    const open = after.ended_at === null;
    const owner = after.role === TeamRole.OWNER;
    const today = todayIn(account.time_zone, this.run.now);
    for (const [field, given] of Object.entries({ started_on: start, ended_on: end })) {
      if (given && given > today)
        row.refuse(field, `It is in the future: it is ${today} there.`, 'Give today or an earlier day.');
    }
    if (end && !start && before === undefined) {
      row.refuse(
        'started_on',
        'A place that has ended has begun on some day.',
        'Give that day as YYYY-MM-DD.',
      );
    }
    if (open && !member.active) {
      const { message, remedy } = noColleague(row.values.member_email ?? '');
      row.refuse('member_email', message, remedy);
    }
    if (owner && open !== (before?.ended_at === null)) {
      const remedy =
        'Change the owner with owner_email in a file of accounts; say in ended_on when others were it.';
      row.refuse('role', 'An account has exactly one owner.', remedy);
    }
    if (before === undefined && this.run.updateOnly) {
      row.refuse('member_email', 'There is no such place to update.', 'Import without updateOnly to add it.');
    }
  }

  private async stored(
    manager: EntityManager,
    accountIds: readonly string[],
  ): Promise<Map<string, AssignmentRow[]>> {
    if (accountIds.length === 0) return new Map();
    const rows: AssignmentRow[] = await manager.query(
      `SELECT ${selection(shape, 't')} FROM team_assignment t WHERE account_id = ANY ($1)
       ORDER BY t.id ${this.run.dryRun ? '' : 'FOR NO KEY UPDATE'}`,
      [accountIds],
    );
    return Map.groupBy(rows, (row) => [row.account_id, row.member_id, row.role].join());
  }
}
