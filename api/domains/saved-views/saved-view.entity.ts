import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SavedViewList } from './saved-view.rules';

/** Which rows of a list a member looks at again and again, in which order. */
@Entity('saved_view')
export class SavedViewEntity {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()' })
  id!: string;

  @Column('uuid')
  ownerId!: string;

  @Column('text')
  list!: SavedViewList;

  @Column('text')
  name!: string;

  @Column('jsonb')
  filter!: Record<string, unknown>;

  @Column('text', { nullable: true })
  orderBy!: string | null;

  @Column('boolean')
  shared!: boolean;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
