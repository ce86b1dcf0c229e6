/** The ports that a Temporal server on one machine listens on: only `frontend` is for others. */
export interface TemporalPorts {
  frontend: number;
  /** Seven more, for its parts among themselves. */
  internal: readonly number[];
}

/** How many ports the server needs besides the one for its clients. */
export const TEMPORAL_INTERNAL_PORTS = 7;

/** What differs between the server that people work with and the one that tests use. */
export interface TemporalSettings {
  ports: TemporalPorts;
  /** The SQLite file that keeps everything; undefined keeps it in memory. */
  databaseFile: string | undefined;
  dynamicConfigFile: string;
  /** Lets workflows skip over the time that they wait, when they were started so. */
  timeSkipping: boolean;
}

/** The server's configuration, as the text of its YAML file (JSON is YAML). */
export function temporalConfig(settings: TemporalSettings): string {
  const [frontendMembership, ...others] = settings.ports.internal;
  const [history, historyMembership, matching, matchingMembership, worker, workerMembership] = others;
  const sqlite = {
    sql: {
      pluginName: 'sqlite',
      databaseName: settings.databaseFile ?? 'mainstay',
      connectAddr: 'localhost',
      connectProtocol: 'tcp',
      connectAttributes: connectAttributes(settings.databaseFile),
      maxConns: 1,
      maxIdleConns: 1,
    },
  };
  return JSON.stringify(
    {
      log: { stdout: true, level: 'warn' },
      persistence: {
        numHistoryShards: 1,
        defaultStore: 'main',
        visibilityStore: 'main',
        datastores: { main: sqlite },
      },
      global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
      services: {
        frontend: listener(settings.ports.frontend, frontendMembership),
        history: listener(history, historyMembership),
        matching: listener(matching, matchingMembership),
        worker: listener(worker, workerMembership),
      },
      clusterMetadata: {
        enableGlobalNamespace: false,
        failoverVersionIncrement: 10,
        masterClusterName: 'active',
        currentClusterName: 'active',
        clusterInformation: {
          active: {
            enabled: true,
            initialFailoverVersion: 1,
            rpcName: 'frontend',
            rpcAddress: `127.0.0.1:${settings.ports.frontend}`,
          },
        },
      },
      dcRedirectionPolicy: { policy: 'noop' },
      archival: { history: { state: 'disabled' }, visibility: { state: 'disabled' } },
      publicClient: { hostPort: `127.0.0.1:${settings.ports.frontend}` },
      dynamicConfigClient: { filepath: settings.dynamicConfigFile, pollInterval: '60s' },
    },
    undefined,
    2,
  );
}

/** The server's settings that can change while it runs. */
export function temporalDynamicConfig(timeSkipping: boolean): string {
  const values = {
    // Polled 20 times a second by default, and everything on one machine waits for these polls.
    'history.timerProcessorMaxPollRPS': 1_000,
    'history.timerProcessorMaxPollHostRPS': 1_000,
    'history.transferProcessorMaxPollRPS': 1_000,
    'history.transferProcessorMaxPollHostRPS': 1_000,
    'history.timerProcessorMaxTimeShift': '1ms',
    'system.forceSearchAttributesCacheRefreshOnRead': true,
    ...(timeSkipping
      ? {
          'frontend.WorkflowTimeSkippingEnabled': true,
          'frontend.WorkflowTimeSkippingMaxSkipPerSession': 1_000_000,
        }
      : {}),
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}:\n  - value: ${JSON.stringify(value)}\n`)
    .join('');
}

function connectAttributes(databaseFile: string | undefined): Record<string, string> {
  if (databaseFile === undefined) return { mode: 'memory', cache: 'private', setup: 'true' };
  return { cache: 'private', setup: 'true', journal_mode: 'wal', synchronous: '1' };
}

function listener(grpcPort: number | undefined, membershipPort: number | undefined): object {
  return { rpc: { grpcPort, membershipPort, bindOnLocalHost: true } };
}
