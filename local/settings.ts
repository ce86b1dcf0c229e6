import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
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
  const external = {
    ...optional(
      'databaseUrl',
      address(
        env,
        'DATABASE_URL',
        ['postgres:', 'postgresql:'],
        'postgres://user:password@host:5432/mainstay',
      ),
    ),
    ...optional('temporalAddress', hostAndPort(env, 'TEMPORAL_ADDRESS')),
    ...optional('smtpUrl', address(env, 'SMTP_URL', ['smtp:', 'smtps:'], 'smtp://host:25')),
  };
  return {
    empty: options.empty ?? false,
    dataFolder: resolve(projectRoot, given(env, 'MAINSTAY_DATA') ?? '.mainstay'),
    ports: portsFrom(first),
    host: given(env, 'MAINSTAY_HOST') ?? '127.0.0.1',
    publicUrl:
      address(env, 'MAINSTAY_PUBLIC_URL', ['http:', 'https:'], 'https://mainstay.example.com') ??
      `http://localhost:${first}`,
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

function readPort(option: string | undefined, variable: string | undefined): number {
  const [name, text] = option === undefined ? ['MAINSTAY_PORT', variable] : ['--port', option];
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  const last = 65_536 - PORTS_TAKEN;
  if (Number.isInteger(port) && port >= 1 && port <= last) return port;
  throw new PlainError(
    `${name} is "${text}": give a number between 1 and ${last}, the first of ${PORTS_TAKEN} ports that are used.`,
  );
}

function given(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name];
}

function address(
  env: NodeJS.ProcessEnv,
  name: string,
  schemes: string[],
  example: string,
): string | undefined {
  const text = given(env, name);
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url && schemes.includes(url.protocol) && url.hostname !== '') return text;
  // The value itself may hold a password, so it isn't repeated.
  throw new PlainError(`${name} is no address like ${example}: correct it or unset it.`);
}

function hostAndPort(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = given(env, name);
  if (text === undefined || /^[^\s/:]+:\d{1,5}$/.test(text)) return text;
  throw new PlainError(
    `${name} is "${text}", which is no address like localhost:7233: correct it or unset it.`,
  );
}

function optional<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, V>);
}
