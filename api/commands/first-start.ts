import { parseArgs } from 'node:util';
import type { Composition } from '../composition';
import type { RequestContext } from '../context';
import { Role } from '../shared/access.rules';
import { systemContext } from '../system-context';
import { runCommand, say } from './run-command';
import {
  loadSampleBook,
  openSampleBook,
  sampleSender,
  type SampleCounts,
  type SampleSender,
} from './sample-book';

const administratorEmail = 'admin@mainstay.local';

/** Any constant will do, so long as every process of Mainstay uses the same; not the one of the migrations. */
const firstStartLock = 7_263_542;

/** What the first start made, nothing of it where it had been here before; and whom the sample's mails come from. */
interface Report {
  readonly administrator: { readonly email: string; readonly password: string } | null;
  readonly sample: SampleCounts | null;
  /** Also where an earlier start has loaded the sample book; null where it isn't in, or wasn't asked for. */
  readonly sender: SampleSender | null;
}

/**
 * Makes a new deployment usable: the sample book, unless --empty, and an administrator. The administrator comes last,
 * and there is always one from then on: so whoever finds none takes up what an interrupted start left, and every step
 * of it can be repeated. The last line of the output is the report, as JSON.
 */
async function firstStart(composition: Composition, empty: boolean): Promise<Report> {
  const { database } = composition;
  const holder = database.dataSource.createQueryRunner();
  try {
    await holder.query('SET lock_timeout = 0; SET statement_timeout = 0');
    await holder.query('SELECT pg_advisory_lock($1)', [firstStartLock]);
    const administrators: unknown[] = await database.dataSource.query(
      `SELECT 1 FROM member WHERE role = 'ADMIN' AND active LIMIT 1`,
    );
    const ctx = systemContext(composition, 'first-start', new Date());
    const isNew = administrators.length === 0;
    const sample = isNew && !empty ? await sampleBook(composition, ctx) : null;
    const administrator = isNew ? await makeAdministrator(composition, ctx) : null;
    return { administrator, sample, sender: empty ? null : await sampleSender(composition) };
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [firstStartLock]).catch(() => undefined);
    await holder.query('RESET lock_timeout; RESET statement_timeout').catch(() => undefined);
    await holder.release();
  }
}

/** Loads the sample book, but never into a book that belongs to somebody. */
async function sampleBook(composition: Composition, ctx: RequestContext): Promise<SampleCounts | null> {
  const book = await openSampleBook(ctx.now);
  const strangers: { email: string }[] = await composition.database.dataSource.query(
    'SELECT email FROM member WHERE email <> ALL ($1) LIMIT 1',
    [book.members.map((member) => member.email)],
  );
  if (strangers[0] === undefined) return loadSampleBook(composition, ctx, book);
  say(`The book has members already (${strangers[0].email}), so the sample book stays out of it.`);
  return null;
}

async function makeAdministrator(composition: Composition, ctx: RequestContext) {
  say('Making the administrator');
  const { initialPassword } = await composition.services.members.create(ctx, {
    email: administratorEmail,
    name: 'Administrator',
    role: Role.ADMIN,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: 'en',
  });
  return { email: administratorEmail, password: initialPassword ?? '' };
}

runCommand(async (composition) => {
  const { values } = parseArgs({ options: { empty: { type: 'boolean', default: false } } });
  const report = await firstStart(composition, values.empty);
  process.stdout.write(`${JSON.stringify(report)}\n`);
});
