import { randomBytes } from 'node:crypto';
import { registerProcess } from '../../local/process-register';
import { withClient } from '../../local/postgres';
import { ensureNamespace } from '../../local/temporal';
import { TEMPLATE } from './engine-servers';

/** A database of one test file, or of one test. */
export interface TestDatabase {
  url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/** Any number, as long as all test files use the same. */
const COPYING = 7_214_901;

/** Makes a database with every migration applied: a copy of the one migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const administration = required('MAINSTAY_TEST_POSTGRES_URL');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(administration, async (client) => {
    // A template can be copied by one at a time only; the lock ends with the connection.
    await client.query('SELECT pg_advisory_lock($1)', [COPYING]);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  });
  const url = new URL(administration);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropDatabase(administration, name) };
}

/** Makes an empty database without any schema: for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const administration = required('MAINSTAY_TEST_POSTGRES_URL');
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await withClient(administration, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0`));
  const url = new URL(administration);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropDatabase(administration, name) };
}

/** The address of the Temporal server that the tests share. */
export function temporalAddress(): string {
  return required('MAINSTAY_TEST_TEMPORAL_ADDRESS');
}

/**
 * Registers a namespace of the test file's own, so that workers of different files, which poll task queues of
 * the same name, don't take each other's tasks. Answers its name.
 */
export async function createTestNamespace(): Promise<string> {
  const namespace = `test-${randomBytes(6).toString('hex')}`;
  await ensureNamespace(temporalAddress(), namespace, AbortSignal.timeout(30_000));
  return namespace;
}

/** Has a process that a test started killed at the end of the run, however the run ends. */
export function guardProcess(name: string, pid: number): void {
  const runFolder = required('MAINSTAY_TEST_RUN_FOLDER');
  registerProcess(runFolder, { name, pid, order: 0, stopSignal: 'SIGTERM', stopWithin: 5_000 });
}

async function dropDatabase(administration: string, name: string): Promise<void> {
  await withClient(administration, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: tests run under jest, whose global setup starts the servers.`);
  return value;
}
