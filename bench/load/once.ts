import { parseArgs } from 'node:util';
import { readCases } from '../cases/all';
import { ceiling } from '../contenders/ceiling';
import { mainstay } from '../contenders/mainstay';
import { postgraphile } from '../contenders/postgraphile';
import { figure } from '../report/table';
import { readOptions } from '../options';
import { Stage, someAccounts } from '../stage/stage';

/** Puts one server that was started by hand under load; see bench/README.md. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      case: { type: 'string', default: 'book' },
      contender: { type: 'string', default: 'mainstay' },
      token: { type: 'string', default: '' },
      seconds: { type: 'string', default: '5' },
      connections: { type: 'string', default: '20' },
    },
  });
  const contender = [mainstay, postgraphile, ceiling].find(({ name }) => name === values.contender);
  const readCase = readCases.find(({ name }) => name === values.case);
  if (contender === undefined || readCase === undefined || values.port === undefined) {
    throw new Error('Say --port=…, --case=book|account|flat and --contender=mainstay|postgraphile|ceiling.');
  }
  const stage = new Stage(readOptions([]));
  const databaseUrl = await stage.book();
  const place = { databaseUrl, token: values.token, port: Number(values.port), workers: 1 };
  const accounts = readCase.byAccount ? await someAccounts(databaseUrl, 2_000) : [''];
  const { requestsPerSecond, p50, p99, failures } = await stage.load().run({
    port: place.port,
    requests: accounts.map((id) => contender.request(readCase, id, place)),
    connections: Number(values.connections),
    warmUp: 2,
    seconds: Number(values.seconds),
    requestsAtLeast: 1,
  });
  await stage.close();
  console.log(
    `${figure(requestsPerSecond)} requests/s, p50 ${figure(p50)} ms, p99 ${figure(p99)} ms, ${failures} failed`,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
