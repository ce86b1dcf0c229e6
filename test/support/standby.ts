import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { loadConfig } from '../../api/config';
import { openDataSource } from '../../api/platform/database/data-source';
import { migrate } from '../../api/platform/database/migrate';
import { freePorts } from '../../local/free-ports';
import { launch, untilReady, type Launched } from '../../local/launch';
import {
  ensureDatabase,
  postgresService,
  postgresUrl,
  preparePostgres,
  withClient,
} from '../../local/postgres';
import type { PostgresPlace } from '../../local/postgres';

const quick = { fsync: 'off', full_page_writes: 'off', shared_buffers: '32MB' };
const database = 'mainstay';

/** A PostgreSQL of a test's own, with all migrations applied, and a hot standby that streams from it. */
export class ReplicatedPostgres {
  private readonly running = new Map<'primary' | 'standby', Launched>();

  private constructor(
    private readonly folder: string,
    private readonly runFolder: string,
    private readonly primary: PostgresPlace,
    private readonly standby: PostgresPlace,
  ) {}

  static async start(): Promise<ReplicatedPostgres> {
    const runFolder = process.env['MAINSTAY_TEST_RUN_FOLDER'] ?? '';
    // In the folder of the whole run, which is removed however the run ends; PostgreSQL has to be able to enter.
    const folder = mkdtempSync(join(dirname(runFolder), 'replicated-'));
    const [port = 0, standbyPort = 0] = await freePorts(2);
    const primary = { dataFolder: join(folder, 'primary', 'data'), port, password: 'test', settings: quick };
    for (const name of ['primary', 'standby']) mkdirSync(join(folder, name), { recursive: true });
    chmodSync(folder, 0o711);
    const source = `host=127.0.0.1 port=${port} user=mainstay password=test`;
    const standby = {
      ...primary,
      dataFolder: join(folder, 'standby', 'data'),
      port: standbyPort,
      settings: { ...quick, primary_conninfo: source, wal_retrieve_retry_interval: '100ms' },
    };
    const pair = new ReplicatedPostgres(folder, runFolder, primary, standby);
    await preparePostgres(primary);
    copyCluster(primary.dataFolder, standby.dataFolder);
    await pair.launch('primary');
    await ensureDatabase(primary, database);
    await migrateDatabase(pair.url);
    await pair.launch('standby');
    return pair;
  }

  get url(): string {
    return postgresUrl(this.primary, database);
  }

  get standbyUrl(): string {
    return postgresUrl(this.standby, database);
  }

  /** From now on the standby gets everything and shows nothing of it. */
  async pause(): Promise<void> {
    await withClient(this.standbyUrl, async (client) => {
      await client.query('SELECT pg_wal_replay_pause()');
      for (let state = ''; state !== 'paused';) {
        const { rows } = await client.query<{ state: string }>(
          'SELECT pg_get_wal_replay_pause_state() AS state',
        );
        state = rows[0]?.state ?? '';
      }
    });
  }

  async resume(): Promise<void> {
    await withClient(this.standbyUrl, (client) => client.query('SELECT pg_wal_replay_resume()'));
  }

  async startStandby(): Promise<void> {
    await this.launch('standby');
  }

  /** As a power cut would. */
  async killStandby(): Promise<void> {
    await this.stop('standby', 'SIGQUIT');
  }

  async close(): Promise<void> {
    await this.stop('standby', 'SIGQUIT');
    await this.stop('primary', 'SIGQUIT');
    rmSync(this.folder, { recursive: true });
  }

  private async launch(name: 'primary' | 'standby'): Promise<void> {
    const service = { ...postgresService(this[name]), name: `replicated-${name}` };
    const logFile = join(this.folder, `${name}.log`);
    const launched = launch(service, this.runFolder, logFile);
    this.running.set(name, launched);
    await untilReady(service, launched, 30_000, logFile);
  }

  private async stop(name: 'primary' | 'standby', signal: NodeJS.Signals): Promise<void> {
    const launched = this.running.get(name);
    launched?.child.kill(signal);
    await launched?.ended;
    this.running.delete(name);
  }
}

/** A cluster that isn't running, as one that will follow it. */
function copyCluster(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  chmodSync(to, 0o700);
  writeFileSync(join(to, 'standby.signal'), '');
  const { uid, gid } = statSync(from);
  for (const name of ['', ...readdirSync(to, { recursive: true, encoding: 'utf8' })])
    chownSync(join(to, name), uid, gid);
}

async function migrateDatabase(url: string): Promise<void> {
  const dataSource = await openDataSource(loadConfig({ NODE_ENV: 'test', DATABASE_URL: url }));
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
