import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from '../../local/free-ports';
import { launch, untilReady } from '../../local/launch';
import { postgresService, postgresUrl, preparePostgres, withClient } from '../../local/postgres';
import type { PostgresPlace } from '../../local/postgres';
import { projectRoot } from '../../local/project-root';
import type { Service } from '../../local/service';
import { ensureNamespace } from '../../local/temporal';
import { TEMPORAL_INTERNAL_PORTS } from '../../local/temporal-config';
import { findTemporal } from '../../local/temporal-program';
import { temporalService } from '../../local/temporal-server';

const run = promisify(execFile);

/** The database that every test file's own is copied from. */
export const TEMPLATE = 'mainstay_template';
/** The namespace that the tests' Temporal server starts with. */
export const NAMESPACE = 'mainstay';

/** For a server that need not outlive a power cut: nothing waits for the disk. */
const QUICK = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '128MB',
};

/** Starts one PostgreSQL in the folder, with a migrated template database; answers its administrative URL. */
export async function startTestPostgres(folder: string, runFolder: string): Promise<string> {
  const [port = 0] = await freePorts(1);
  const place: PostgresPlace = {
    dataFolder: join(folder, 'postgres'),
    port,
    password: 'test',
    settings: QUICK,
  };
  await preparePostgres(place);
  await start(postgresService(place), folder, runFolder);
  const url = postgresUrl(place, 'postgres');
  await withClient(url, (client) => client.query(`CREATE DATABASE ${TEMPLATE}`));
  await migrate(postgresUrl(place, TEMPLATE));
  return url;
}

/** Starts one Temporal server in memory, whose workflows can skip time; answers its address. */
export async function startTestTemporal(folder: string, runFolder: string): Promise<string> {
  const program = await findTemporal(process.env, runFolder);
  const [frontend = 0, ...internal] = await freePorts(TEMPORAL_INTERNAL_PORTS + 1);
  const place = {
    folder: join(folder, 'temporal'),
    ports: { frontend, internal },
    durable: false,
    timeSkipping: true,
  };
  await start(temporalService(program, place), folder, runFolder);
  const address = `127.0.0.1:${frontend}`;
  await ensureNamespace(address, NAMESPACE, AbortSignal.timeout(30_000));
  return address;
}

async function start(service: Service, folder: string, runFolder: string): Promise<void> {
  const logFile = join(folder, `${service.name}.log`);
  mkdirSync(folder, { recursive: true });
  const launched = launch(service, runFolder, logFile);
  launched.child.unref();
  await untilReady(service, launched, 60_000, logFile);
}

async function migrate(url: string): Promise<void> {
  const command = join(projectRoot, 'dist', 'api', 'commands', 'migrate.js');
  if (!existsSync(command)) throw new Error(`${command} is missing: run "npm run build" first.`);
  const { TEMPORAL_ADDRESS: _notOurs, ...env } = process.env;
  await run(process.execPath, [command], { env: { ...env, DATABASE_URL: url } });
}
