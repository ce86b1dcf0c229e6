import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePorts } from '../../local/free-ports';
import { PlainError } from '../../local/plain-error';
import {
  postgresPassword,
  postgresService,
  postgresUrl,
  preparePostgres,
  withClient,
  type PostgresPlace,
} from '../../local/postgres';
import { projectRoot } from '../../local/project-root';

/** Where the benchmarks keep their data between runs. */
export const benchFolder = join(projectRoot, '.mainstay', 'bench');

/** The same server for all contenders. Nothing that is measured writes, and the data can be made again. */
export const serverSettings = {
  shared_buffers: '1GB',
  effective_cache_size: '4GB',
  work_mem: '16MB',
  maintenance_work_mem: '1GB',
  random_page_cost: '1.1',
  max_connections: '200',
  max_wal_size: '8GB',
  jit: 'off',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** A PostgreSQL that holds the benchmarks' databases. */
export interface Cluster {
  /** The address of one of its databases. */
  url(database: string): string;
  /** Stops the server, unless somebody else started it. */
  stop(): Promise<void>;
}

/** Joins the server that runs on the kept data, or starts one. */
export async function startCluster(): Promise<Cluster> {
  mkdirSync(benchFolder, { recursive: true });
  const dataFolder = join(benchFolder, 'postgres');
  const password = postgresPassword(join(benchFolder, 'postgres-password'), dataFolder);
  const running = await runningPort(dataFolder, password);
  const place: PostgresPlace = {
    dataFolder,
    password,
    port: running ?? (await freePorts(1))[0] ?? 0,
    settings: serverSettings,
  };
  const url = (database: string) => postgresUrl(place, database);
  if (running !== undefined) return { url, stop: async () => undefined };
  await preparePostgres(place);
  const server = await startServer(place);
  return { url, stop: () => stopServer(server) };
}

/** The port of a server that works on the data already: of another run, or of `npm run bench -- stage`. */
async function runningPort(dataFolder: string, password: string): Promise<number | undefined> {
  const file = join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const port = Number(readFileSync(file, 'utf8').split('\n')[3]);
  const url = postgresUrl({ dataFolder, password, port }, 'postgres');
  return withClient(url, async () => port).catch(() => undefined);
}

async function startServer(place: PostgresPlace): Promise<ChildProcess> {
  const service = postgresService(place);
  const server = spawn(service.command, service.args, {
    cwd: '/',
    // Of a group of its own, so that Ctrl-C reaches us first.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(service.owner ? { uid: service.owner.uid, gid: service.owner.gid } : {}),
  });
  let words = '';
  server.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2_000)));
  const ended = new AbortController();
  server.once('exit', () => ended.abort(new PlainError(`PostgreSQL did not start:\n${words}`)));
  await service.ready(AbortSignal.any([ended.signal, AbortSignal.timeout(60_000)]));
  return server;
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGINT');
  await gone;
}
