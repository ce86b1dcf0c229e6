import { Writable } from 'node:stream';
import { startApi, type TestApi, type TestMember } from '../api';
import { ReadsStock } from '../reads-stock';
import { writeAwkwardBook } from './awkward-book';
import { BookValues } from './book-values';
import { EveryWay, type ways } from './every-way';
import { Random } from './random';

/** APIs of every way on one awkward book, and those who ask them. */
export interface Stage {
  readonly api: TestApi;
  readonly everyWay: EveryWay;
  /** What the saved operations can show. */
  readonly stock: ReadsStock;
  readonly values: BookValues;
  /** What the APIs said last of what went wrong on our side; no answer does. */
  readonly log: LastLine;
  close(): Promise<void>;
}

const roles = ['ADMIN', 'LEADER', 'CSM', 'EXECUTIVE', 'VIEWER'] as const;
const keys = [['ACCOUNTS_READ'], ['ACCOUNTS_WRITE'], ['TIMELINE_WRITE', 'IMPORT'], ['IMPORT']] as const;

/** Keeps the last thing that was written. */
export class LastLine extends Writable {
  line = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.line = chunk.toString();
    done();
  }
}

/** Sets everything up, the same each time but for the ids that the database makes, whose order is the same. */
export async function setStage(): Promise<Stage> {
  const log = new LastLine();
  const opened: TestApi[] = [];
  const close = async (): Promise<void> => {
    // The first one's database is that of all.
    for (const api of opened.toReversed()) await api.close();
  };
  const open = async (way: (typeof ways)[number]): Promise<TestApi> => {
    const [first] = opened;
    const shared = first === undefined ? {} : { DATABASE_URL: first.databaseUrl };
    const api = await startApi({ LOG_LEVEL: 'error', MAINSTAY_READS: way, ...shared }, log);
    opened.push(api);
    return api;
  };
  try {
    const api = await open('operations');
    const apis = { operations: api, branches: await open('branches'), rows: await open('rows') };
    const { tokens, stock } = await fill(api);
    const values = await BookValues.read(api.composition);
    return { api, everyWay: new EveryWay(apis, tokens), stock, values, log, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fill(api: TestApi) {
  const { pool } = api.composition.database;
  const { tokens, members } = await callers(api);
  const [admin, csm, colleague] = [members.get('ADMIN'), members.get('CSM'), members.get('another CSM')];
  if (!admin || !csm || !colleague) throw new Error('Somebody is missing.');
  const stock = await ReadsStock.make(api, admin);
  await stock.fill(2);
  // They are seen all the time: only the first time a minute would be noted, between one answer and the other.
  await pool.query(`UPDATE member_session SET last_seen_at = '2999-01-01T00:00:00.123Z'`);
  await pool.query(`UPDATE api_key SET last_used_at = '2999-01-01T00:00:00.123Z'`);
  const people = { admin: admin.rowId, csm: csm.rowId, colleague: colleague.rowId };
  await writeAwkwardBook(pool, people, new Random(1));
  await pool.query('ANALYZE');
  return { tokens, stock };
}

/** One after the other, so that the database's ids have the same order each time. */
async function callers(api: TestApi) {
  const tokens = new Map<string, string | null>([['anonymous', null]]);
  const members = new Map<string, TestMember>();
  for (const role of roles) members.set(role, await api.member(role));
  members.set('another CSM', await api.member('CSM', { name: 'A "colleague"' }));
  for (const [name, { token }] of members) tokens.set(name, token);
  for (const scopes of keys) tokens.set(scopes.join(' '), (await api.apiKey(...scopes)).token);
  return { tokens, members };
}
