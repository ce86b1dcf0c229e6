import { startTracing } from './tracing';

/** Imported first by every process, for its effect: tracing patches what is loaded after it. */
export const stopTracing = startTracing(process.env);
