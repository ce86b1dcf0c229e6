// First, since it patches what is loaded after it.
import { stopTracing } from './platform/telemetry/register';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { compose } from './composition';
import { ConfigError, loadConfig } from './config';
import { createLogger } from './platform/logger';
import { createServer } from './server';

/** Exit code for a configuration that can't be used (sysexits' EX_CONFIG). */
const badConfiguration = 78;

/** Runs the API until a signal ends it. `afterFirstAnswer` is called once, when a first GraphQL request is answered. */
export function serve(afterFirstAnswer?: () => void): void {
  listen(afterFirstAnswer).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof ConfigError ? badConfiguration : 1);
  });
}

async function listen(afterFirstAnswer?: () => void): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger(config, 'api');
  const composition = await compose(config);
  const app = await createServer(composition, logger);
  await app.listen({ host: config.http.host, port: config.http.port });
  logger.info({ port: config.http.port }, 'the API listens');
  if (afterFirstAnswer !== undefined) onFirstAnswer(app.server, afterFirstAnswer);
  let isStopping = false;
  const stop = (): void => {
    // A Ctrl-C reaches each of several processes twice: from the terminal, and from the one that started them.
    if (isStopping) return;
    isStopping = true;
    void app
      .close()
      .then(() => composition.close())
      .then(() => stopTracing())
      .then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function onFirstAnswer(server: Server, call: () => void): void {
  const look = ({ url }: IncomingMessage, response: ServerResponse): void => {
    if (url?.startsWith('/graphql') !== true) return;
    server.off('request', look);
    response.once('close', call);
  };
  server.on('request', look);
}
