import { reached, type Result } from './result';

/** Columns of text, as wide as they need to be. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}

/** The cells of a result: name, ratio, spread, goal, whether it is reached, what is divided by what. */
export function cells(result: Result): string[] {
  const { name, ratio, spread, goal, better, unit } = result;
  const mark = { true: 'reached', false: 'missed', undefined: '' }[String(reached(result)) as 'true'];
  return [
    name,
    ratio.toFixed(2),
    `${spread[0].toFixed(2)}–${spread[1].toFixed(2)}`,
    goal === null ? '' : `${better === 'higher' ? '≥' : '≤'} ${goal}`,
    mark,
    unit,
  ];
}

/** The titles above the cells. */
export const titles = ['what', 'ratio', 'spread', 'goal', '', 'measured'];

/** A number with as many digits as say something. */
export function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 10 ? 1 : 2);
}
