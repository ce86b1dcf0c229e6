import { pino, type DestinationStream, type Logger } from 'pino';
import type { Config } from '../config';
import { LogOutput } from './log-output';

/**
 * Structured logs, on stdout unless a destination is given. What could hold personal data or secrets is cut out
 * wherever it stands.
 */
export function createLogger(
  config: Pick<Config, 'logLevel'>,
  name: string,
  destination: DestinationStream = new LogOutput(1),
): Logger {
  const options = {
    name,
    level: config.logLevel,
    redact: {
      paths: [
        '*.password',
        '*.token',
        '*.authorization',
        '*.cookie',
        '*.email',
        'err.parameters',
        'err.detail',
        'err.where',
        'err.driverError',
        'err.query',
      ],
      remove: true,
    },
  };
  return pino(options, destination);
}
