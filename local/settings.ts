import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from '../api/config';
import type { NeededPort } from './checks';
import { PlainError, messageOf } from './plain-error';
import { projectRoot } from './project-root';
import { TEMPORAL_INTERNAL_PORTS } from './temporal-config';

/** What `npm start` was asked for, checked. */
export interface Settings {
  /** Starts without the sample book. */
  empty: boolean;
  /** Everything that outlives a run. */
  dataFolder: string;
  ports: LocalPorts;
  /** The address that the API listens on. */
  host: string;
  publicUrl: string;
  namespace: string;
  /** Servers that somebody else runs: used instead of one of ours. */
  external: { databaseUrl?: string; temporalAddress?: string; smtpUrl?: string };
}

/** Every port is counted from the first, so that two clones need to differ in one number only. */
export interface LocalPorts {
  api: number;
  mailboxPage: number;
  smtp: number;
  postgres: number;
  temporal: number;
  worker: number;
  /** The first of those that the Temporal server uses inside. */
  temporalInternal: number;
}

const DEFAULT_PORT = 4000;
/** How many ports one clone takes, from its first. */
export const PORTS_TAKEN = 6 + TEMPORAL_INTERNAL_PORTS;

/** Reads the command line and the environment. @throws PlainError that names what is wrong and the remedy */
export function readSettings(args: string[], env: NodeJS.ProcessEnv): Settings {
  const options = readOptions(args);
  const first = readPort(options.port, env['MAINSTAY_PORT']);
  checkVariables(env, first);
  const external = {
    ...optional('databaseUrl', given(env, 'DATABASE_URL')),
    ...optional('temporalAddress', given(env, 'TEMPORAL_ADDRESS')),
    ...optional('smtpUrl', given(env, 'SMTP_URL')),
  };
  return {
    empty: options.empty ?? false,
    dataFolder: resolve(projectRoot, given(env, 'MAINSTAY_DATA') ?? '.mainstay'),
    ports: portsFrom(first),
    host: given(env, 'MAINSTAY_HOST') ?? '127.0.0.1',
    publicUrl: given(env, 'MAINSTAY_PUBLIC_URL') ?? `http://localhost:${first}`,
    namespace: given(env, 'TEMPORAL_NAMESPACE') ?? 'mainstay',
    external,
  };
}

/** The ports that have to be free for a start with these settings. */
export function neededPorts({ ports, external, host }: Settings): NeededPort[] {
  const local = '127.0.0.1';
  const needed = [
    { port: ports.api, use: 'the API', host },
    { port: ports.worker, use: 'the worker', host: local },
  ];
  if (external.smtpUrl === undefined) {
    needed.push({ port: ports.mailboxPage, use: "the mailbox's page", host: local });
    needed.push({ port: ports.smtp, use: 'the mailbox', host: local });
  }
  if (external.databaseUrl === undefined)
    needed.push({ port: ports.postgres, use: 'PostgreSQL', host: local });
  if (external.temporalAddress === undefined) {
    const inside = Array.from(
      { length: TEMPORAL_INTERNAL_PORTS },
      (_, index) => ports.temporalInternal + index,
    );
    for (const port of [ports.temporal, ...inside])
      needed.push({ port, use: 'the Temporal server', host: local });
  }
  return needed;
}

function portsFrom(first: number): LocalPorts {
  return {
    api: first,
    mailboxPage: first + 1,
    smtp: first + 2,
    postgres: first + 3,
    temporal: first + 4,
    worker: first + 5,
    temporalInternal: first + 6,
  };
}

function readOptions(args: string[]): { empty?: boolean; port?: string } {
  try {
    return parseArgs({ args, options: { empty: { type: 'boolean' }, port: { type: 'string' } } }).values;
  } catch (error) {
    const reason = messageOf(error).split('.')[0];
    throw new PlainError(`${reason}. What "npm start --" understands is --empty and --port <number>.`);
  }
}

/** Answers what is wrong where it is no port, so that it can be told together with everything else. */
function readPort(option: string | undefined, variable: string | undefined): number | string {
  const [name, text] = option === undefined ? ['MAINSTAY_PORT', variable] : ['--port', option];
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  const last = 65_536 - PORTS_TAKEN;
  if (Number.isInteger(port) && port >= 1 && port <= last) return port;
  return `${name} must be a whole number from 1 to ${last}, such as ${DEFAULT_PORT}: the first of ${PORTS_TAKEN} ports that are used`;
}

/**
 * Checks every variable as the API and the worker will, before any of them starts; what this start gives them
 * itself can't be wrong.
 *
 * @throws PlainError with all mistakes together
 */
function checkVariables(env: NodeJS.ProcessEnv, port: number | string): asserts port is number {
  const ours = {
    NODE_ENV: given(env, 'NODE_ENV') ?? 'development',
    DATABASE_URL: given(env, 'DATABASE_URL') ?? 'postgres://127.0.0.1/ours',
    MAINSTAY_PORT: '',
    MAINSTAY_WORKER_PORT: '',
  };
  const problems = [...(typeof port === 'string' ? [port] : []), ...problemsOf({ ...env, ...ours })];
  if (problems.length > 0) throw new PlainError(new ConfigError(problems).message);
}

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

function given(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name];
}

function optional<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, V>);
}
