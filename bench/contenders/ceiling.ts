import { compiled } from '../../local/programs';
import { poolSize, type Contender } from './contender';
import { severalTimes } from './several';

/** Bare Node and one statement, see ceiling-server.ts. */
export const ceiling: Contender = {
  name: 'ceiling',
  command: (place) => ({
    args: severalTimes(place.workers, compiled('bench/contenders/ceiling-server')),
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: place.databaseUrl,
      PORT: String(place.port),
      POOL: String(poolSize),
    },
  }),
  request: (readCase, accountId, { port }) => {
    const path = readCase.byAccount ? `/${readCase.name}/${accountId}` : `/${readCase.name}`;
    return `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`;
  },
  common: (_readCase, body) => JSON.parse(body) as unknown,
};
