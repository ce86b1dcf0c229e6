import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Composition } from '../composition';
import type { RequestContext } from '../context';
import { importOrder, type ImportKind, type ImportReport } from '../domains/imports/import.rules';
import { Role } from '../shared/access.rules';
import { CommandError, say } from './run-command';
import { addSampleFacts } from './sample-facts';

/** The other system that the sample's external ids belong to. */
const source = 'sample';

/** How much the loaded book holds, by what people call it. */
export type SampleCounts = Readonly<Record<string, number>>;

/** Whom mails to the sample's customers come from: its company, not the one that happens to try Mainstay. */
export type SampleSender = z.infer<typeof manifest>['sender'];

const manifest = z.object({
  anchor: z.iso.date(),
  sender: z.object({ company: z.string().min(1), mailFrom: z.email() }),
  files: z.object({
    members: z.string(),
    accounts: z.string(),
    contacts: z.string(),
    team: z.string(),
    timeline: z.string(),
    tasks: z.string(),
    facts: z.string(),
  }),
});

const memberRows = z.array(
  z
    .object({
      email: z.string(),
      name: z.string(),
      title: z.string(),
      // An administrator would end the first start before its time, and nobody would know the password.
      role: z.enum([Role.LEADER, Role.CSM, Role.EXECUTIVE, Role.VIEWER]),
      time_zone: z.string(),
      language: z.string(),
      work_starts: z.string(),
      work_ends: z.string(),
      work_days: z.string().transform((days) => days.split(' ').map(Number)),
    })
    .transform(({ time_zone, work_starts, work_ends, work_days, ...same }) => ({
      ...same,
      timeZone: time_zone,
      workStarts: work_starts,
      workEnds: work_ends,
      workDays: work_days,
    })),
);

/** The sample book's files, and by how much their dates are moved. */
export interface SampleBook {
  readonly folder: string;
  readonly files: z.infer<typeof manifest>['files'];
  readonly members: z.infer<typeof memberRows>;
  readonly shiftDays: number;
}

/** Reads what the sample book is made of. Whole weeks bring its anchor into the week of `now`. */
export async function openSampleBook(now: Date): Promise<SampleBook> {
  const folder = sampleFolder();
  const { anchor, files } = await readManifest(folder);
  const members = memberRows.parse(parse(await readFile(join(folder, files.members)), { columns: true }));
  const week = (day: DateTime): DateTime => day.startOf('week');
  const today = week(DateTime.fromJSDate(now, { zone: 'utc' }));
  const weeks = Math.round(today.diff(week(DateTime.fromISO(anchor, { zone: 'utc' })), 'weeks').weeks);
  return { folder, files, members, shiftDays: weeks * 7 };
}

/** Whom mails come from, if the sample book is in this database; null if it isn't. */
export async function sampleSender({ database }: Composition): Promise<SampleSender | null> {
  const [found]: unknown[] = await database.dataSource.query(
    'SELECT 1 FROM account_external_id WHERE source = $1 LIMIT 1',
    [source],
  );
  return found === undefined ? null : (await readManifest(sampleFolder())).sender;
}

/** Loads the sample book; what an earlier, interrupted try has loaded stays as it is. */
export async function loadSampleBook(
  composition: Composition,
  ctx: RequestContext,
  book: SampleBook,
): Promise<SampleCounts> {
  await addMembers(composition, ctx, book);
  for (const kind of importOrder) await importFile(composition, ctx, book, kind);
  say(`Adding what ${book.files.facts} says`);
  await addSampleFacts(composition, ctx, {
    file: join(book.folder, book.files.facts),
    source,
    shiftDays: book.shiftDays,
  });
  const rows: [Record<string, number>] = await composition.database.dataSource.query(
    `SELECT (SELECT count(*) FROM account)::integer AS accounts, (SELECT count(*) FROM contact)::integer AS contacts,
       (SELECT count(*) FROM timeline_entry)::integer AS "timeline entries",
       (SELECT count(*) FROM task)::integer AS tasks, (SELECT count(*) FROM member)::integer AS members`,
  );
  return rows[0];
}

/** Their passwords are random and told to nobody: an administrator who wants to act as one resets it. */
async function addMembers(
  { services, database }: Composition,
  ctx: RequestContext,
  book: SampleBook,
): Promise<void> {
  const here: { email: string }[] = await database.dataSource.query('SELECT email FROM member');
  const known = new Set(here.map(({ email }) => email));
  const missing = book.members.filter(({ email }) => !known.has(email));
  say(`Adding ${missing.length} members`);
  for (const member of missing) await services.members.create(ctx, member);
}

async function importFile(
  composition: Composition,
  ctx: RequestContext,
  book: SampleBook,
  kind: ImportKind,
): Promise<void> {
  say(`Importing ${book.files[kind]}`);
  const stream = createReadStream(join(book.folder, book.files[kind]));
  const { shiftDays } = book;
  const report = await composition.services.imports.run(ctx, { kind, stream, source, shiftDays });
  if (report.refused > 0) throw new CommandError(refusal(book.files[kind], report));
}

function refusal(file: string, report: ImportReport): string {
  const problems = report.problems
    .slice(0, 10)
    .map(({ line, column, message }) => `  line ${line}, ${column}: ${message}`);
  return [
    `The sample book can't be loaded; start with --empty. ${file}: ${report.refused} rows were refused.`,
    ...problems,
  ].join('\n');
}

async function readManifest(folder: string): Promise<z.infer<typeof manifest>> {
  return manifest.parse(JSON.parse(await readFile(join(folder, 'sample.json'), 'utf8')));
}

/** Beside the sources, and one level further up from the compiled code. */
function sampleFolder(): string {
  const places = [join(__dirname, '..', '..', 'sample'), join(__dirname, '..', '..', '..', 'sample')];
  const folder = places.find((place) => existsSync(join(place, 'sample.json')));
  if (folder === undefined)
    throw new CommandError('The folder "sample" is missing. Restore it, or start with --empty.');
  return folder;
}
