import { ConfigError, loadConfig } from '../config';
import { openDataSource } from '../platform/database/data-source';
import { migrate } from '../platform/database/migrate';

/** Applies the migrations that are missing and says which. Safe to run from several processes at once. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const dataSource = await openDataSource(config, config.database.directUrl);
  try {
    const applied = await migrate(dataSource);
    process.stdout.write(
      applied.length === 0 ? 'The schema is up to date.\n' : `Applied: ${applied.join(', ')}.\n`,
    );
  } finally {
    await dataSource.destroy();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof ConfigError ? 78 : 1);
});
