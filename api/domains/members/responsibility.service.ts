import type { EntityManager } from 'typeorm';
import { Refusal } from '../../shared/errors';
import { AccountId } from '../accounts/account.rules';
import { TaskId } from '../tasks/task.rules';
import { TeamAssignmentId } from '../teams/team.rules';
import { responsibilitiesNamed, ResponsibilityKind } from './member.rules';

/** What hangs on a member: how much in all, and the first of it by name. */
export interface Responsibilities {
  readonly total: number;
  readonly responsibilities: readonly { kind: ResponsibilityKind; id: string; name: string }[];
}

/** A member who is still responsible for something can't be taken away from it. */
export class StillResponsibleRefusal extends Refusal {
  readonly typename = 'StillResponsible';
  readonly details: { total: number; responsibilities: Responsibilities['responsibilities'] };

  constructor({ total, responsibilities }: Responsibilities) {
    const first = responsibilities.slice(0, 3).map(({ name }) => `"${name}"`);
    const more = total > first.length ? ` and ${total - first.length} more` : '';
    super('CONFLICT', `The member is still responsible for ${first.join(', ')}${more}. Hand it over first.`);
    this.details = { total, responsibilities };
  }
}

const idTypes = {
  [ResponsibilityKind.ACCOUNT_OWNER]: AccountId,
  [ResponsibilityKind.TEAM_MEMBER]: TeamAssignmentId,
  [ResponsibilityKind.OPEN_TASK]: TaskId,
};

/** What of some kinds hangs on a member; asked for administrators, who see the whole book. */
export async function responsibilitiesOf(
  manager: EntityManager,
  memberId: string,
  kinds: readonly ResponsibilityKind[] = Object.values(ResponsibilityKind),
): Promise<Responsibilities> {
  const rows: { kind: ResponsibilityKind; id: string; name: string; total: number }[] = await manager.query(
    `SELECT kind, id, name, count(*) OVER ()::integer AS total FROM (
       SELECT CASE ta.role WHEN 'OWNER' THEN 'ACCOUNT_OWNER' ELSE 'TEAM_MEMBER' END AS kind,
         CASE ta.role WHEN 'OWNER' THEN a.id ELSE ta.id END AS id, a.name
       FROM team_assignment ta JOIN account a ON a.id = ta.account_id
       WHERE ta.member_id = $1 AND ta.ended_at IS NULL
       UNION ALL
       SELECT 'OPEN_TASK', id, title FROM task WHERE owner_id = $1 AND status = 'OPEN') AS r
     WHERE kind = ANY ($2)
     ORDER BY array_position($2, kind), name, id LIMIT $3`,
    [memberId, kinds, responsibilitiesNamed],
  );
  const responsibilities = rows.map(({ kind, id, name }) => ({ kind, id: idTypes[kind].of(id), name }));
  return { total: rows[0]?.total ?? 0, responsibilities };
}
