// First, since it patches what is loaded after it.
import { stopTracing } from './platform/telemetry/register';
import { compose } from './composition';
import { ConfigError, loadConfig } from './config';
import { createLogger } from './platform/logger';
import { createServer } from './server';

/** Exit code for a configuration that can't be used (sysexits' EX_CONFIG). */
const badConfiguration = 78;

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger(config, 'api');
  const composition = await compose(config);
  const app = await createServer(composition, logger);
  await app.listen({ host: config.http.host, port: config.http.port });
  logger.info({ port: config.http.port }, 'the API listens');
  const stop = (): void =>
    void app
      .close()
      .then(() => composition.close())
      .then(() => stopTracing())
      .then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof ConfigError ? badConfiguration : 1);
});
