import { join } from 'node:path';
import { runCommand } from './command';
import { firstStart } from './first-start';
import type { SignIn } from './first-start';
import { mailboxService } from './mailbox';
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
import { ensureNamespace } from './temporal';
import type { TemporalProgram } from './temporal-program';
import { consecutivePorts, temporalService } from './temporal-server';

/** What it takes to bring everything up. */
export interface StackOptions {
  settings: Settings;
  supervisor: Supervisor;
  runFolder: string;
  /** Undefined where somebody else's Temporal server is used. */
  temporal: TemporalProgram | undefined;
}

const DATABASE = 'mainstay';

/** Brings up servers, schema, API and worker, each as soon as what it needs is there. Answers how to sign in. */
export async function bringUp(options: StackOptions): Promise<SignIn> {
  const { settings, supervisor } = options;
  const place = settings.external.databaseUrl === undefined ? postgresPlace(settings) : undefined;
  const env = programEnvironment(settings, addressesOf(settings, place));
  const database = databaseIsUp(options, place).then(() => migrate(options, env));
  const temporal = temporalIsUp(options);
  const [signIn] = await Promise.all([
    database.then(async () => {
      const identity = await systemIdentifier(env['DATABASE_URL'] ?? '');
      return firstStart(settings, supervisor, options.runFolder, env, identity);
    }),
    database.then(() => supervisor.start(apiService(settings, env))),
    Promise.all([database, temporal]).then(() => supervisor.start(workerService(settings, env))),
    settings.external.smtpUrl === undefined
      ? supervisor.start(mailboxService(mailboxPlace(settings)))
      : undefined,
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

function mailboxPlace(settings: Settings): Parameters<typeof mailboxService>[0] {
  const { smtp, mailboxPage } = settings.ports;
  return { folder: join(settings.dataFolder, 'mail'), smtpPort: smtp, pagePort: mailboxPage };
}

async function externalDatabaseAnswers(url: string): Promise<void> {
  try {
    await systemIdentifier(url);
  } catch (error) {
    const reason = messageOf(error) || codeOf(error);
    throw new PlainError(
      `DATABASE_URL names a database at ${new URL(url).host} that can't be used (${reason}): start it, correct the variable or unset it.`,
    );
  }
}

async function databaseIsUp(
  { settings, supervisor }: StackOptions,
  place: PostgresPlace | undefined,
): Promise<void> {
  if (!place) return externalDatabaseAnswers(settings.external.databaseUrl ?? '');
  await preparePostgres(place);
  const before = () => clearPostgresLeftover(place.dataFolder).then(() => undefined);
  await supervisor.start({ ...postgresService(place), before });
  await ensureDatabase(place, DATABASE);
}

async function temporalIsUp({ settings, supervisor, temporal }: StackOptions): Promise<void> {
  const { external, ports, namespace } = settings;
  if (temporal) {
    const folder = join(settings.dataFolder, 'temporal');
    const place = { folder, ports: consecutivePorts(ports.temporal, ports.temporalInternal), durable: true };
    await supervisor.start(temporalService(temporal, { ...place, timeSkipping: false }));
  }
  const address = external.temporalAddress ?? `127.0.0.1:${ports.temporal}`;
  try {
    await ensureNamespace(
      address,
      namespace,
      AbortSignal.any([supervisor.signal, AbortSignal.timeout(30_000)]),
    );
  } catch (error) {
    supervisor.signal.throwIfAborted();
    if (external.temporalAddress === undefined) throw error;
    throw new PlainError(
      `TEMPORAL_ADDRESS is ${address}, where no Temporal server could be used (${messageOf(error)}): start it, correct the variable or unset it.`,
    );
  }
}

async function migrate({ supervisor, runFolder }: StackOptions, env: NodeJS.ProcessEnv): Promise<void> {
  supervisor.signal.throwIfAborted();
  const script = compiled('api/commands/migrate');
  await runCommand(
    { name: 'migrate', doing: 'Applying the migrations', script, args: [], env },
    runFolder,
    supervisor.logFile('migrate'),
  );
}
