import { z } from 'zod';

/** A variable's message says what it must be, never what it was: that may hold a password. */
function number(from: number, to: number, example: number) {
  const message = `must be a whole number from ${from} to ${to}, such as ${example}`;
  return z.coerce.number(message).int(message).min(from, message).max(to, message);
}

function oneOf<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z.enum(names, `must be one of ${names.join(', ')}`);
}

function address(pattern: RegExp, example: string) {
  const message = `must be an address, such as ${example}`;
  return z.string(message).refine((text) => pattern.test(text) && URL.canParse(text), message);
}

const port = number(0, 65535, 4000);
const flag = oneOf(['true', 'false']).transform((value) => value === 'true');
const databaseAddress = address(/^postgres(ql)?:\/\//, 'postgres://user:password@host:5432/mainstay');

const environment = z.object({
  NODE_ENV: oneOf(['development', 'test', 'production']).default('production'),
  DATABASE_URL: databaseAddress,
  DATABASE_DIRECT_URL: databaseAddress.optional(),
  DATABASE_REPLICA_URL: databaseAddress.optional(),
  MAINSTAY_REPLICA_LAG_SECONDS: number(1, 3600, 10).default(10),
  MAINSTAY_DATABASE_POOL: number(1, 500, 10).default(10),
  MAINSTAY_PREPARED_STATEMENTS: flag.default(true),
  MAINSTAY_API_PROCESSES: number(1, 128, 2).default(1),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s:/]+:\d{1,5}$/, 'must be a host and a port, such as localhost:7233')
    .default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('mainstay'),
  MAINSTAY_TASK_QUEUE: z.string().default('mainstay'),
  SMTP_URL: address(/^smtps?:\/\/[^/?#]/, 'smtp://host:25').default('smtp://127.0.0.1:25'),
  MAINSTAY_HOST: z.string().default('127.0.0.1'),
  MAINSTAY_PORT: port.default(4000),
  MAINSTAY_WORKER_PORT: port.default(4005),
  MAINSTAY_PUBLIC_URL: address(/^https?:\/\//, 'https://mainstay.example.com').optional(),
  MAINSTAY_COMPANY: z.string().default('Mainstay'),
  MAINSTAY_MAIL_FROM: z
    .email('must be an e-mail address, such as success@mainstay.example')
    .default('success@mainstay.example'),
  MAINSTAY_SESSION_DAYS: number(1, 365, 14).default(14),
  MAINSTAY_INTROSPECTION: flag.default(true),
  MAINSTAY_READS: oneOf(['operations', 'branches', 'rows']).default('operations'),
  MAINSTAY_TRUST_PROXY: number(0, 20, 1).default(0),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Everything that can be configured, typed and checked. Durations are in the unit of their name. */
export type Config = ReturnType<typeof loadConfig>;

/** A configuration that can't be used; its message lists every wrong variable, one a line. */
export class ConfigError extends Error {
  /** Tells it from failures that pass by themselves, which have codes of the network or of PostgreSQL. */
  readonly code = 'ERR_CONFIGURATION';

  /** @param problems one text for each variable, as in `LOG_LEVEL must be one of …` */
  constructor(
    readonly problems: readonly string[],
    summary = "The configuration can't be used. Correct or unset these and start again:",
  ) {
    const lines = problems.map((problem) => `  ${problem}`).join('\n');
    super(`${summary}\n${lines}`);
  }
}

/**
 * Reads the configuration from the environment, the only place that does; a variable that is empty counts as unset.
 *
 * @throws ConfigError with all mistakes together
 */
export function loadConfig(env: NodeJS.ProcessEnv) {
  const parsed = environment.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  );
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new ConfigError([...new Set(problems)]);
  }
  const value = parsed.data;
  return {
    mode: value.NODE_ENV,
    database: {
      url: value.DATABASE_URL,
      /** The same database past a proxy that pools transactions: for migrations, and to be woken by notifications. */
      directUrl: value.DATABASE_DIRECT_URL ?? value.DATABASE_URL,
      /** A streaming replica for reads that may be late; null where there is none. */
      replicaUrl: value.DATABASE_REPLICA_URL ?? null,
      /** A replica that is further behind is left alone. */
      replicaLagSeconds: value.MAINSTAY_REPLICA_LAG_SECONDS,
      poolSize: value.MAINSTAY_DATABASE_POOL,
      /** Whether connections may keep statements by name; some proxies give each transaction another connection. */
      preparedStatements: value.MAINSTAY_PREPARED_STATEMENTS,
    },
    temporal: {
      address: value.TEMPORAL_ADDRESS,
      namespace: value.TEMPORAL_NAMESPACE,
      taskQueue: value.MAINSTAY_TASK_QUEUE,
    },
    mail: { smtpUrl: value.SMTP_URL, company: value.MAINSTAY_COMPANY, from: value.MAINSTAY_MAIL_FROM },
    http: {
      host: value.MAINSTAY_HOST,
      port: value.MAINSTAY_PORT,
      workerPort: value.MAINSTAY_WORKER_PORT,
      /** How many processes of the API share the port. */
      processes: value.MAINSTAY_API_PROCESSES,
      publicUrl: value.MAINSTAY_PUBLIC_URL ?? `http://localhost:${value.MAINSTAY_PORT}`,
      /** How many proxies of ours a request passes: their entries of X-Forwarded-For count, what came before is hearsay. */
      trustedProxies: value.MAINSTAY_TRUST_PROXY,
    },
    access: { sessionDays: value.MAINSTAY_SESSION_DAYS },
    graphql: {
      introspection: value.MAINSTAY_INTROSPECTION,
      /** What is compiled to one statement: operations; fields of `Query` at most; or nothing. To compare, and to find faults. */
      compiles: value.MAINSTAY_READS,
    },
    logLevel: value.LOG_LEVEL,
  };
}
