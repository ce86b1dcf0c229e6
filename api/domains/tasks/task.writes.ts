import type { TransactionContext } from '../../context';
import { roleMay, type Role } from '../../shared/access.rules';
import { BadInput } from '../../shared/errors';

/** A task that a workflow asks for. All ids are UUIDs of rows. */
export interface WorkflowTask {
  /** What it is for, unique for ever: `onboarding:<run>:decision-maker`. */
  readonly purpose: string;
  readonly accountId: string;
  /** An active member who sees the account; its owner always does. */
  readonly ownerId: string;
  readonly title: string;
  readonly detail: string;
  /** YYYY-MM-DD, or null for no day. */
  readonly dueOn: string | null;
}

/** A problem that names the field, unless the member works here and sees the account. Holds until the commit. */
export async function requireTaskOwner(
  tx: TransactionContext,
  accountId: string,
  memberId: string,
  field: string,
): Promise<void> {
  // The lock keeps the member from being made inactive before we are done; the foreign key would refuse us then.
  const [member] = await tx.transaction.manager.query<
    { name: string; role: Role; active: boolean; in_team: boolean }[]
  >(
    `SELECT name, role, active, EXISTS (SELECT FROM team_assignment ta
       WHERE ta.account_id = $2 AND ta.member_id = member.id AND ta.ended_at IS NULL) AS in_team
     FROM member WHERE id = $1 FOR KEY SHARE`,
    [memberId, accountId],
  );
  if (member === undefined) refuse(field, 'No member has this id.', 'Use the id of a member who works here.');
  if (!member.active) {
    refuse(field, `${member.name} doesn't work here any more.`, 'Give the task to somebody who does.');
  }
  if (!member.in_team && !roleMay(member.role, 'book.read.whole')) {
    refuse(
      field,
      `${member.name} doesn't see this account.`,
      'Put them into its team first, or name somebody who is.',
    );
  }
}

/** Inserts the task unless one of its purpose is there; gives the row id of the one that is there in the end. */
export async function insertTaskOnce(tx: TransactionContext, task: WorkflowTask): Promise<string> {
  const { manager } = tx.transaction;
  const { purpose, accountId, ownerId, title, detail, dueOn } = task;
  const [made] = await manager.query<{ id: string }[]>(
    `INSERT INTO task (purpose, account_id, owner_id, title, detail, due_on, source)
     VALUES ($1, $2, $3, $4, $5, $6, 'WORKFLOW') ON CONFLICT (purpose) DO NOTHING RETURNING id`,
    [purpose, accountId, ownerId, title, detail, dueOn],
  );
  if (made !== undefined) return made.id;
  const [there] = await manager.query<[{ id: string }]>('SELECT id FROM task WHERE purpose = $1', [purpose]);
  return there.id;
}

function refuse(field: string, message: string, remedy: string): never {
  throw new BadInput([{ field, message, remedy }]);
}
