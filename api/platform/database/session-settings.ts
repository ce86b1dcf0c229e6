import type { Pool } from 'pg';
import { ConfigError } from '../../config';

/** What every connection asks PostgreSQL for as it is opened: answers hold times in UTC, and nobody waits for ever. */
export const startUpOptions = '-c TimeZone=UTC -c lock_timeout=10s -c statement_timeout=60s';

/** A statement that gives one row of `Settings`. */
export const settingsStatement = `SELECT current_setting('TimeZone') AS "timeZone",
  current_setting('DateStyle') AS "dateStyle", current_setting('lock_timeout') AS "lockTimeout",
  current_setting('statement_timeout') AS "statementTimeout"`;

/** The settings that connections have. */
export interface Settings {
  readonly timeZone: string;
  readonly dateStyle: string;
  readonly lockTimeout: string;
  readonly statementTimeout: string;
}

/**
 * What is wrong with the settings of connections, a sentence each. A proxy may drop what they ask for, and then they
 * have those of their role or database.
 */
export function settingsProblems(settings: Settings): string[] {
  const { timeZone, dateStyle, lockTimeout, statementTimeout } = settings;
  const wrong = [
    !/^(Etc\/)?UTC$/i.test(timeZone) && `TimeZone has to be UTC and is ${timeZone}.`,
    !dateStyle.startsWith('ISO') && `DateStyle has to be ISO and is ${dateStyle}.`,
    lockTimeout === '0' &&
      'lock_timeout has to be set, to 10s for instance: else who waits for a lock waits for ever.',
    statementTimeout === '0' && 'statement_timeout has to be set, to 60s for instance.',
  ];
  return wrong.filter((problem) => problem !== false);
}

/** @throws ConfigError where connections have other settings than Mainstay relies on, or aren't made for asking for any */
export async function checkSettings(pool: Pool): Promise<void> {
  const { rows } = await pool.query<Settings>(settingsStatement);
  const problems = rows.flatMap(settingsProblems);
  if (problems.length > 0) throw new ConfigError(problems, settingsSummary);
}

const settingsSummary =
  'Connections to the database don’t have the settings they ask for as they are opened: is there a proxy that drops ' +
  'them? Give them to their role by ALTER ROLE … SET, close the proxy’s connections, and start again:';
