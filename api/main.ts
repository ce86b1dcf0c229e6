import type { Cluster } from 'node:cluster';
import { join } from 'node:path';
import { loadBundle } from './bundle';
import { tracingIsWanted } from './platform/telemetry/tracing';

/** The API as one file, which loads in a fraction of the time of its two thousand; seen from the compiled code. */
const bundleFile = join(__dirname, '..', 'bundle', 'api.js');

/** Answers requests, as the only process or as one of several. */
function answer(): void {
  // Tracing patches packages while they are loaded, and in a bundle nothing is loaded by name.
  const bundle = tracingIsWanted(process.env) ? undefined : loadBundle<typeof import('./serve')>(bundleFile);
  if (bundle !== undefined) bundle.exports.serve(bundle.keepCompiled);
  else {
    process.setSourceMapsEnabled(true);
    load<typeof import('./serve')>('./serve').serve();
  }
}

/** Of several processes the first one only starts and replaces the others. */
function startsOthers(): boolean {
  const wanted = process.env['MAINSTAY_API_PROCESSES'] ?? '';
  return wanted !== '' && wanted !== '1' && load<Cluster>('node:cluster').isPrimary;
}

/** What is loaded only where it is needed. */
function load<Module>(name: string): Module {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would wait for a turn of the event loop
  return require(name) as Module;
}

if (startsOthers()) load<typeof import('./cluster')>('./cluster').runCluster();
else answer();
