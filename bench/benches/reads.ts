import { note } from '../../local/bootstrap/steps.cjs';
import { readCases } from '../cases/all';
import type { ReadCase } from '../cases/read-case';
import { ceiling } from '../contenders/ceiling';
import type { Contender } from '../contenders/contender';
import { mainstay, mainstayBranches, mainstayRows } from '../contenders/mainstay';
import { postgraphile } from '../contenders/postgraphile';
import { RunningContender } from '../contenders/running';
import type { Outcome } from '../load/generator';
import { resultOf, type Aim, type Result } from '../report/result';
import { median } from '../report/statistics';
import { figure, table } from '../report/table';
import { memberWhoIs, openSession, someAccounts, type Stage } from '../stage/stage';
import { assertSameAnswers } from './same-answers';
import type { Bench } from './bench';

/** How many different accounts are asked for. */
const differentAccounts = 2_000;

/** Requests a second against PostGraphile's, with one process and with two. */
const goals: Readonly<Record<string, readonly [number, number]>> = {
  book: [3.2, 2.0],
  account: [2.5, 2.5],
  flat: [3.5, 2.8],
};

/** What every contender did in every round. */
type Turns = ReadonlyMap<string, Outcome[]>;

/** Requests a second and their latency, all contenders on the same data under the same load. */
export const readBenches: Bench[] = [1, 2].flatMap((workers) =>
  readCases.map((readCase) => ({
    name: workers === 1 ? `reads-${readCase.name}` : `reads-${readCase.name}-two-workers`,
    run: (stage) => measure(stage, readCase, workers),
  })),
);

async function measure(stage: Stage, readCase: ReadCase, workers: number): Promise<Result[]> {
  const contenders = [
    mainstay,
    ...(workers === 1 ? [mainstayBranches, mainstayRows] : []),
    postgraphile,
    ceiling,
  ];
  await stage.peers();
  const databaseUrl = await stage.book();
  const token = await openSession(databaseUrl, await memberWhoIs(databaseUrl, 'LEADER'));
  const accounts = await someAccounts(databaseUrl, differentAccounts);
  const running: RunningContender[] = [];
  try {
    for (const contender of contenders)
      running.push(await RunningContender.start(contender, { databaseUrl, token, workers }));
    await assertSameAnswers(readCase, running, accounts.slice(0, 5));
    const turns = await rounds(stage, readCase, running, accounts);
    note(
      `\n${readCase.title}${workers === 1 ? '' : `, ${workers} workers`}\n${outcomeTable(contenders, turns)}`,
    );
    return results(readCase, workers, turns);
  } finally {
    await Promise.all(running.map((one) => one.stop()));
  }
}

/** Every contender in every round, each time beginning with another one. */
async function rounds(
  stage: Stage,
  readCase: ReadCase,
  running: readonly RunningContender[],
  accounts: readonly string[],
): Promise<Turns> {
  const { options } = stage;
  const turns = new Map<string, Outcome[]>(running.map(({ name }) => [name, []]));
  for (let round = 0; round < options.rounds; round += 1) {
    for (let place = 0; place < running.length; place += 1) {
      const one = running[(place + round) % running.length];
      if (one === undefined) continue;
      const requests = (readCase.byAccount ? accounts : ['']).map((id) => one.request(readCase, id));
      const outcome = await stage.load().run({
        port: one.place.port,
        requests,
        connections: options.connections,
        warmUp: round === 0 ? options.warmUp * 3 : options.warmUp,
        seconds: options.seconds,
        requestsAtLeast: 100,
      });
      if (outcome.failures > 0) throw new Error(`${one.name} refused ${outcome.failures} requests.`);
      turns.get(one.name)?.push(outcome);
    }
  }
  return turns;
}

function results(readCase: ReadCase, workers: number, turns: Turns): Result[] {
  const name = `reads-${readCase.name}${workers === 1 ? '' : '-two-workers'}`;
  const [one, two] = goals[readCase.name] ?? [null, null];
  const perSecond = (contender: Contender, other: Contender, aim: Pick<Aim, 'name' | 'goal'>) =>
    compare(turns, contender, other, 'requestsPerSecond', {
      ...aim,
      better: 'higher',
      unit: `requests/s, ${contender.name} ÷ ${other.name}`,
    });
  const against = [
    perSecond(mainstay, postgraphile, { name, goal: workers === 1 ? one : two }),
    perSecond(mainstay, ceiling, { name: `${name}-ceiling`, goal: null }),
  ];
  if (workers > 1) return against;
  const p99 = compare(turns, mainstay, ceiling, 'p99', {
    name: `${name}-p99`,
    goal: 1.6,
    better: 'lower',
    unit: 'p99 in ms, mainstay ÷ ceiling',
  });
  return [
    ...against,
    perSecond(mainstayBranches, postgraphile, { name: `${name}-fallback-branches`, goal: 0.8 }),
    perSecond(mainstayRows, postgraphile, { name: `${name}-fallback-rows`, goal: 0.8 }),
    p99,
  ];
}

function compare(turns: Turns, one: Contender, other: Contender, what: keyof Outcome, aim: Aim): Result {
  const ours = turns.get(one.name)?.map((turn) => turn[what]) ?? [];
  const theirs = turns.get(other.name)?.map((turn) => turn[what]) ?? [];
  const ratios = ours.map((value, round) => value / (theirs[round] ?? NaN));
  return resultOf(aim, ratios, { [one.name]: median(ours), [other.name]: median(theirs) });
}

function outcomeTable(contenders: readonly Contender[], turns: Turns): string {
  const rows = contenders.map(({ name }) => {
    const outcomes = turns.get(name) ?? [];
    const perSecond = outcomes.map((turn) => turn.requestsPerSecond);
    return [
      name,
      figure(median(perSecond)),
      `${figure(Math.min(...perSecond))}–${figure(Math.max(...perSecond))}`,
      figure(median(outcomes.map((turn) => turn.p50))),
      figure(median(outcomes.map((turn) => turn.p99))),
    ];
  });
  return table([['', 'requests/s', 'spread', 'p50 ms', 'p99 ms'], ...rows]);
}
