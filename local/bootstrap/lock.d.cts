/**
 * Takes a lock file that names its holder, or answers the number of the process that holds it. A lock whose
 * holder is no longer running is taken over.
 */
export declare function takeLock(file: string): { release: () => void } | { heldBy: number };
