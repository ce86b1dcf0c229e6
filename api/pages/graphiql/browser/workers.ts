/** The editor's language services run in workers, which the build has put beside this script. */
const names: Readonly<Record<string, string>> = { json: 'json.worker.js', graphql: 'graphql.worker.js' };

(globalThis as { MonacoEnvironment?: unknown }).MonacoEnvironment = {
  getWorker: (_id: string, label: string) =>
    new Worker(new URL(names[label] ?? 'editor.worker.js', import.meta.url), { type: 'module' }),
};
