import 'reflect-metadata';
import driver from 'pg';
import { DataSource } from 'typeorm';
import type { Config } from '../../config';
import { entities } from '../../entities';
import { migrations } from '../../../migrations/registry';
import { SnakeCaseNaming } from './naming-strategy';

/** The data source of one process. Sessions speak UTC, and a statement that waits for a lock gives up in time. */
export function createDataSource(config: Config): DataSource {
  return new DataSource({
    type: 'postgres',
    // Given, since TypeORM would search for them by name: that takes time, and finds nothing in a bundle.
    driver,
    nativeDriver: false,
    url: config.database.url,
    poolSize: config.database.poolSize,
    applicationName: 'mainstay',
    namingStrategy: new SnakeCaseNaming(),
    entities,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    // Without it TypeORM asks for uuid-ossp and others; PostgreSQL 18 has uuidv7() itself.
    installExtensions: false,
    extra: {
      options: '-c TimeZone=UTC -c lock_timeout=10s -c statement_timeout=60s',
      connectionTimeoutMillis: 5000,
    },
  });
}
