import { once } from 'node:events';
import { note } from '../../local/bootstrap/steps.cjs';
import { ceiling } from '../contenders/ceiling';
import type { Contender } from '../contenders/contender';
import { mainstay } from '../contenders/mainstay';
import { postgraphile } from '../contenders/postgraphile';
import { memberWhoIs, openSession, type Stage } from './stage';

/** `npm run bench -- stage`: brings the data up, says how to start each contender by hand, and waits for Ctrl-C. */
export async function holdStage(stage: Stage): Promise<void> {
  await stage.peers();
  const databaseUrl = await stage.book();
  const token = await openSession(databaseUrl, await memberWhoIs(databaseUrl, 'LEADER'));
  const lines = [mainstay, postgraphile, ceiling].map((contender, index) =>
    commandLine(contender, { databaseUrl, token, port: 18_001 + index, workers: 1 }),
  );
  note(`\n${lines.join('\n\n')}\n`);
  note(`The token of a leader: ${token}`);
  note(`The token of a CSM:    ${await openSession(databaseUrl, await memberWhoIs(databaseUrl, 'CSM'))}`);
  note('\nPostgreSQL stays up until Ctrl-C, and other runs of the benchmarks use it.');
  const alive = setInterval(() => undefined, 1_000_000);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  clearInterval(alive);
}

function commandLine(contender: Contender, place: Parameters<Contender['command']>[0]): string {
  const { args, env } = contender.command(place);
  const variables = Object.entries(env).map(([name, value]) => `${name}='${value}'`);
  return `${contender.name}:\n${variables.join(' ')} node ${args.join(' ')}`;
}
