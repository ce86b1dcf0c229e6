/**
 * Watches whoever started us, and calls back once when they have gone: killed without a chance to pass it on.
 * Where npm put a shell in between, npm is watched behind it.
 *
 * @returns to stop watching
 */
export declare function whenParentEnds(work: () => void): () => void;
