import type { EntityManager } from 'typeorm';

/** A table's columns with their SQL types, as far as an import writes them. The key `id` is one of them. */
export interface TableShape {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
}

type WrittenRow = Readonly<Record<string, unknown>> & { readonly id?: string };

/** Inserts all rows with one statement. Columns without a value in the row become NULL. */
export async function insertRows(
  manager: EntityManager,
  shape: TableShape,
  rows: readonly WrittenRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(shape.columns).join(', ');
  await manager.query(
    `INSERT INTO ${shape.table} (${names}) SELECT ${names} FROM jsonb_to_recordset($1) AS v (${definition(shape)})`,
    [JSON.stringify(rows)],
  );
}

/** Writes all columns of all rows with one statement, and counts their versions up. */
export async function updateRows(
  manager: EntityManager,
  shape: TableShape,
  rows: readonly WrittenRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const changes = Object.keys(shape.columns).filter((name) => name !== 'id');
  await manager.query(
    `UPDATE ${shape.table} AS t SET ${changes.map((name) => `${name} = v.${name}`).join(', ')}, version = t.version + 1
     FROM jsonb_to_recordset($1) AS v (${definition(shape)}) WHERE t.id = v.id`,
    [JSON.stringify(rows)],
  );
}

/** The columns as an import compares them: days, times and large numbers as text, moments in UTC to the millisecond. */
export function selection(shape: TableShape, alias: string): string {
  return Object.entries(shape.columns)
    .map(([name, type]) => `${asText(`${alias}.${name}`, type)} AS ${name}`)
    .join(', ');
}

/** Whether two rows say the same in every column. */
export function sameRow(shape: TableShape, a: WrittenRow, b: WrittenRow): boolean {
  return Object.keys(shape.columns).every((name) => sameValue(a[name], b[name]));
}

function sameValue(a: unknown, b: unknown): boolean {
  return a === b || (Array.isArray(a) && JSON.stringify(a) === JSON.stringify(b));
}

/** New ids for rows to come. */
export async function newIds(manager: EntityManager, count: number): Promise<string[]> {
  if (count === 0) return [];
  const rows: { id: string }[] = await manager.query(
    'SELECT uuidv7() AS id FROM generate_series(1, $1::integer)',
    [count],
  );
  return rows.map((row) => row.id);
}

function definition(shape: TableShape): string {
  return Object.entries(shape.columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');
}

function asText(column: string, type: string): string {
  switch (type) {
    case 'date':
    case 'bigint':
      return `${column}::text`;
    case 'time':
      return `to_char(${column}, 'HH24:MI')`;
    case 'timestamptz':
      return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    default:
      return column;
  }
}
