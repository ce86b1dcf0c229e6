import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPORAL_INTERNAL_PORTS, temporalConfig, temporalDynamicConfig } from './temporal-config';
import type { TemporalPorts } from './temporal-config';
import type { TemporalProgram } from './temporal-program';
import { untilListening } from './service';
import type { Service } from './service';

/** Where a Temporal server lives, and how it listens. */
export interface TemporalPlace {
  /** For its configuration files, and its data when they are kept. */
  folder: string;
  /** The first port is for clients, the following seven for the server's parts. */
  ports: TemporalPorts;
  /** Whether its data outlive it. */
  durable: boolean;
  timeSkipping: boolean;
}

/** The ports of a server from a first one on. */
export function consecutivePorts(frontend: number, firstInternal: number): TemporalPorts {
  return {
    frontend,
    internal: Array.from({ length: TEMPORAL_INTERNAL_PORTS }, (_, index) => firstInternal + index),
  };
}

/** The server with everything that it needs written down beside it. */
export function temporalService(program: TemporalProgram, place: TemporalPlace): Service {
  mkdirSync(place.folder, { recursive: true, mode: 0o700 });
  const dynamicConfigFile = join(place.folder, 'dynamic-config.yaml');
  const databaseFile = place.durable ? join(place.folder, 'temporal.sqlite') : undefined;
  writeFileSync(dynamicConfigFile, temporalDynamicConfig(place.timeSkipping));
  const args =
    program.kind === 'server'
      ? serverArguments({ ...place, databaseFile, dynamicConfigFile }, place.folder)
      : commandLineArguments(place, databaseFile);
  return {
    name: 'temporal',
    title: 'The Temporal server',
    order: 3,
    command: program.path,
    args,
    stopSignal: 'SIGTERM',
    stopWithin: 15_000,
    ready: (signal) => untilListening(place.ports.frontend, signal),
  };
}

function serverArguments(settings: Parameters<typeof temporalConfig>[0], folder: string): string[] {
  const file = join(folder, 'config.yaml');
  writeFileSync(file, temporalConfig(settings));
  return ['--config-file', file, '--allow-no-auth', 'start'];
}

function commandLineArguments(place: TemporalPlace, databaseFile: string | undefined): string[] {
  const settings = temporalDynamicConfig(place.timeSkipping).matchAll(/^(\S+):\n {2}- value: (.*)$/gm);
  return [
    ...['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--log-level', 'warn'],
    ...['--port', String(place.ports.frontend)],
    ...(databaseFile === undefined ? [] : ['--db-filename', databaseFile]),
    ...Array.from(settings, ([, name, value]) => ['--dynamic-config-value', `${name}=${value}`]).flat(),
  ];
}
