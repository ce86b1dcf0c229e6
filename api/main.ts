import { join } from 'node:path';
import { loadBundle } from './bundle';
import { tracingIsWanted } from './platform/telemetry/tracing';

/** The API as one file, which loads in a fraction of the time of its two thousand; seen from the compiled code. */
const bundleFile = join(__dirname, '..', 'bundle', 'api.js');

// Tracing patches packages while they are loaded, and in a bundle nothing is loaded by name.
const bundle = tracingIsWanted(process.env) ? undefined : loadBundle<typeof import('./serve')>(bundleFile);

if (bundle !== undefined) bundle.exports.serve(bundle.keepCompiled);
else {
  process.setSourceMapsEnabled(true);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only where there is no bundle
  (require('./serve') as typeof import('./serve')).serve();
}
