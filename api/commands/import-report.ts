import type { ImportProblem, ImportReport } from '../domains/imports/import.rules';
import { number } from './import-progress';

/** Remedies speak of the import over HTTP as well, where options have other names. */
export const flagSentence = 'On the command line, updateOnly is --update-only.';

/** What came of an import, for people. */
export function reportText(report: ImportReport): string {
  const { kind, source, dryRun, rows, ignoredColumns, problems, problemCount } = report;
  const counts = (['created', 'updated', 'unchanged', 'refused'] as const).map(
    (name) => `  ${name.padEnd(10)} ${number(report[name]).padStart(10)}`,
  );
  const told = problems.map(({ remedy }) => remedy).join(' ');
  const left = problemCount - problems.length;
  return [
    `${number(rows)} rows of ${kind}, source ${source}${dryRun ? ' (dry run: nothing was written)' : ''}`,
    ...counts,
    ...(ignoredColumns.length > 0 ? [`  not used: ${ignoredColumns.join(', ')}`] : []),
    ...problems.map(problemText),
    ...(left > 0 ? [`… and ${number(left)} problems more.`] : []),
    ...(told.includes('updateOnly') ? [flagSentence] : []),
    '',
  ].join('\n');
}

function problemText({ line, column, field, value, message, remedy }: ImportProblem): string {
  const name = column ?? field;
  const where = name === null ? `line ${line}` : `line ${line}, ${name}`;
  return `${where}${value === null ? '' : ` ${JSON.stringify(value)}`}: ${message} ${remedy}`;
}
