import sql, { join } from 'sql-template-tag';
import type { Composition } from '../../../api/composition';
import { encodeCursor } from '../../../api/platform/reads/cursor';
import type { ReadType } from '../../../api/platform/reads/read-type';
import { awkwardTexts, moment } from './awkward-values';
import { attributeKeys } from './attribute-rows';
import type { Random } from './random';

/** What can be asked for of one type. */
interface OfType {
  readonly ids: readonly string[];
  /** Cursors by order, as the lists of the type give them. */
  readonly cursors: ReadonlyMap<string, readonly string[]>;
}

const forgedCursors = ['', 'bogus', 'WyJOQU1FIl0', 'bnVsbA', '["NAME"]', 'WyJOQU1FIiwiXHUwMDAwIiwieCJd'];
const forgedIds = [
  '',
  'x',
  'acc_',
  'acc_0',
  '_',
  "acc_' OR true --",
  '0',
  'nobody_01994c1e-0000-7000-8000-000000000000',
];
const pieces = [
  '%',
  '_',
  '\\',
  "'",
  '"',
  'o',
  'İ',
  'ß',
  'é',
  '👩',
  ' ',
  '',
  '\u2028',
  'PLAIN',
  '$1',
  '\\u0041',
];
const searches = [
  'plane',
  'obrien sons',
  '"two lines"',
  'bell OR longer',
  'longer -families',
  'istanbul',
  'e',
  '***',
  '-',
];
const emails = [
  "o'person.1@customer.example",
  " O'PERSON.4@customer.example ",
  'nobody@customer.example',
  '%',
];

/** Values to ask with: mostly those that are in the book, some that could be, and a few that can't. */
export class BookValues {
  private constructor(
    private readonly byType: ReadonlyMap<string, OfType>,
    private readonly externalIds: readonly { source: string; externalId: string }[],
  ) {}

  static async read({ reads, database }: Composition): Promise<BookValues> {
    const byType = new Map<string, OfType>();
    const cells = async (type: ReadType, order: string): Promise<string[][]> => {
      const keys = type.orderKeys(type.order(order).order, 't').map((key) => sql`${key.sql}::text`);
      const statement = sql`SELECT ARRAY[${join(keys)}] AS keys FROM ${type.table} t ORDER BY t.id`;
      const { rows } = await database.pool.query<{ keys: string[] }>(statement);
      return rows.map((row) => row.keys);
    };
    for (const type of reads.types()) {
      const orders = Object.keys(type.declaration.orders);
      const rows = await cells(type, type.declaration.defaultOrder);
      const cursors = new Map<string, string[]>();
      for (const order of orders)
        cursors.set(
          order,
          (await cells(type, order)).map((keys) => encodeCursor(order, keys)),
        );
      byType.set(type.name, { ids: rows.map((keys) => type.declaration.id.of(keys.at(-1) ?? '')), cursors });
    }
    const { rows } = await database.pool.query<{ source: string; externalId: string }>(
      `SELECT source, external_id AS "externalId" FROM account_external_id
       UNION ALL SELECT source, external_id FROM contact_external_id ORDER BY 1, 2`,
    );
    return new BookValues(byType, rows);
  }

  /** The names of all types that have ids. */
  get types(): string[] {
    return [...this.byType.keys()];
  }

  /** An id of the type; now and then one of another, of nothing, or none at all. */
  id(random: Random, type: string): string {
    const kind = random.weighted({ right: 84, any: 7, missing: 5, forged: 4 });
    if (kind === 'forged') return random.pick(forgedIds);
    const { ids } = this.of(kind === 'any' ? random.pick(this.types) : type);
    // Of a type that is new there may be nothing in the book yet.
    const id = ids.length === 0 ? random.pick(forgedIds) : random.pick(ids);
    return kind === 'missing' ? id.replace(/_.*/, `_${random.uuid()}`) : id;
  }

  /** A cursor of a list of the type in the order; now and then one of another, or none at all. */
  cursor(random: Random, type: string, order: string): string {
    const kind = random.weighted({ right: 90, any: 6, forged: 4 });
    if (kind === 'forged') return random.pick(forgedCursors);
    const { cursors } = this.of(kind === 'any' ? random.pick(this.types) : type);
    const list = cursors.get(order) ?? [...cursors.values()][0] ?? [];
    return list.length === 0 ? '' : random.pick(list);
  }

  /** What a text is compared with, by the name of the argument or field. */
  text(random: Random, name: string): string {
    if (random.chance(0.02)) return random.pick(['\0', 'a\0b', '\ud800', 'x'.repeat(3_000)]);
    switch (name) {
      case 'search':
        return random.chance(0.4) ? random.pick(pieces) : this.part(random);
      case 'text':
        return random.chance(0.3) ? random.pick(searches) : this.part(random, 12);
      case 'email':
        return random.pick(emails);
      case 'key':
        return random.pick(attributeKeys);
      case 'domain':
        return random.pick(['a.example', 'NULL', '{}', '', ...awkwardTexts]);
      default:
        return random.pick(this.externalIds)[name === 'source' ? 'source' : 'externalId'];
    }
  }

  /** What some account or contact is called elsewhere. */
  externalId(random: Random): { source: string; externalId: string } {
    return random.pick(this.externalIds);
  }

  day(random: Random): string {
    return random.pick(['2024-02-29', '2026-03-01', '0001-01-01', '9999-12-31', '2025-01-01']);
  }

  /** A moment as any client may write it. */
  moment(random: Random): string {
    const utc = moment(random.below(60));
    return random.chance(0.7) ? utc : utc.replace('Z', random.pick(['+00:00', '+05:45', '-12:00', '+14:00']));
  }

  private part(random: Random, most = 6): string {
    const letters = [...random.pick(awkwardTexts)];
    const from = random.below(letters.length);
    return letters.slice(from, from + random.between(1, most)).join('');
  }

  private of(type: string): OfType {
    const found = this.byType.get(type);
    if (found === undefined) throw new Error(`Nothing of the type ${type} is in the book.`);
    return found;
  }
}
