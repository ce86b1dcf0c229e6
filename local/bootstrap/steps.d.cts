/**
 * Says that a step begins, and how long it has been at it until the returned function is called (which answers
 * how long it took, in milliseconds). In a terminal this is one line that changes; elsewhere a line at the
 * beginning and one every half minute.
 *
 * @param expected about how long it takes, in words
 */
export declare function step(title: string, expected?: string): () => number;

/** Prints a line that stays, above whatever is in progress. */
export declare function note(line: string): void;

/** A number of milliseconds as people say it: `0.4 s`, `52 s`, `2 min 10 s`. */
export declare function duration(milliseconds: number): string;
