import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectRoot } from '../../local/project-root';
import { median } from './statistics';

/** What one benchmark found out, as `bench/results.json` keeps it. */
export interface Result {
  readonly name: string;
  /** The median of the rounds' ratios. */
  readonly ratio: number;
  /** What is aimed at; null for what is only told. */
  readonly goal: number | null;
  readonly better: 'higher' | 'lower';
  /** What is divided by what. */
  readonly unit: string;
  readonly rounds: number;
  /** The lowest and the highest ratio of a round. */
  readonly spread: readonly [number, number];
  readonly date: string;
  /** The medians behind it, by name. */
  readonly figures: Readonly<Record<string, number>>;
}

/** What a ratio is called and aims at. */
export type Aim = Pick<Result, 'name' | 'goal' | 'better' | 'unit'>;

const file = join(projectRoot, 'bench', 'results.json');

/** A result from the ratio of every round. */
export function resultOf(
  aim: Aim,
  ratios: readonly number[],
  figures: Readonly<Record<string, number>>,
): Result {
  return {
    ...aim,
    ratio: rounded(median(ratios)),
    rounds: ratios.length,
    spread: [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))],
    date: new Date().toISOString().slice(0, 10),
    figures: Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, rounded(value)])),
  };
}

/** Whether a result is as good as it should be; undefined where nothing is aimed at. */
export function reached({ ratio, goal, better }: Result): boolean | undefined {
  if (goal === null) return undefined;
  return better === 'higher' ? ratio >= goal : ratio <= goal;
}

/** The results that are kept, of this run and earlier ones. */
export function keptResults(): Result[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Result[];
  } catch {
    return [];
  }
}

/** Puts new results in the place of those of the same name, leaves the others, and gives all of them. */
export async function keepResults(results: readonly Result[]): Promise<readonly Result[]> {
  const isNew = new Set(results.map(({ name }) => name));
  const all = [...keptResults().filter(({ name }) => !isNew.has(name)), ...results];
  const sorted = all.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const style = (await resolveConfig(file)) ?? {};
  writeFileSync(file, await format(JSON.stringify(sorted), { ...style, parser: 'json' }));
  return sorted;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
