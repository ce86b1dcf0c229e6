/** What a worker process can do; all of it unless said. */
export const workerParts = ['workflows', 'relay', 'sender', 'housekeeping'] as const;
export type WorkerPart = (typeof workerParts)[number];

/** Arguments that can't be understood. */
export class UsageError extends Error {}

/** Reads `--only=relay` or `--only=relay,sender`. */
export function parseParts(args: readonly string[]): ReadonlySet<WorkerPart> {
  const [only, ...more] = args;
  if (only === undefined) return new Set(workerParts);
  const names =
    only.startsWith('--only=') && more.length === 0 ? only.slice('--only='.length).split(',') : [];
  const parts = names.filter((name): name is WorkerPart => workerParts.some((part) => part === name));
  if (parts.length > 0 && parts.length === names.length) return new Set(parts);
  throw new UsageError(
    `"${args.join(' ')}" is not understood. Give nothing, or --only= with some of ${workerParts.join(',')}.`,
  );
}
