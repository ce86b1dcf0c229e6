import { note } from '../../local/bootstrap/steps.cjs';
import { freePorts } from '../../local/free-ports';
import { account } from '../cases/account';
import { book } from '../cases/book';
import { flat } from '../cases/flat';
import { graphqlRequest, type Contender } from '../contenders/contender';
import { memoryAfterCollection, type Memory } from '../contenders/inspector';
import { mainstay } from '../contenders/mainstay';
import { RunningContender } from '../contenders/running';
import { resultOf, type Result } from '../report/result';
import { table } from '../report/table';
import { memberWhoIs, openSession, someAccounts, type Stage } from '../stage/stage';
import type { Bench } from './bench';

/** Requests between two looks at the memory, and before the first. */
const chunk = 10_000;
/** How many looks are printed. */
const printed = 10;
const megabyte = 1024 * 1024;

/** Whether the API keeps what it should let go. */
export const memory: Bench = { name: 'memory', run: measure };

async function measure(stage: Stage): Promise<Result[]> {
  const databaseUrl = await stage.book();
  const token = await openSession(databaseUrl, await memberWhoIs(databaseUrl, 'LEADER'));
  const accounts = await someAccounts(databaseUrl, 2_000);
  const [inspectorPort = 0] = await freePorts(1);
  const running = await RunningContender.start(inspected(mainstay, inspectorPort), {
    databaseUrl,
    token,
    workers: 1,
  });
  try {
    const looks = new Map<number, Memory>();
    const chunks = Math.ceil(stage.options.requests / chunk);
    for (let done = 1; done <= chunks; done += 1) {
      const { failures } = await stage.load().run({
        port: running.place.port,
        requests: mixture(running, accounts, done),
        connections: stage.options.connections,
        warmUp: 0,
        seconds: 0,
        requestsAtLeast: chunk,
      });
      if (failures > 0) throw new Error(`${failures} requests were refused.`);
      if (done === 1 || done === chunks || done % Math.ceil(chunks / printed) === 0)
        looks.set(done * chunk, await memoryAfterCollection(inspectorPort));
    }
    note(`\nmemory of the API's process\n${looksTable(looks)}`);
    return [resultFrom(looks)];
  } finally {
    await running.stop();
  }
}

function inspected(contender: Contender, port: number): Contender {
  return {
    ...contender,
    command: (place) => {
      const { args, env } = contender.command(place);
      return { args: [`--inspect=127.0.0.1:${port}`, ...args], env };
    },
  };
}

/** Mostly accounts, now and then a whole book or a flat list, and as often a document that was never seen before. */
function mixture(running: RunningContender, accounts: readonly string[], number: number): string[] {
  return Array.from({ length: 1_000 }, (_, index) => {
    const id = accounts[(number * 1_000 + index) % accounts.length] ?? '';
    if (index % 20 === 0) return running.request(book, id);
    if (index % 20 === 5) return running.request(flat, id);
    if (index % 20 !== 10) return running.request(account, id);
    const name = `n${number}_${index}`;
    const query = `query ${name} { accounts(first: 3) { nodes { id ${name}: name owner { name } } } }`;
    return graphqlRequest(running.place.port, { query }, { authorization: `Bearer ${running.place.token}` });
  });
}

function resultFrom(looks: ReadonlyMap<number, Memory>): Result {
  const counts = [...looks.keys()];
  const [few = 0, many = 0] = [counts[0], counts.at(-1)];
  const inMegabytes = (count: number) => (looks.get(count)?.rss ?? NaN) / megabyte;
  const words = (count: number) => count.toLocaleString('en');
  return resultOf(
    {
      name: 'memory',
      goal: 1.1,
      better: 'lower',
      unit: `RSS, after ${words(many)} requests ÷ after ${words(few)}`,
    },
    [inMegabytes(many) / inMegabytes(few)],
    { [`MB after ${words(few)}`]: inMegabytes(few), [`MB after ${words(many)}`]: inMegabytes(many) },
  );
}

function looksTable(looks: ReadonlyMap<number, Memory>): string {
  const rows = [...looks].map(([count, { rss, heapUsed }]) => [
    count.toLocaleString('en'),
    (rss / megabyte).toFixed(0),
    (heapUsed / megabyte).toFixed(0),
  ]);
  return table([['requests', 'RSS MB', 'heap MB'], ...rows]);
}
