import { Client } from 'pg';
import { note } from '../../local/bootstrap/steps.cjs';
import { savedOperations } from '../../web-schema/saved-operations';
import { graphqlRequest } from '../contenders/contender';
import { mainstay } from '../contenders/mainstay';
import { RunningContender } from '../contenders/running';
import { resultOf, type Result } from '../report/result';
import { median } from '../report/statistics';
import { figure, table } from '../report/table';
import { memberWhoIs, openSession, type Stage } from '../stage/stage';
import type { Bench } from './bench';
import { samplesFor, type Sample } from './scale-cases';
import { searchCases, type SearchCase } from './search-cases';

/** Searches a round, through the API and in SQL. */
const searches = 20;

/** Both ways of one search, in milliseconds, round by round. */
interface Line {
  readonly name: string;
  readonly api: readonly number[];
  readonly sql: readonly number[];
}

/** What the API adds to the time of a search's own SQL. */
export const search: Bench = { name: 'search', run: measure };

async function measure(stage: Stage): Promise<Result[]> {
  const databaseUrl = await stage.book(stage.options.large);
  const leader = await memberWhoIs(databaseUrl, 'LEADER');
  const token = await openSession(databaseUrl, leader);
  const samples = await samplesFor(databaseUrl, leader, 'LEADER');
  const operations = new Map((await savedOperations()).map(({ file, text }) => [file, text]));
  const client = new Client({ connectionString: databaseUrl });
  const running = await RunningContender.start(mainstay, { databaseUrl, token, workers: 1 });
  try {
    await client.connect();
    await client.query(`SET pg_trgm.word_similarity_threshold = 0.4`);
    const lines: Line[] = [];
    for (const searchCase of searchCases) {
      const query = operations.get(searchCase.file) ?? '';
      lines.push(await lineOf(stage, running, client, searchCase, query, samples));
    }
    note(`\none search after the other, in ms\n${linesTable(lines)}`);
    return lines.map(resultFrom);
  } finally {
    await client.end();
    await running.stop();
  }
}

async function lineOf(
  stage: Stage,
  running: RunningContender,
  client: Client,
  searchCase: SearchCase,
  query: string,
  samples: readonly Sample[],
): Promise<Line> {
  const headers = { authorization: `Bearer ${running.place.token}` };
  const requests = samples.map((sample) =>
    graphqlRequest(running.place.port, { query, variables: searchCase.variables(sample) }, headers),
  );
  for (const [index, sample] of samples.slice(0, 5).entries())
    await assertSameHits(client, searchCase, sample, await running.ask(requests[index] ?? ''));
  const api: number[] = [];
  const sql: number[] = [];
  // The first round warms up both, and isn't counted.
  for (let round = 0; round <= stage.options.rounds; round += 1) {
    const { requestsPerSecond } = await stage.load().run({
      port: running.place.port,
      requests,
      connections: 1,
      warmUp: 0,
      seconds: 0,
      requestsAtLeast: searches,
    });
    const plain = await plainSql(client, searchCase, samples);
    if (round > 0) {
      api.push(1_000 / requestsPerSecond);
      sql.push(plain);
    }
  }
  return { name: searchCase.name, api, sql };
}

/** Both ways find the same, in the same order. */
async function assertSameHits(
  client: Client,
  { name, sql, values }: SearchCase,
  sample: Sample,
  { status, body }: { status: number; body: string },
): Promise<void> {
  if (status !== 200 || body.includes('"errors"')) throw new Error(`${name}: ${body.slice(0, 1_000)}`);
  const { data } = JSON.parse(body) as { data: { search: { node: { id: string } }[] } };
  const hits = data.search.map(({ node }) => node.id);
  const { rows } = await client.query<{ id: string }>(sql, [...values(sample)]);
  const found = rows.map(({ id }) => id);
  if (hits.length === 0 || hits.join() !== found.join())
    throw new Error(`${name}: the API found ${hits.join()}, its SQL ${found.join()}.`);
}

/** How long one of the same searches takes by its SQL alone, on average: what is looked for makes more difference. */
async function plainSql(client: Client, searchCase: SearchCase, samples: readonly Sample[]): Promise<number> {
  const began = performance.now();
  for (let index = 0; index < searches; index += 1) {
    const sample = samples[index % samples.length];
    if (sample === undefined) throw new Error('There is nothing to search for.');
    await client.query(searchCase.sql, [...searchCase.values(sample)]);
  }
  return (performance.now() - began) / searches;
}

function resultFrom({ name, api, sql }: Line): Result {
  return resultOf(
    {
      name: `search-${name}`,
      goal: 1.2,
      better: 'lower',
      unit: 'ms on average, through the API ÷ its SQL alone',
    },
    api.map((value, round) => value / (sql[round] ?? NaN)),
    { api: median(api), sql: median(sql) },
  );
}

function linesTable(lines: readonly Line[]): string {
  const rows = lines.map(({ name, api, sql }) => [name, figure(median(api)), figure(median(sql))]);
  return table([['', 'API', 'SQL'], ...rows]);
}
