import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65535);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must look like postgres://user:password@host:5432/name'),
  MAINSTAY_DATABASE_POOL: z.coerce.number().int().min(1).max(500).default(10),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^:/]+:\d+$/, 'must look like host:7233')
    .default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('mainstay'),
  MAINSTAY_TASK_QUEUE: z.string().min(1).default('mainstay'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must look like smtp://host:25')
    .default('smtp://127.0.0.1:25'),
  MAINSTAY_HOST: z.string().min(1).default('127.0.0.1'),
  MAINSTAY_PORT: port.default(4000),
  MAINSTAY_WORKER_PORT: port.default(4005),
  MAINSTAY_PUBLIC_URL: z.url().optional(),
  MAINSTAY_COMPANY: z.string().min(1).default('Mainstay'),
  MAINSTAY_MAIL_FROM: z.email().default('success@mainstay.example'),
  MAINSTAY_SESSION_DAYS: z.coerce.number().int().min(1).max(365).default(14),
  MAINSTAY_INTROSPECTION: flag.default(true),
  MAINSTAY_TRUST_PROXY: flag.default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Everything that can be configured, typed and checked. Durations are in the unit of their name. */
export type Config = ReturnType<typeof loadConfig>;

/** A configuration that can't be used; `message` lists every wrong variable, one a line. */
export class ConfigError extends Error {}

/** Reads the configuration from the environment, the only place that does; all mistakes are reported together. */
export function loadConfig(env: NodeJS.ProcessEnv) {
  const parsed = environment.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  );
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(
      `The configuration can't be used. Set these variables right and start again:\n${lines.join('\n')}`,
    );
  }
  const value = parsed.data;
  return {
    mode: value.NODE_ENV,
    database: { url: value.DATABASE_URL, poolSize: value.MAINSTAY_DATABASE_POOL },
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
      publicUrl: value.MAINSTAY_PUBLIC_URL ?? `http://localhost:${value.MAINSTAY_PORT}`,
      trustProxy: value.MAINSTAY_TRUST_PROXY,
    },
    access: { sessionDays: value.MAINSTAY_SESSION_DAYS },
    graphql: { introspection: value.MAINSTAY_INTROSPECTION },
    logLevel: value.LOG_LEVEL,
  };
}
