import { join } from 'node:path';
import { projectRoot } from './project-root';
import { untilHttpOk } from './service';
import type { Service } from './service';
import type { Settings } from './settings';

/** Where the servers are that Mainstay's own programs use. */
export interface Addresses {
  databaseUrl: string;
  temporalAddress: string;
  smtpUrl: string;
}

/** Whom mails come from. */
export interface Sender {
  company: string;
  mailFrom: string;
}

/** The compiled script of one of Mainstay's programs, as in `api/main`. */
export function compiled(name: string): string {
  return join(projectRoot, 'dist', `${name}.js`);
}

/** What Mainstay's programs find in their environment, addresses of this stack included. */
export function addressVariables(settings: Settings, addresses: Addresses): Record<string, string> {
  return {
    DATABASE_URL: addresses.databaseUrl,
    // A database of this stack has no other address, whatever the environment says of another.
    ...(settings.external.databaseUrl === undefined && { DATABASE_DIRECT_URL: '', DATABASE_REPLICA_URL: '' }),
    TEMPORAL_ADDRESS: addresses.temporalAddress,
    TEMPORAL_NAMESPACE: settings.namespace,
    SMTP_URL: addresses.smtpUrl,
    MAINSTAY_HOST: settings.host,
    MAINSTAY_PORT: String(settings.ports.api),
    MAINSTAY_WORKER_PORT: String(settings.ports.worker),
    MAINSTAY_PUBLIC_URL: settings.publicUrl,
    MAINSTAY_DATA: settings.dataFolder,
  };
}

/** The whole environment of one of Mainstay's programs. */
export function programEnvironment(settings: Settings, addresses: Addresses): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'development',
    ...process.env,
    ...addressVariables(settings, addresses),
    // Compiled once, loaded from then on: a second start is that much quicker.
    NODE_COMPILE_CACHE: join(projectRoot, 'dist', '.compile-cache'),
  };
}

/** The GraphQL API. */
export function apiService(settings: Settings, env: NodeJS.ProcessEnv): Service {
  return {
    name: 'api',
    title: 'The API',
    order: 2,
    command: process.execPath,
    args: [compiled('api/main')],
    env,
    stopSignal: 'SIGTERM',
    stopWithin: 10_000,
    ready: (signal) => untilHttpOk(`http://127.0.0.1:${settings.ports.api}/healthz`, signal),
  };
}

/**
 * The worker: workflows, their activities, the outbox relay and the message sender.
 *
 * @param sender whom mails come from where the environment doesn't say it
 */
export function workerService(settings: Settings, env: NodeJS.ProcessEnv, sender?: Sender): Service {
  return {
    name: 'worker',
    title: 'The worker',
    order: 1,
    command: process.execPath,
    args: ['--enable-source-maps', compiled('workflows/worker/main')],
    env: sender ? inTheNameOf(sender, env) : env,
    stopSignal: 'SIGTERM',
    stopWithin: 30_000,
    ready: (signal) => untilHttpOk(`http://127.0.0.1:${settings.ports.worker}/readyz`, signal),
  };
}

function inTheNameOf({ company, mailFrom }: Sender, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    MAINSTAY_COMPANY: env['MAINSTAY_COMPANY'] || company,
    MAINSTAY_MAIL_FROM: env['MAINSTAY_MAIL_FROM'] || mailFrom,
  };
}
