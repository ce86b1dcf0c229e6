import { join } from 'node:path';
import { note } from '../../local/bootstrap/steps.cjs';
import { graphqlRequest, type Contender } from '../contenders/contender';
import { mainstay } from '../contenders/mainstay';
import { postgraphile } from '../contenders/postgraphile';
import { RunningContender } from '../contenders/running';
import { resultOf, type Result } from '../report/result';
import { median } from '../report/statistics';
import { figure, table } from '../report/table';
import { benchFolder } from '../stage/cluster';
import { memberWhoIs, openSession, type Stage } from '../stage/stage';
import type { Bench } from './bench';

const leastRounds = 7;

/** The smallest question that has to read a row. */
const questions: Readonly<Record<string, string>> = {
  mainstay: '{ accounts(first: 1) { nodes { id name } } }',
  postgraphile: '{ accounts(first: 1) { rowId name } }',
};

/** Node keeps what it compiled for whoever asks it to, so PostGraphile is measured with that as well as without. */
const compileCache = { NODE_COMPILE_CACHE: join(benchFolder, 'compile-cache') };
const postgraphileCached: Contender = {
  ...postgraphile,
  name: 'postgraphile (compile cache)',
  command: (place) => {
    const { args, env } = postgraphile.command(place);
    return { args, env: { ...env, ...compileCache } };
  },
};

/** From the start of the process to its first answer. */
export const coldStart: Bench = { name: 'cold-start', run: measure };

async function measure(stage: Stage): Promise<Result[]> {
  await stage.peers();
  const databaseUrl = await stage.book();
  const token = await openSession(databaseUrl, await memberWhoIs(databaseUrl, 'LEADER'));
  const contenders = [mainstay, postgraphile, postgraphileCached];
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  // The first of all fills the caches of the machine, and isn't counted.
  for (let round = 0; round <= Math.max(leastRounds, stage.options.rounds); round += 1) {
    for (let place = 0; place < contenders.length; place += 1) {
      const contender = contenders[(place + round) % contenders.length] ?? mainstay;
      const took = await firstAnswer(contender, { databaseUrl, token, workers: 1 });
      if (round > 0) times.get(contender.name)?.push(took);
    }
  }
  note(`\nfrom the start to the first answer\n${timesTable(times)}`);
  return [
    compare(times, postgraphileCached, 'cold-start', 0.6),
    compare(times, postgraphile, 'cold-start-without-compile-cache', null),
  ];
}

async function firstAnswer(
  contender: Contender,
  where: { databaseUrl: string; token: string; workers: number },
): Promise<number> {
  const began = performance.now();
  const running = await RunningContender.spawn(contender, where);
  const query = questions[contender === mainstay ? 'mainstay' : 'postgraphile'];
  const request = graphqlRequest(running.place.port, { query }, { authorization: `Bearer ${where.token}` });
  try {
    await untilAnswered(running, request, began + 60_000);
    return performance.now() - began;
  } finally {
    await running.stop();
  }
}

/** Asks again and again, as fast as connections are refused. */
async function untilAnswered(running: RunningContender, request: string, deadline: number): Promise<void> {
  for (;;) {
    const answer = await running.ask(request).catch(() => undefined);
    if (answer?.status === 200 && !answer.body.includes('"errors"')) return;
    if (answer !== undefined) throw new Error(`${running.name} answered ${answer.status}: ${answer.body}`);
    if (performance.now() > deadline) throw new Error(`${running.name} did not answer within a minute.`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function compare(
  times: ReadonlyMap<string, number[]>,
  other: Contender,
  name: string,
  goal: number | null,
): Result {
  const ours = times.get(mainstay.name) ?? [];
  const theirs = times.get(other.name) ?? [];
  const ratios = ours.map((time, round) => time / (theirs[round] ?? NaN));
  return resultOf({ name, goal, better: 'lower', unit: `ms, mainstay ÷ ${other.name}` }, ratios, {
    [mainstay.name]: median(ours),
    [other.name]: median(theirs),
  });
}

function timesTable(times: ReadonlyMap<string, number[]>): string {
  const rows = [...times].map(([name, values]) => [
    name,
    figure(median(values)),
    `${figure(Math.min(...values))}–${figure(Math.max(...values))}`,
  ]);
  return table([['', 'ms', 'spread'], ...rows]);
}
