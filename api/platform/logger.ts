import { pino, type Logger } from 'pino';
import type { Config } from '../config';

/** Structured logs on stdout. What could hold personal data or secrets is cut out wherever it stands. */
export function createLogger(config: Pick<Config, 'logLevel'>, name: string): Logger {
  return pino({
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
        'err.driverError',
        'err.query',
      ],
      remove: true,
    },
  });
}
