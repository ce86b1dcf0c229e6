import { OperationTypeNode } from 'graphql';
import { note } from '../../local/bootstrap/steps.cjs';
import { PlainError } from '../../local/plain-error';
import { savedOperations, type SavedOperation } from '../../web-schema/saved-operations';
import { graphqlRequest } from '../contenders/contender';
import { mainstay } from '../contenders/mainstay';
import { RunningContender } from '../contenders/running';
import type { Outcome } from '../load/generator';
import { resultOf, type Result } from '../report/result';
import { median } from '../report/statistics';
import { figure, table } from '../report/table';
import { memberWhoIs, openSession, type Stage } from '../stage/stage';
import { samplesFor, scaleCases, type Asker, type Sample, type ScaleCase } from './scale-cases';
import type { Bench } from './bench';

const small = 10_000;
const goal = 1.5;

/** Fuzzy and ranked search costs what it finds; the benchmark `search` compares it with its own SQL. */
const measuredElsewhere: ReadonlySet<string> = new Set(['16-search']);

/** Mainstay on one book, with what its members may be shown. */
interface Side {
  readonly running: RunningContender;
  readonly tokens: ReadonlyMap<Asker, string>;
  readonly samples: ReadonlyMap<Asker, Sample[]>;
}

/** A row of the table: an operation, asked in one way by one member, on the small book and on the large. */
interface Line {
  readonly name: string;
  readonly small: readonly Outcome[];
  readonly large: readonly Outcome[];
  /** Of the 95th percentiles, round by round. */
  readonly ratios: readonly number[];
}

/** How much longer each saved query takes on a book a hundred times as large. */
export const scale: Bench = { name: 'scale', run: measure };

async function measure(stage: Stage): Promise<Result[]> {
  const operations = new Map((await savedOperations()).map((operation) => [operation.file, operation]));
  assertAllCovered([...operations.values()]);
  const sides: Side[] = [];
  try {
    for (const accounts of [small, stage.options.large]) sides.push(await sideOf(await stage.book(accounts)));
    const lines: Line[] = [];
    for (const scaleCase of scaleCases) {
      const text = operations.get(scaleCase.file)?.text ?? '';
      for (const asker of scaleCase.askers ?? (['CSM', 'LEADER'] as const)) {
        lines.push(await lineOf(stage, sides, scaleCase, asker, text));
      }
    }
    note(`\none request after the other, in ms\n${linesTable(lines, stage.options.large)}`);
    return [worstOf(lines, stage.options.large)];
  } finally {
    await Promise.all(sides.map(({ running }) => running.stop()));
  }
}

function assertAllCovered(operations: readonly SavedOperation[]): void {
  const covered = new Set(scaleCases.map(({ file }) => file));
  const missing = operations.filter(
    ({ operation, file }) =>
      operation.operation === OperationTypeNode.QUERY && !covered.has(file) && !measuredElsewhere.has(file),
  );
  if (missing.length === 0) return;
  const files = missing.map(({ file }) => file).join(', ');
  throw new PlainError(`Say in bench/benches/scale-cases.ts with which variables ${files} is asked.`);
}

async function sideOf(databaseUrl: string): Promise<Side> {
  const tokens = new Map<Asker, string>();
  const samples = new Map<Asker, Sample[]>();
  for (const asker of ['CSM', 'LEADER', 'ADMIN'] as const) {
    const email = await memberWhoIs(databaseUrl, asker);
    tokens.set(asker, await openSession(databaseUrl, email));
    samples.set(asker, await samplesFor(databaseUrl, email, asker));
  }
  const token = tokens.get('LEADER') ?? '';
  return {
    running: await RunningContender.start(mainstay, { databaseUrl, token, workers: 1 }),
    tokens,
    samples,
  };
}

async function lineOf(
  stage: Stage,
  sides: readonly Side[],
  scaleCase: ScaleCase,
  asker: Asker,
  query: string,
): Promise<Line> {
  const name = [scaleCase.file, scaleCase.way, asker].filter(Boolean).join(', ');
  const asked = sides.map((side) => requestsTo(side, scaleCase, asker, query));
  await Promise.all(sides.map((side, index) => assertAnswers(side, name, asked[index] ?? [])));
  const outcomes: [Outcome[], Outcome[]] = [[], []];
  for (let round = 0; round < stage.options.rounds; round += 1) {
    for (const index of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const outcome = await stage.load().run({
        port: sides[index]?.running.place.port ?? 0,
        requests: asked[index] ?? [],
        connections: 1,
        warmUp: round === 0 ? 1 : 0.2,
        seconds: Math.min(1, stage.options.seconds),
        requestsAtLeast: 60,
      });
      outcomes[index].push(outcome);
    }
  }
  const ratios = outcomes[1].map(({ p95 }, round) => p95 / (outcomes[0][round]?.p95 ?? NaN));
  return { name, small: outcomes[0], large: outcomes[1], ratios };
}

function requestsTo(side: Side, scaleCase: ScaleCase, asker: Asker, query: string): string[] {
  const headers = { authorization: `Bearer ${side.tokens.get(asker) ?? ''}` };
  return (side.samples.get(asker) ?? []).map((sample) =>
    graphqlRequest(side.running.place.port, { query, variables: scaleCase.variables(sample) }, headers),
  );
}

/** A refusal would be quick, and mean nothing. */
async function assertAnswers({ running }: Side, name: string, requests: readonly string[]): Promise<void> {
  for (const request of requests.slice(0, 3)) {
    const { status, body } = await running.ask(request);
    if (status === 200 && !body.includes('"errors"')) continue;
    throw new Error(`${name} was answered with ${status}: ${body.slice(0, 1_000)}`);
  }
}

function worstOf(lines: readonly Line[], large: number): Result {
  const [worst] = [...lines].sort((a, b) => median(b.ratios) - median(a.ratios));
  const figures = Object.fromEntries(lines.map(({ name, ratios }) => [name, median(ratios)]));
  const unit = `p95, ${large.toLocaleString('en')} ÷ ${small.toLocaleString('en')} accounts; the worst: ${worst?.name ?? ''}`;
  return resultOf({ name: 'scale-p95', goal, better: 'lower', unit }, worst?.ratios ?? [], figures);
}

function linesTable(lines: readonly Line[], large: number): string {
  const [few, many] = [small.toLocaleString('en'), large.toLocaleString('en')];
  const titles = ['', `p50 ${few}`, `p50 ${many}`, `p95 ${few}`, `p95 ${many}`, 'ratio', 'spread', ''];
  const rows = lines.map((line) => [
    line.name,
    figure(median(line.small.map(({ p50 }) => p50))),
    figure(median(line.large.map(({ p50 }) => p50))),
    figure(median(line.small.map(({ p95 }) => p95))),
    figure(median(line.large.map(({ p95 }) => p95))),
    median(line.ratios).toFixed(2),
    `${Math.min(...line.ratios).toFixed(2)}–${Math.max(...line.ratios).toFixed(2)}`,
    median(line.ratios) > goal ? 'missed' : '',
  ]);
  return table([titles, ...rows]);
}
