import type { Situation } from './book';
import { columns, type Column } from './callers';

/** A row of the matrix: what each caller gets of an operation on some object. */
export interface Row {
  readonly operation: string;
  readonly situation: Situation;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}

const head = ['operation', 'object', ...columns];

/** Reads the table of a Markdown file. */
export function parseMatrix(text: string): Row[] {
  return text
    .slice(text.indexOf('\n| operation'))
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| operation') && !line.startsWith('| ---'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, operation = '', situation = 'any', ...cells]) => ({
      operation,
      situation: (situation === '' ? 'any' : situation) as Situation,
      cells: Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])),
    }));
}

/** Writes the table in the place of the one that a Markdown file has. */
export function printMatrix(text: string, rows: readonly Row[]): string {
  const lines = rows.map(({ operation, situation, cells }) => [
    operation,
    situation === 'any' ? '' : situation,
    ...columns.map((column) => cells[column] ?? ''),
  ]);
  const widths = head.map((title, at) =>
    Math.max(...[head, ...lines].map((line) => line[at]?.length ?? 0), title.length),
  );
  const print = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  const before = text.slice(0, text.indexOf('\n| operation')).trimEnd();
  return `${before}\n\n${[head, rule, ...lines].map(print).join('\n')}\n`;
}
