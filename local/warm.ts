import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../api/composition';
import { loadConfig } from '../api/config';
import { Role } from '../api/shared/access.rules';
import { systemContext } from '../api/system-context';
import { savedOperations } from '../web-schema/saved-operations';
import { note } from './bootstrap/steps.cjs';
import { runCommand } from './command';
import { freePortRange } from './free-ports';
import { PlainError, messageOf } from './plain-error';
import { ensureDatabase, postgresService, preparePostgres } from './postgres';
import { apiService, compiled, programEnvironment } from './programs';
import { projectRoot } from './project-root';
import { PORTS_TAKEN, readSettings, type Settings } from './settings';
import { addressesOf, postgresPlace } from './stack';
import { Supervisor } from './supervisor';

/**
 * Starts the API once, on a database of its own, and asks it what people ask it most, so that what V8 compiled for
 * that lies beside the bundle. For images, which nobody can write to when they run.
 */
async function warm(folder: string): Promise<void> {
  const [runFolder, logFolder] = [join(folder, 'run'), join(folder, 'logs')];
  for (const made of [runFolder, logFolder]) mkdirSync(made);
  const failed = new AbortController();
  const giveUp = (error: PlainError): void => failed.abort(error);
  const supervisor = new Supervisor({ runFolder, logFolder, say: note, giveUp });
  try {
    const port = await freePortRange(PORTS_TAKEN);
    const settings = readSettings(['--port', String(port)], { MAINSTAY_DATA: folder });
    const env = await databaseIsUp(settings, supervisor, runFolder);
    const token = await openSession(env);
    await supervisor.start(apiService(settings, env));
    await ask(`http://127.0.0.1:${port}/graphql`, token, failed.signal);
  } finally {
    await supervisor.stop();
  }
  const kept = readdirSync(join(projectRoot, 'dist', 'bundle')).find((name) =>
    /^api\.js\.\w{64}\./.test(name),
  );
  if (kept === undefined)
    throw new PlainError('The API kept nothing of what was compiled: is dist/ writable?');
  note(`  Kept dist/bundle/${kept}.`);
}

/** Answers the environment in which Mainstay's programs find it. */
async function databaseIsUp(
  settings: Settings,
  supervisor: Supervisor,
  runFolder: string,
): Promise<NodeJS.ProcessEnv> {
  const place = postgresPlace(settings);
  await preparePostgres(place);
  await supervisor.start(postgresService(place));
  const addresses = addressesOf(settings, place);
  await ensureDatabase(place, new URL(addresses.databaseUrl).pathname.slice(1));
  const env = { ...programEnvironment(settings, addresses), NODE_ENV: 'production' };
  const command = { name: 'migrate', doing: 'Applying the migrations', args: [], env };
  await runCommand(
    { ...command, script: compiled('api/commands/migrate') },
    runFolder,
    supervisor.logFile('migrate'),
  );
  return env;
}

/** Answers the token of somebody who may see everything. */
async function openSession(env: NodeJS.ProcessEnv): Promise<string> {
  const composition = await compose(loadConfig(env));
  try {
    const { members, sessions } = composition.services;
    const ctx = systemContext(composition, 'warm', new Date());
    const email = 'warm@mainstay.local';
    const { initialPassword } = await members.create(ctx, {
      email,
      name: 'Warm',
      role: Role.ADMIN,
      timeZone: 'UTC',
      language: 'en',
    });
    return (await sessions.signIn(ctx, { email, password: initialPassword ?? '' })).token;
  } finally {
    await composition.close();
  }
}

async function ask(url: string, token: string, signal: AbortSignal): Promise<void> {
  const query = (await savedOperations()).find(({ name }) => name === 'MyBook')?.text;
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    connection: 'close',
  };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }), signal });
  const { errors } = (await answer.json()) as { errors?: { message: string }[] };
  if (errors)
    throw new PlainError(`The API refused the query: ${errors.map(({ message }) => message).join(' ')}`);
}

const folder = mkdtempSync(join(tmpdir(), 'mainstay-warm-'));
warm(folder)
  .catch((error: unknown) => {
    console.error(error instanceof PlainError ? messageOf(error) : error);
    process.exitCode = 1;
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));
