import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command';
import { firstStart } from './first-start';
import type { SignIn } from './first-start';
import { mailboxService } from './mailbox';
import { migrationsFingerprint, readNotes, writeNotes } from './notes';
import { PlainError, codeOf, messageOf } from './plain-error';
import {
  ensureDatabase,
  postgresPassword,
  postgresService,
  postgresUrl,
  preparePostgres,
  systemIdentifier,
} from './postgres';
import type { PostgresPlace } from './postgres';
import { clearPostgresLeftover } from './postgres-leftover';
import { apiService, compiled, programEnvironment, workerService } from './programs';
import type { Addresses } from './programs';
import type { Settings } from './settings';
import type { Supervisor } from './supervisor';
import type { TemporalProgram } from './temporal-program';
import { consecutivePorts, temporalService } from './temporal-server';

/** What it takes to bring everything up. */
export interface StackOptions {
  settings: Settings;
  supervisor: Supervisor;
  runFolder: string;
  /** Resolves when there is one; to undefined where somebody else's Temporal server is used. */
  temporal: Promise<TemporalProgram | undefined>;
}

const DATABASE = 'mainstay';

/**
 * Brings up servers, schema, API and worker, each as soon as what it needs is there, but the API first: it is
 * what people wait for. Answers how to sign in.
 */
export async function bringUp(options: StackOptions): Promise<SignIn> {
  const { settings, supervisor } = options;
  const place = settings.external.databaseUrl === undefined ? postgresPlace(settings) : undefined;
  const env = programEnvironment(settings, addressesOf(settings, place));
  const temporal = temporalIsUp(options).then(() => namespaceIsThere(options, env));
  const database = databaseIsUp(options, place).then((identity) => migrate(options, env, identity));
  const api = database.then(() => supervisor.start(apiService(settings, env)));
  const signIn = database.then((identity) =>
    firstStart(settings, supervisor, options.runFolder, env, identity),
  );
  await Promise.all([
    // The worker comes last: in whose name it writes depends on the book.
    Promise.all([signIn, api, temporal]).then(([{ sender }]) =>
      supervisor.start(workerService(settings, env, sender)),
    ),
    api.then(() => mailboxIsUp(options)),
  ]);
  return signIn;
}

/** Where everything is: given from outside, or ours. */
export function addressesOf(settings: Settings, place: PostgresPlace | undefined): Addresses {
  const { external, ports } = settings;
  return {
    databaseUrl: external.databaseUrl ?? (place ? postgresUrl(place, DATABASE) : ''),
    temporalAddress: external.temporalAddress ?? `127.0.0.1:${ports.temporal}`,
    smtpUrl: external.smtpUrl ?? `smtp://127.0.0.1:${ports.smtp}`,
  };
}

/** The embedded database of this clone. */
export function postgresPlace(settings: Settings): PostgresPlace {
  // The folder names the version, since the next one can't read these files.
  const dataFolder = join(settings.dataFolder, 'postgres-18');
  const password = postgresPassword(join(settings.dataFolder, 'postgres-password'), dataFolder);
  return { dataFolder, port: settings.ports.postgres, password };
}

/** Answers what tells the database from any other. */
async function databaseIsUp(
  { settings, supervisor }: StackOptions,
  place: PostgresPlace | undefined,
): Promise<string> {
  if (!place) return externalDatabase(settings.external.databaseUrl ?? '');
  await preparePostgres(place);
  const before = () => clearPostgresLeftover(place.dataFolder).then(() => undefined);
  await supervisor.start({ ...postgresService(place), before });
  await ensureDatabase(place, DATABASE);
  return systemIdentifier(postgresUrl(place, DATABASE));
}

async function externalDatabase(url: string): Promise<string> {
  try {
    return await systemIdentifier(url);
  } catch (error) {
    const reason = messageOf(error) || codeOf(error);
    throw new PlainError(
      `DATABASE_URL names a database at ${new URL(url).host} that can't be used (${reason}): start it, correct the variable, or unset it to have one started.`,
    );
  }
}

async function migrate(options: StackOptions, env: NodeJS.ProcessEnv, database: string): Promise<string> {
  const { settings, supervisor, runFolder } = options;
  const notes = readNotes(settings.dataFolder, database);
  const migrations = migrationsFingerprint();
  if (notes.migrations !== migrations) {
    supervisor.signal.throwIfAborted();
    const script = compiled('api/commands/migrate');
    const command = { name: 'migrate', doing: 'Applying the migrations', script, args: [], env };
    await runCommand(command, runFolder, supervisor.logFile('migrate'));
    writeNotes(settings.dataFolder, { ...notes, migrations });
  }
  return database;
}

async function temporalIsUp({ settings, supervisor, temporal }: StackOptions): Promise<void> {
  const program = await temporal;
  if (!program) return;
  const { ports } = settings;
  const folder = join(settings.dataFolder, 'temporal');
  const place = { folder, ports: consecutivePorts(ports.temporal, ports.temporalInternal), durable: true };
  await supervisor.start(temporalService(program, { ...place, timeSkipping: false }));
}

async function namespaceIsThere(options: StackOptions, env: NodeJS.ProcessEnv): Promise<void> {
  const { settings, supervisor, runFolder } = options;
  const { external, namespace, ports } = settings;
  const ours = `127.0.0.1:${ports.temporal}`;
  const marker = external.temporalAddress === undefined ? namespaceMarker(settings) : undefined;
  if (marker !== undefined && existsSync(marker)) return;
  const args = [external.temporalAddress ?? ours, namespace, marker === undefined ? '10000' : '30000'];
  const doing = `Registering the namespace ${namespace}`;
  const failure = (reason: string): string =>
    external.temporalAddress === undefined
      ? `${doing} failed: ${reason}`
      : `TEMPORAL_ADDRESS names a Temporal server at ${external.temporalAddress} that can't be used (${reason}): start it, correct the variable, or unset it to have one started.`;
  const command = { name: 'namespace', doing, failure, script: compiled('local/namespace'), args, env };
  await runCommand(command, runFolder, supervisor.logFile('namespace'));
  if (marker !== undefined) writeFileSync(marker, '');
}

/** Says that the namespace is registered in this very file of the Temporal server: it saves asking each time. */
function namespaceMarker(settings: Settings): string {
  const folder = join(settings.dataFolder, 'temporal');
  const { ino } = statSync(join(folder, 'temporal.sqlite'));
  return join(folder, `namespace-${settings.namespace}-${ino}`);
}

async function mailboxIsUp({ settings, supervisor }: StackOptions): Promise<void> {
  if (settings.external.smtpUrl !== undefined) return;
  const { smtp, mailboxPage } = settings.ports;
  const folder = join(settings.dataFolder, 'mail');
  await supervisor.start(mailboxService({ folder, smtpPort: smtp, pagePort: mailboxPage }));
}
