import 'reflect-metadata';
import driver, { type Pool } from 'pg';
import { DataSource } from 'typeorm';
import { ConfigError, type Config } from '../../config';
import { entities } from '../../entities';
import { migrations } from '../../../migrations/registry';
import { SnakeCaseNaming } from './naming-strategy';
import { checkSettings, startUpOptions } from './session-settings';

/** The data source of one process. Sessions speak UTC, and a statement that waits for a lock gives up in time. */
export function createDataSource(config: Config, url: string = config.database.url): DataSource {
  return new DataSource({
    type: 'postgres',
    // Given, since TypeORM would search for them by name: that takes time, and finds nothing in a bundle.
    driver,
    nativeDriver: false,
    url,
    poolSize: config.database.poolSize,
    applicationName: 'mainstay',
    namingStrategy: new SnakeCaseNaming(),
    entities,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    // Without it TypeORM asks for uuid-ossp and others; PostgreSQL 18 has uuidv7() itself.
    installExtensions: false,
    extra: { options: startUpOptions, connectionTimeoutMillis: 5000 },
  });
}

/**
 * Connects, and makes certain that connections are as Mainstay relies on.
 * @throws ConfigError where a proxy in between doesn't let them be so
 */
export async function openDataSource(config: Config, url: string = config.database.url): Promise<DataSource> {
  const dataSource = createDataSource(config, url);
  try {
    await dataSource.initialize();
    await checkSettings(poolOf(dataSource));
    return dataSource;
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw refusesOptions(error) ? new ConfigError([proxyRemedy], 'The database can’t be used:') : error;
  }
}

/** TypeORM's own pool of connections. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}

/** PgBouncer's words. */
function refusesOptions(error: unknown): boolean {
  return error instanceof Error && /unsupported startup parameter[^:]*: options/.test(error.message);
}

const proxyRemedy =
  'The proxy in front of it refuses the startup parameter "options". In pgbouncer.ini set ignore_startup_parameters = options.';
