import { compiled } from '../../local/programs';
import { graphqlRequest, poolSize, type Contender, type Place } from './contender';
import { severalTimes } from './several';

/** Mainstay as it is deployed: who asks is looked up for every request, and sees what they may. */
export const mainstay = mainstayWith('mainstay', {});

/** The same, every operation executed by resolvers, with each field of `Query` from one statement. */
export const mainstayBranches = mainstayWith('mainstay (branches)', { MAINSTAY_READS: 'branches' });

/** The same, every operation executed by resolvers and batch loaders over raw rows. */
export const mainstayRows = mainstayWith('mainstay (rows)', { MAINSTAY_READS: 'rows' });

function mainstayWith(name: string, extra: Record<string, string>): Contender {
  return {
    name,
    command: (place) => ({ args: program(place), env: { ...environment(place), ...extra } }),
    request: (readCase, accountId, { port, token }) =>
      graphqlRequest(port, readCase.mainstay(accountId), { authorization: `Bearer ${token}` }),
    common: (_readCase, body) => JSON.parse(body) as unknown,
  };
}

/** The one place that knows how the API is started. */
function program({ workers }: Place): string[] {
  return severalTimes(workers, compiled('api/main'));
}

function environment(place: Place): Record<string, string> {
  return {
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    DATABASE_URL: place.databaseUrl,
    MAINSTAY_PORT: String(place.port),
    MAINSTAY_DATABASE_POOL: String(poolSize),
  };
}
