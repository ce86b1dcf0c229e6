import { join } from 'node:path';
import { projectRoot } from '../../local/project-root';
import type { ReadCase } from '../cases/read-case';
import { graphqlRequest, poolSize, type Contender } from './contender';
import { severalTimes } from './several';

/** PostGraphile with its best settings, see peers/postgraphile.cjs. */
export const postgraphile: Contender = {
  name: 'postgraphile',
  command: (place) => ({
    args: severalTimes(place.workers, join(projectRoot, 'bench', 'peers', 'postgraphile.cjs')),
    env: {
      NODE_ENV: 'production',
      GRAPHILE_ENV: 'production',
      DATABASE_URL: place.databaseUrl,
      PORT: String(place.port),
      POOL: String(poolSize),
    },
  }),
  request: (readCase, accountId, { port }) => graphqlRequest(port, readCase.postgraphile(accountId)),
  common: (readCase, body) => commonForm(JSON.parse(body), readCase),
};

const prefixes: Readonly<Record<string, string>> = {
  accounts: 'acc',
  account: 'acc',
  owner: 'mem',
  member: 'mem',
  contact: 'con',
  team: 'team',
  contacts: 'acon',
  tasks: 'tsk',
  timeline: 'tle',
  participants: 'tlp',
  onboarding: 'onb',
};

/** Lists of rows are connections in Mainstay, ids are global there, moments have no needless digits. */
function commonForm(value: unknown, readCase: ReadCase, field = ''): unknown {
  if (typeof value === 'string') return value.replace(/(T\d\d:\d\d:\d\d)\.000000/, '$1');
  if (Array.isArray(value)) {
    const list = value.map((entry: unknown) => commonForm(entry, readCase, field));
    return field in prefixes ? { nodes: list } : list;
  }
  if (value === null || typeof value !== 'object') return value;
  const fields: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const ours = readCase.renamed[name] ?? name;
    if (name === 'rowId') fields['id'] = `${prefixes[field]}_${String(inner)}`;
    else fields[ours] = commonForm(inner, readCase, ours);
  }
  return withMoney(fields);
}

function withMoney({ currency, annualRecurringRevenue, ...rest }: Record<string, unknown>): unknown {
  if (annualRecurringRevenue === undefined) return rest;
  return { ...rest, annualRecurringRevenue: { minorUnits: annualRecurringRevenue, currency } };
}
