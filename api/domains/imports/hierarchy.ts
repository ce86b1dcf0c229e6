import type { TransactionContext } from '../../context';
import { lockHierarchy, type HierarchyName } from '../../platform/database/hierarchy-lock';
import type { ImportRow } from './import-row';
import { rowsInCircles } from './references';

interface HierarchyTable {
  readonly table: 'account' | 'contact';
  readonly parent: 'parent_id' | 'reports_to_id';
  /** Changes of the hierarchy are made one at a time, by this lock that the mutations take as well. */
  readonly lock: HierarchyName;
  /** The field of the file that names the parent. */
  readonly field: string;
}

/** A row of the file that gives its row of the table a parent. */
interface Placed {
  readonly row: ImportRow<unknown>;
  readonly id: string;
  readonly parentId: string | null;
}

/** Who stands above whom. In a dry run it remembers what would have been written, so that later rows find it. */
export class Hierarchy {
  private readonly plannedIds = new Map<string, string>();
  private readonly plannedParents = new Map<string, string | null>();

  constructor(private readonly where: HierarchyTable) {}

  lock(tx: TransactionContext): Promise<void> {
    return lockHierarchy(tx, this.where.lock);
  }

  /** What a dry run would have made before, by external id. */
  planned(externalId: string): string | undefined {
    return this.plannedIds.get(externalId);
  }

  plan(externalId: string, id: string, parentId: string | null): void {
    this.plannedIds.set(externalId, id);
    this.plannedParents.set(id, parentId);
  }

  /** Refuses the rows that would stand above themselves. A row refused keeps its old place, so we look again. */
  async refuseCircles(tx: TransactionContext, placed: readonly Placed[]): Promise<void> {
    let left = placed.filter(({ row }) => row.open);
    while (left.length > 0) {
      const places = new Map(this.plannedParents);
      for (const { id, parentId } of left) places.set(id, parentId);
      const inCircles = await rowsInCircles(tx.transaction.manager, this.where, places);
      const wrong = left.filter(({ id }) => inCircles.has(id));
      if (wrong.length === 0) return;
      for (const { row } of wrong) {
        row.refuse(
          this.where.field,
          'It stands below this row, directly or through others.',
          'Name one that stands above, or correct the other first.',
        );
      }
      left = left.filter(({ row }) => row.open);
    }
  }
}
