import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { PlainError } from '../../local/plain-error';
import { projectRoot } from '../../local/project-root';
import { reached, type Result } from './result';
import { figure } from './table';

const file = join(projectRoot, 'docs', 'performance.md');
const begin = '<!-- Written by npm run bench -->';
const end = '<!-- Until here -->';

/** Puts the results that are kept into docs/performance.md, in the place that is marked there. */
export async function writePage(results: readonly Result[]): Promise<void> {
  const page = readFileSync(file, 'utf8');
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from)
    throw new PlainError(`${file} has lost its marks: put back "${begin}" and "${end}".`);
  const text = [machine(), resultsTable(results), ...scaleTable(results)].join('\n\n');
  const written = `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
  const style = (await resolveConfig(file)) ?? {};
  writeFileSync(file, await format(written, { ...style, parser: 'markdown' }));
}

/** The shape of the machine, without its name. */
function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  const processor = `${cpus().length} cores (${first?.model.trim() ?? arch()})`;
  return `The last run was on ${processor} with ${memory} GB, ${platform()}, Node ${process.versions.node}.`;
}

function resultsTable(results: readonly Result[]): string {
  const rows = results.map((result) => {
    const { name, ratio, spread, goal, better, unit, figures, rounds, date } = result;
    const aim = goal === null ? '' : `${better === 'higher' ? '≥' : '≤'} ${goal}`;
    const done = { true: 'yes', false: '**no**', undefined: '' }[String(reached(result)) as 'true'];
    const medians = name === scaleName ? '' : Object.values(figures).map(figure).join(' / ');
    const cells = [
      `\`${name}\``,
      `**${ratio.toFixed(2)}**`,
      spread.map((value) => value.toFixed(2)).join('–'),
    ];
    return [...cells, aim, done, unit, medians, String(rounds), date];
  });
  const titles = ['', 'ratio', 'spread', 'goal', 'reached', 'of what', 'medians', 'rounds', 'on'];
  return markdown(titles, rows);
}

const scaleName = 'scale-p95';

/** Every operation's ratio, as the worst alone would tell little. */
function scaleTable(results: readonly Result[]): string[] {
  const scale = results.find(({ name }) => name === scaleName);
  if (scale === undefined) return [];
  const rows = Object.entries(scale.figures).map(([name, ratio]) => [name, ratio.toFixed(2)]);
  return [`Of \`${scaleName}\`, each operation and who asked:`, markdown(['', 'ratio'], rows)];
}

function markdown(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}
