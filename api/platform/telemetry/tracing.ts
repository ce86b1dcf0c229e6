/**
 * Traces by OpenTelemetry, switched on by its standard variables and by nothing else: OTEL_EXPORTER_OTLP_ENDPOINT,
 * OTEL_EXPORTER_OTLP_TRACES_ENDPOINT or OTEL_TRACES_EXPORTER; OTEL_SDK_DISABLED=true switches it off. Its packages
 * are loaded only then. They patch what is loaded after them, so a process imports this before anything else.
 */
export function tracingIsWanted(env: NodeJS.ProcessEnv): boolean {
  if (env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none')
    return false;
  const switches = [
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    'OTEL_TRACES_EXPORTER',
  ];
  return switches.some((name) => (env[name] ?? '') !== '');
}

/** Starts tracing where it is wanted; gives what flushes the last spans when the process ends. */
export function startTracing(env: NodeJS.ProcessEnv): () => Promise<void> {
  if (!tracingIsWanted(env)) return () => Promise.resolve();
  env['OTEL_SERVICE_NAME'] ??= 'mainstay';
  /* eslint-disable @typescript-eslint/no-require-imports -- loaded only where wanted, and at once */
  const { NodeSDK } = require('@opentelemetry/sdk-node') as typeof import('@opentelemetry/sdk-node');
  const { HttpInstrumentation } =
    require('@opentelemetry/instrumentation-http') as typeof import('@opentelemetry/instrumentation-http');
  const { PgInstrumentation } =
    require('@opentelemetry/instrumentation-pg') as typeof import('@opentelemetry/instrumentation-pg');
  const { GraphQLInstrumentation } =
    require('@opentelemetry/instrumentation-graphql') as typeof import('@opentelemetry/instrumentation-graphql');
  /* eslint-enable @typescript-eslint/no-require-imports */
  const sdk = new NodeSDK({
    instrumentations: [
      new HttpInstrumentation({
        // Probes would drown what matters; what a GET asks, and its variables, are nobody's business.
        ignoreIncomingRequestHook: ({ url = '' }) => /^\/(healthz|readyz|metrics|graphiql)/.test(url),
        redactedQueryParams: ['query', 'variables', 'extensions'],
      }),
      // Neither sends values: statements have parameters, and literals in documents are left out.
      new PgInstrumentation({ requireParentSpan: true }),
      new GraphQLInstrumentation({ ignoreResolveSpans: true, ignoreTrivialResolveSpans: true }),
    ],
  });
  sdk.start();
  return () => sdk.shutdown();
}
