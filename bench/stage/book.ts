import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import type { Client } from 'pg';
import { compiled } from '../../local/programs';
import { PlainError, messageOf } from '../../local/plain-error';
import { withClient } from '../../local/postgres';
import { step } from '../../local/bootstrap/steps.cjs';
import { bookSteps } from './book-sql';
import type { Cluster } from './cluster';

/** The address of the database with a book of so many accounts; made where it isn't kept from an earlier run. */
export async function ensureBook(cluster: Cluster, accounts: number): Promise<string> {
  const database = `book_${accounts}`;
  const url = cluster.url(database);
  const wanted = fingerprint(accounts);
  const kept = await keptFingerprint(cluster, database);
  if (kept !== wanted) {
    await recreate(cluster, database, kept !== undefined);
    await migrate(url);
    await fill(url, accounts);
    await remember(cluster, database, wanted);
  } else if (await migrate(url)) {
    await withClient(url, (client) => client.query('VACUUM ANALYZE'));
  }
  return url;
}

function fingerprint(accounts: number): string {
  return createHash('sha256')
    .update(JSON.stringify(bookSteps(accounts)))
    .digest('hex');
}

/** A database's comment says by which statements it was filled. Undefined where there is no such database. */
async function keptFingerprint(cluster: Cluster, database: string): Promise<string | undefined> {
  return withClient(cluster.url('postgres'), async (client) => {
    const { rows } = await client.query<{ comment: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1`,
      [database],
    );
    return rows[0] && (rows[0].comment ?? '');
  });
}

async function remember(cluster: Cluster, database: string, comment: string): Promise<void> {
  await withClient(cluster.url('postgres'), (client) =>
    client.query(
      `COMMENT ON DATABASE ${client.escapeIdentifier(database)} IS ${client.escapeLiteral(comment)}`,
    ),
  );
}

async function recreate(cluster: Cluster, database: string, exists: boolean): Promise<void> {
  await withClient(cluster.url('postgres'), async (client) => {
    const name = client.escapeIdentifier(database);
    if (exists) await dropUnused(client, name);
    await client.query(`CREATE DATABASE ${name}`);
  });
}

async function dropUnused(client: Client, name: string): Promise<void> {
  try {
    await client.query(`DROP DATABASE ${name}`);
  } catch (error) {
    throw new PlainError(
      `The benchmarks' data have to be made anew, but somebody works on them (${messageOf(error)}): end that first.`,
    );
  }
}

/** Brings the schema up to date, as a deployment does. Whether anything had to be done. */
async function migrate(url: string): Promise<boolean> {
  const run = promisify(execFile);
  const env = { ...process.env, DATABASE_URL: url, DATABASE_DIRECT_URL: url };
  const { stdout } = await run(process.execPath, [compiled('api/commands/migrate')], { env });
  return !stdout.startsWith('The schema is up to date');
}

async function fill(url: string, accounts: number): Promise<void> {
  await withClient(url, async (client) => {
    // Neither audit nor foreign keys are asked row by row: the statements are known to agree with them.
    await client.query(`SET session_replication_role = replica; SET work_mem = '256MB'`);
    const indexes = await dropIndexes(client);
    const making = `Making a book of ${accounts.toLocaleString('en')} accounts`;
    for (const { title, sql } of bookSteps(accounts)) {
      await timed(`${making}: ${title}`, () => client.query(sql));
    }
    await timed(`${making}: indexes`, () => client.query(indexes.join(';')));
    await timed(`${making}: what triggers keep`, () => client.query(keptByTriggers));
    await client.query('RESET ALL; DISCARD TEMP');
    await timed(`${making}: vacuum`, () => client.query('VACUUM ANALYZE'));
  });
}

/** Triggers were off: what follows from other tables is worked out at once. */
const keptByTriggers = `DO $$ BEGIN
  IF to_regprocedure('account_touch_rebuild()') IS NOT NULL THEN PERFORM account_touch_rebuild(); END IF;
END $$`;

/** Drops what can be built quicker afterwards, and tells how. */
async function dropIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE c.relnamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

async function timed(title: string, work: () => Promise<unknown>): Promise<void> {
  const done = step(title);
  try {
    await work();
  } finally {
    done();
  }
}
